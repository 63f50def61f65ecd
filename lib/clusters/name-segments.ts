import { max, sum } from 'd3-array'
import { fromColumns, type Matrix } from '../core/matrix.js'
import type { Archetype, ArchetypeTrait } from '../data/archetypes.js'
import { FEATURES } from '../features/features.js'
import { standardize } from '../features/standardize.js'
import { groupMeans } from './groups.js'

const at025 = (column: string, side: 1 | -1) => ({ column, side, by: 0.25 })

/** The archetypes of data/archetypes.json. */
export const ARCHETYPES: readonly Archetype[] = [
  { name: 'Loyalists', traits: [[at025('frequency', 1)], [at025('loyalty', 1)], [at025('discountDependence', -1)]] },
  { name: 'At-Risk', traits: [[at025('recency', 1)], [at025('satisfaction', -1), at025('returns', 1)]] },
  { name: 'New Customers', traits: [[at025('tenure', -1)]] },
]

/** Words for high and low values of a column, used in names and reasons. */
export const CONTRASTS: Readonly<Record<string, readonly [string, string]>> = {
  frequency: ['Frequent', 'Infrequent'],
  loyalty: ['Loyal', 'Disloyal'],
  ...Object.fromEntries(FEATURES.map(({ column, high, low }) => [column, [high, low] as const])),
}

/**
 * Return what to call the customers of a segment in a sentence: an archetype by its name, any other segment by its name
 * in quotation marks. At-Risk is an adjective, and needs its noun.
 *
 * @example members('Many returns') // "“Many returns” customers"
 */
export function members(name: string): string {
  if (!isArchetype(name)) return `“${name}” customers`
  return name.includes('-') ? `${name} customers` : name
}

/** Whether a name is that of an archetype, not one that describes a group, such as "Low value, few returns (2)". */
export function isArchetype(name: string): boolean {
  const [first] = name.split(/, | \(\d+\)$/)
  return !DESCRIBED.has(first) && !/^(High|Low) /.test(first)
}

/** A cluster that differs from the average by less than this in every column is named after that. */
const NOTHING = 0.1
const AVERAGE = 'Near average'
const DESCRIBED = new Set([AVERAGE, ...Object.values(CONTRASTS).flat()])
/** Two clusters whose fits differ by less than this many standard deviations fit equally well. */
const AMBIGUOUS = 0.25

/** A segment's name. */
export interface SegmentName {
  readonly name: string
  /** Why it has this name: the columns, with their numbers. */
  readonly reason: string
}

/** Each column's mean in each cluster, in standard deviations from the mean of all customers. */
export interface Traits {
  readonly columns: readonly string[]
  /** k by d. */
  readonly z: Matrix
}

/**
 * Compute standardized centroids: each column's mean in each cluster, in population standard deviations from the
 * overall mean.
 *
 * @param columns n values each, by name; not modified
 * @param labels length n, 0 to k - 1; not modified
 * @returns z-scores, k by columns
 */
export function clusterTraits(columns: Readonly<Record<string, ArrayLike<number>>>, labels: Int32Array): Traits {
  const names = Object.keys(columns)
  const { z } = standardize(fromColumns(names.map((name) => Float64Array.from(columns[name]))))
  return { columns: names, z: groupMeans(z, labels, max(labels)! + 1).means }
}

/**
 * Name clusters by rules. A cluster fits an archetype when each group of its traits lies on the archetype's side, as
 * far as the trait demands; how well it fits is the mean of these distances. Each archetype goes to at most one
 * cluster, by the assignment with the largest sum. If a second cluster without another name fits within 0.25 of the
 * best, the archetype is ambiguous and goes to neither. Other clusters are named after what sets them apart most.
 *
 * @param traits standardized centroids; an archetype is skipped when a column that it needs (such as tenure) is absent
 * @param describe returns the word for high or low values of a column
 * @param archetypes those of data/archetypes.json by default
 * @returns one name per cluster, all different, in cluster order; and sentences on ambiguous archetypes
 */
