import { Matrix as MlMatrix, solve } from 'ml-matrix'
import { groupMeans, squaredDistance } from '../clusters/groups.js'
import type { Matrix } from '../core/matrix.js'
import { dipScore } from '../statistics/dip-score.js'

/** What lies between two neighboring clusters. */
export interface Valley {
  readonly a: number
  readonly b: number
  /**
   * The dip of the rows of both, as a normal score: from 1.645 there is a gap beyond chance, well below 0 there is
   * none.
   */
  readonly dip: number
  /** Rows in a window on the lower of the two peaks, and in the deepest window between them. */
  readonly peak: number
  readonly floor: number
  /** The place of each row between the two: about -1 at the center of a, 1 at that of b; in increasing order. */
  readonly positions: { readonly a: Float64Array; readonly b: Float64Array }
}

/** Rows this close to the middle form the bridge; with at least BRIDGE_ROWS rows, a bent path along it is followed. */
const BRIDGE = 0.35
const BRIDGE_ROWS = 5
/** The bridge is weighed against this many rows straight between the centers. */
const BRIDGE_WEIGHT = 10
/** This share of the mean variance is added to each direction, so that a flat one does not dominate. */
const RIDGE = 0.1
/** The larger cluster is cut to the size of the smaller one, but to no fewer rows than this. */
const LEAST_COMPARED = 12

/**
 * Look for a gap between neighboring clusters: those joined by a minimum spanning tree of the centroids. The rows of
 * both are projected onto the direction that separates them best (by the pooled covariance, as in linear discriminant
 * analysis), through the rows on the bridge between them, so that a bend is not taken for a gap. Along it, the dip
 * tests for two peaks, on equally many rows of each cluster.
 *
 * @param x n by d, scaled; not modified
 * @param labels 0 to k - 1, each at least once; not modified
 * @param k number of clusters
 * @param loose the same rows with coarse columns spread out, if there are any; not modified
 * @returns k - 1 valleys
 * @see Kalogeratos and Likas (2012), Dip-means
 * @example valleys(matrix([[0], [1], [9], [10]]), Int32Array.of(0, 0, 1, 1), 2).length // 1
 */
export function valleys(x: Matrix, labels: Int32Array, k: number, loose: Matrix = x): Valley[] {
  const pairs = neighbours(groupMeans(x, labels, k).means)
  const { means, sizes } = groupMeans(loose, labels, k)
  const scatters = scattersOf(loose, labels, means)
  const members = membersOf(labels, sizes)
  return pairs.map(([a, b]) => {
    const pooled = ridged(scatters[a], scatters[b], sizes[a] + sizes[b], x.cols)
    const positions = alongTheBridge(loose, [members[a], members[b]], row(means, a), row(means, b), pooled)
    return { a, b, ...gap(positions), positions }
  })
}

/** The rows of each cluster, in increasing order. */
function membersOf(labels: Int32Array, sizes: Int32Array): Int32Array[] {
  const members = Array.from(sizes, (size) => new Int32Array(size))
  const filled = new Int32Array(sizes.length)
  for (let i = 0; i < labels.length; i++) members[labels[i]][filled[labels[i]]++] = i
  return members
}

/** Pairs of clusters joined by a minimum spanning tree of the centroids. */
function neighbours(means: Matrix): [number, number][] {
  const tree = [0]
  const pairs: [number, number][] = []
  while (tree.length < means.rows) {
    let best = { distance: Infinity, a: 0, b: 0 }
    for (const a of tree) {
      for (let b = 0; b < means.rows; b++) {
        if (tree.includes(b)) continue
        const distance = squaredDistance(means, a, means, b)
        if (distance < best.distance) best = { distance, a, b }
      }
    }
    tree.push(best.b)
    pairs.push([best.a, best.b])
  }
  return pairs
}

/** Sums of squares and products about the centroid, d by d, of each cluster. */
function scattersOf({ rows, cols, data }: Matrix, labels: Int32Array, means: Matrix): Float64Array[] {
  const scatters = Array.from({ length: means.rows }, () => new Float64Array(cols * cols))
  const off = new Float64Array(cols)
  for (let i = 0; i < rows; i++) {
    const scatter = scatters[labels[i]]
    for (let j = 0; j < cols; j++) off[j] = data[i * cols + j] - means.data[labels[i] * cols + j]
    for (let p = 0; p < cols; p++) {
      for (let q = 0; q <= p; q++) scatter[p * cols + q] += off[p] * off[q]
    }
  }
  for (const scatter of scatters) {
    for (let p = 0; p < cols; p++) for (let q = 0; q < p; q++) scatter[q * cols + p] = scatter[p * cols + q]
  }
  return scatters
}

