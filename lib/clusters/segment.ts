import type { DataFrame } from 'danfojs-node'
import { count, listed } from '../core/format.js'
import type { Matrix } from '../core/matrix.js'
import { printAs } from '../core/print-as.js'
import type { Archetype } from '../data/archetypes.js'
import { type FeatureSpace, featureSpace, tamed } from '../features/features.js'
import { label } from '../features/labels.js'
import { takeRows } from './groups.js'
import { type Clustering, kmeans } from './kmeans.js'
import { ARCHETYPES, CONTRASTS, clusterTraits, nameSegments, type SegmentName, type Traits } from './name-segments.js'

/** Customers in named segments. Archetypes come first, other segments by size. */
export interface Segmentation {
  readonly space: FeatureSpace
  readonly k: number
  /** Length k. */
  readonly segments: readonly SegmentName[]
  /** The kmeans cluster of each segment: kmeans orders its clusters differently. */
  readonly clusters: readonly number[]
  /** Each customer's segment, as an index into segments and by name; length n. */
  readonly labels: Int32Array
  readonly segmentOf: readonly string[]
  /** k by d, in the scaled units of space.x. */
  readonly centroids: Matrix
  /** The standardized centroids that the names are based on. */
  readonly traits: Traits
  /** The names of the archetypes that were looked for. */
  readonly archetypes: readonly string[]
  /** Sentences on archetypes that two clusters fit equally well. */
  readonly ambiguous: readonly string[]
}

/**
 * Cluster prepared customers and name the clusters.
 *
 * @param customers prepared (see prepare); not modified
 * @param options k: number of segments, as found by assess; seed: default 1; space: what to cluster on, all features by
 *   default
 * @throws {RangeError} as kmeans does
 */
export function segmentCustomers(
  customers: DataFrame,
  options: { k: number; seed?: number; space?: FeatureSpace },
): Segmentation {
  const { k, seed, space = featureSpace(customers) } = options
  return nameClusters(customers, space, kmeans(space.x, k, { seed }))
}

/**
 * Name clusters and order them as segments.
 *
 * @param customers prepared (see prepare); not modified
 * @param space the points that were clustered
 * @param fitted their clusters (see kmeans)
 * @param archetypes which to look for; those of data/archetypes.json by default
 */
export function nameClusters(
  customers: DataFrame,
  space: FeatureSpace,
  fitted: Clustering,
  archetypes: readonly Archetype[] = ARCHETYPES,
): Segmentation {
  const contrasts = {
    ...CONTRASTS,
    ...Object.fromEntries(space.features.map((one) => [one.column, [one.high, one.low]])),
  }
  const wanted = archetypes.flatMap(({ traits: groups }) =>
    groups.flatMap((group) => group.map(({ column }) => column)),
  )
  const traits = clusterTraits(
    traitColumns(customers, [...new Set([...Object.keys(contrasts), ...wanted])]),
    fitted.labels,
  )
  const { names, ambiguous } = nameSegments(traits, (column, high) => describe(contrasts, column, high), archetypes)
  const order = readingOrder(names, fitted.labels, archetypes)
  const place = new Map(order.map((cluster, at) => [cluster, at]))
  const labels = fitted.labels.map((cluster) => place.get(cluster)!)
  const segments = order.map((cluster) => names[cluster])
  const found: Segmentation = {
    space,
    k: fitted.centroids.rows,
    segments,
    clusters: order,
    labels,
    segmentOf: Array.from(labels, (label) => segments[label].name),
    centroids: takeRows(fitted.centroids, order),
    traits: { columns: traits.columns, z: takeRows(traits.z, order) },
    archetypes: archetypes.map(({ name }) => name),
    ambiguous,
  }
  return printAs(found, printed)
}

/** What a notebook cell shows for a segmentation. */
function printed({ k, segments, labels }: Segmentation): string {
  const sizes = segments.map(({ name }, place) => `${name} ${count(labels.filter((one) => one === place).length)}`)
  return `${k} segments of ${count(labels.length, 'customer')}: ${listed(sizes)}`
}

/**
 * Return the mean of each column in each segment, one row per segment and column, in standard deviations from the mean
 * of all customers.
 */
export function traitRows({
  traits,
  segments,
}: Segmentation): { segment: string; trait: string; deviations: number }[] {
  return segments.flatMap(({ name }, i) =>
    traits.columns.map((trait, j) => ({ segment: name, trait, deviations: traits.z.data[i * traits.z.cols + j] })),
  )
}

function traitColumns(customers: DataFrame, columns: readonly string[]): Record<string, Float64Array> {
  const present = columns.filter((column) => customers.columns.includes(column))
  return Object.fromEntries(present.map((column) => [column, tamed(customers, column)]))
}

/** A column used only by an archetype is named after itself. */
function describe(contrasts: Readonly<Record<string, readonly string[]>>, column: string, high: boolean): string {
  return contrasts[column]?.[high ? 0 : 1] ?? `${high ? 'High' : 'Low'} ${label(column).toLowerCase()}`
}

function readingOrder(names: readonly SegmentName[], labels: Int32Array, archetypes: readonly Archetype[]): number[] {
  const size = (cluster: number) => labels.filter((label) => label === cluster).length
  const rank = (cluster: number) => {
    const archetype = archetypes.findIndex(({ name }) => name === names[cluster].name)
    return archetype < 0 ? archetypes.length : archetype
  }
  return names.map((_, cluster) => cluster).sort((a, b) => rank(a) - rank(b) || size(b) - size(a) || a - b)
}
