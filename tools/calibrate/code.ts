import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Dependence } from './study.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Library modules that the verdict and its peer use directly; their imports are added. */
const VERDICT = [
  'evidence/assess.js',
  'clusters/kmeans.js',
  'features/pca.js',
  'features/standardize.js',
  'core/random.js',
]
/** Files of this folder that draw and judge points (DRAWN), or any data (TRIED: all but those that run and show). */
const DRAWN = /^(draws|gap-statistic|margins|(further-)?clouds|planted|peers|verdicts)\.ts$/
const TRIED =
  /^(?!(calibrate|code|countdown|matrices|page|pool|power-figure|stud(y|ies)|(cloud|planted|coverage)-study|trials|worker)\.ts$).*\.ts$/
const PACKAGES = [
  'ml-kmeans',
  'ml-matrix',
  '@stdlib/random-base-mt19937',
  '@stdlib/stats-base-dists-normal',
  'd3-random',
]

/** Return the packages that the numbers depend on, with their installed versions: "d3-random 3.0.2". */
export function versions(root: string = ROOT): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return PACKAGES.map((name) => `${name} ${packages[`node_modules/${name}`].version}`)
}

/**
 * Compute a fingerprint of the code that trials depend on: any change to that code gives another one. The library's
 * texts, figures and tables do not count for `points`.
 *
 * @param root the project's folder, with lib/dist built
 * @returns 16 hexadecimal digits
 * @throws {RangeError} if the library is not built
 */
export function codeOf(dependence: Dependence, root: string = ROOT): string {
  const built = join(root, 'lib', 'dist')
  const library = closure(built, dependence === 'points' ? VERDICT : ['index.js'])
  const tools = join(root, 'tools')
  const drawn = list(join(tools, 'calibrate'), dependence === 'points' ? DRAWN : TRIED)
  const simulator = dependence === 'points' ? [] : list(join(tools, 'simulate'), /\.ts$/)
  const hash = createHash('sha256').update(versions(root).join())
  for (const file of [...library, ...drawn, ...simulator]) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

/** Return these modules and all library modules that they import, sorted. */
function closure(folder: string, entries: readonly string[]): string[] {
  const seen = new Set<string>()
  const open = entries.map((name) => join(folder, name))
  for (let file = open.pop(); file; file = open.pop()) {
    if (seen.has(file)) continue
    if (!existsSync(file)) throw new RangeError(`calibrate requires the built library (npm run build), got no ${file}`)
    seen.add(file)
    const imports = readFileSync(file, 'utf8').matchAll(/from '(\.{1,2}\/.+?)'/g)
    for (const [, name] of imports) open.push(join(dirname(file), name))
  }
  return [...seen].sort()
}

function list(folder: string, names: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => names.test(name))
    .sort()
    .map((name) => join(folder, name))
}
