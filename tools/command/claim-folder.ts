import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { UsageError } from './arguments.js'

/**
 * Claim a folder for one run: a second run into it would replace half of what this one writes. The claim of a process
 * that no longer runs does not count. If that process was killed after it moved the earlier run away, but before it put
 * the new one in its place, the earlier run is put back.
 *
 * @param folder that the run writes; it need not exist
 * @returns a function that releases the folder
 * @throws {UsageError} while another run holds it
 */
export function claimFolder(folder: string): () => void {
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)
  const claim = join(tmpdir(), `segments-run-${name}`)
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(claim, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (attempt > 0 || isAlive(Number(readFileSync(claim, 'utf8')))) {
        throw new UsageError(`another run is writing into ${folder}: wait for it, or give this one another --out`)
      }
      rmSync(claim, { force: true })
    }
  }
  putBack(folder)
  return () => rmSync(claim, { force: true })
}

function isAlive(process_: number): boolean {
  if (!Number.isInteger(process_) || process_ < 1) return false
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Put back an earlier run that a killed run moved away, and remove the unfinished parts of the killed run. */
function putBack(folder: string): void {
  const parent = dirname(folder)
  const left = existsSync(parent) ? readdirSync(parent).filter((name) => name.startsWith(`${basename(folder)}.`)) : []
  const old = left.find((name) => /\.\d+\.old$/.test(name))
  if (old && !existsSync(folder)) renameSync(join(parent, old), folder)
  for (const name of left) {
    if (/\.\d+\.(old|new)$/.test(name)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}