function ridged(a: Float64Array, b: Float64Array, rows: number, cols: number): MlMatrix {
  const pooled = MlMatrix.from1DArray(
    cols,
    cols,
    a.map((value, at) => (value + b[at]) / rows),
  )
  const ridge = (RIDGE * pooled.trace()) / cols + 1e-9
  for (let j = 0; j < cols; j++) pooled.set(j, j, pooled.get(j, j) + ridge)
  return pooled
}

function row({ cols, data }: Matrix, at: number): Float64Array {
  return data.subarray(at * cols, (at + 1) * cols)
}

/** A line through a center: a row's place on it is 0 at the center and 1 at a target. */
interface Axis {
  readonly weights: Float64Array
  readonly start: number
}

function axis(centre: Float64Array, target: Float64Array, pooled: MlMatrix): Axis {
  const way = target.map((value, j) => value - centre[j])
  const across = Float64Array.from(solve(pooled, MlMatrix.columnVector(way)).to1DArray())
  const length = across.reduce((sum, weight, j) => sum + weight * way[j], 0)
  const weights = across.map((weight) => weight / length)
  return { weights, start: weights.reduce((sum, weight, j) => sum + weight * centre[j], 0) }
}

/** Places on an axis, shifted and scaled. */
function places(
  { cols, data }: Matrix,
  rows: Int32Array,
  { weights, start }: Axis,
  factor: number,
  shift: number,
): Float64Array {
  const out = new Float64Array(rows.length)
  for (let r = 0; r < rows.length; r++) {
    let place = -start
    for (let j = 0, at = rows[r] * cols; j < cols; j++, at++) place += weights[j] * data[at]
    out[r] = factor * place + shift
  }
  return out
}

function alongTheBridge(
  x: Matrix,
  members: readonly [Int32Array, Int32Array],
  a: Float64Array,
  b: Float64Array,
  pooled: MlMatrix,
): Valley['positions'] {
  const straight = axis(a, b, pooled)
  const [ofA, ofB] = members.map((rows) => places(x, rows, straight, 2, -1))
  const bridge = new Float64Array(x.cols)
  let crossing = 0
  for (const [cluster, line] of [ofA, ofB].entries()) {
    for (let r = 0; r < line.length; r++) {
      if (Math.abs(line[r]) >= BRIDGE) continue
      crossing++
      for (let j = 0; j < x.cols; j++) bridge[j] += x.data[members[cluster][r] * x.cols + j]
    }
  }
  if (crossing < BRIDGE_ROWS) return { a: ofA.sort(), b: ofB.sort() }
  const middle = bridge.map((sum, j) => {
    const halfway = (a[j] + b[j]) / 2
    return halfway + ((sum / crossing - halfway) * crossing) / (crossing + BRIDGE_WEIGHT)
  })
  return {
    a: places(x, members[0], axis(a, middle, pooled), 1, -1).sort(),
    b: places(x, members[1], axis(b, middle, pooled), -1, 1).sort(),
  }
}

function gap({ a, b }: Valley['positions']): { dip: number; peak: number; floor: number } {
  const compared = Math.max(LEAST_COMPARED, Math.min(a.length, b.length))
  const near = joined(a.subarray(Math.max(0, a.length - compared)), b.subarray(0, compared))
  return { dip: dipScore(near), ...deepest(joined(a, b)) }
}

/** Both together, in increasing order. */
function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both.sort()
}

/** Windows of this half width are centered at every STEP from -1.375 to 1.375; floors are sought from -0.5 to 0.5. */
const HALF_WIDTH = 0.35
const STEP = 0.125
const WINDOWS = 23
const FLOORS = [7, 15]
/** A peak is at least this many windows away from its floor. */
const APART = 5

/** The window with the deepest fall from the lower of the two peaks beside it. */
function deepest(sorted: Float64Array): { peak: number; floor: number } {
  const counts = windowCounts(sorted)
  const highest = (from: number, to: number) => counts.subarray(from, to).reduce((most, one) => Math.max(most, one), 0)
  let best = { depth: -Infinity, peak: 0, floor: 0 }
  for (let at = FLOORS[0]; at <= FLOORS[1]; at++) {
    const peak = Math.min(highest(0, at - APART + 1), highest(at + APART, WINDOWS))
    const depth = (peak - counts[at]) / Math.sqrt(peak + counts[at] + 1)
    if (depth > best.depth) best = { depth, peak, floor: counts[at] }
  }
  return { peak: best.peak, floor: best.floor }
}

function windowCounts(sorted: Float64Array): Float64Array {
  const counts = new Float64Array(WINDOWS)
  let from = 0
  let to = 0
  for (let g = 0; g < WINDOWS; g++) {
    const centre = (g - (WINDOWS - 1) / 2) * STEP
    while (from < sorted.length && sorted[from] < centre - HALF_WIDTH) from++
    while (to < sorted.length && sorted[to] < centre + HALF_WIDTH) to++
    counts[g] = to - from
  }
  return counts
}