export function nameSegments(
  traits: Traits,
  describe: (column: string, high: boolean) => string,
  archetypes: readonly Archetype[] = ARCHETYPES,
): { names: SegmentName[]; ambiguous: string[] } {
  const k = traits.z.rows
  const fits = archetypes.map((archetype) => Array.from({ length: k }, (_, cluster) => fit(traits, archetype, cluster)))
  const given = bestAssignment(fits, k)
  const ambiguous: string[] = []
  const names: (SegmentName | undefined)[] = Array(k).fill(undefined)
  given.forEach((cluster, a) => {
    if (cluster < 0) return
    const rival = fits[a].findIndex(
      (value, other) => other !== cluster && !given.includes(other) && value > fits[a][cluster] - AMBIGUOUS,
    )
    if (rival >= 0) {
      ambiguous.push(
        `Two clusters fit ${archetypes[a].name} about equally well (${fits[a][cluster].toFixed(2)} and ${fits[a][rival].toFixed(2)} standard deviations), so neither gets the name.`,
      )
      return
    }
    names[cluster] = { name: archetypes[a].name, reason: reason(traits, archetypes[a], cluster) }
  })
  const taken = new Set(names.map((named) => named?.name))
  return { names: names.map((named, cluster) => named ?? byContrast(traits, cluster, describe, taken)), ambiguous }
}

function at(traits: Traits, cluster: number, column: string): number {
  return traits.z.data[cluster * traits.z.cols + traits.columns.indexOf(column)]
}

/** How far a cluster lies on the side of a trait; -Infinity where the column is missing. */
function distance(traits: Traits, cluster: number, { column, side }: ArchetypeTrait): number {
  return traits.columns.includes(column) ? side * at(traits, cluster, column) : -Infinity
}

function holds(traits: Traits, cluster: number, trait: ArchetypeTrait): boolean {
  return distance(traits, cluster, trait) >= trait.by
}

/** Mean distance on the archetype's side, or -Infinity where a trait is missing. */
function fit(traits: Traits, archetype: Archetype, cluster: number): number {
  const distances = archetype.traits.map((group) =>
    Math.max(...group.map((trait) => (holds(traits, cluster, trait) ? distance(traits, cluster, trait) : -Infinity))),
  )
  if (distances.includes(-Infinity)) return -Infinity
  return sum(distances) / distances.length
}

/** The cluster of each archetype, or -1: at most one each, with the largest sum of fits. */
function bestAssignment(fits: readonly (readonly number[])[], k: number): number[] {
  let best: number[] = fits.map(() => -1)
  let top = 0
  const walk = (a: number, chosen: number[], sum: number): void => {
    if (a === fits.length) {
      if (sum > top) [best, top] = [[...chosen], sum]
      return
    }
    walk(a + 1, [...chosen, -1], sum)
    for (let cluster = 0; cluster < k; cluster++) {
      if (!chosen.includes(cluster) && fits[a][cluster] > -Infinity)
        walk(a + 1, [...chosen, cluster], sum + fits[a][cluster])
    }
  }
  walk(0, [], 0)
  return best
}

function reason(traits: Traits, archetype: Archetype, cluster: number): string {
  return archetype.traits
    .map((group) =>
      group
        .filter((trait) => holds(traits, cluster, trait))
        .map(({ column }) => `${column} ${signed(at(traits, cluster, column))}`)
        .join(' and '),
    )
    .join(', ')
}

/** Name a cluster after the column farthest from the average; if that name is taken, add further columns. */
function byContrast(
  traits: Traits,
  cluster: number,
  describe: (column: string, high: boolean) => string,
  taken: Set<string | undefined>,
): SegmentName {
  const order = [...traits.columns].sort((a, b) => Math.abs(at(traits, cluster, b)) - Math.abs(at(traits, cluster, a)))
  let name = ''
  let used = 0
  do {
    const far = at(traits, cluster, order[used])
    const part = used === 0 && Math.abs(far) < NOTHING ? AVERAGE : describe(order[used], far >= 0)
    name = used === 0 ? part : `${name}, ${part.toLowerCase()}`
    used++
  } while (taken.has(name) && used < order.length)
  if (taken.has(name)) name = `${name} (${cluster + 1})`
  taken.add(name)
  return {
    name,
    reason: order
      .slice(0, used)
      .map((column) => `${column} ${signed(at(traits, cluster, column))}`)
      .join(', '),
  }
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`
}
