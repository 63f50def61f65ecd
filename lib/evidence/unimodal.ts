import { hull } from '../statistics/dip.js'

/**
 * A distribution as corners of its distribution function: straight between two corners, a jump where a value repeats.
 */
export interface Distribution {
  /** In increasing order. */
  readonly values: Float64Array
  /** The share of rows up to each corner, from 0 to 1, not decreasing. */
  readonly shares: Float64Array
}

/** The number of places tried for the peak. */
const PEAKS = 40
/**
 * A column has levels if it has at most this many distinct values, or at most one per this many rows; other columns are
 * continuous.
 */
const FEW_LEVELS = 15
const ROWS_PER_LEVEL = 20
/**
 * A value of a continuous column is a mass if at least this many rows, and at least this share of all rows, have it.
 */
const MASS_ROWS = 5
const MASS_SHARE = 0.02

/** What one column consists of. */
export interface Column {
  /** Distinct values in increasing order, and the number of rows with each. */
  readonly levels: Float64Array
  readonly counts: Float64Array
  /** Whether the column has few levels, like an answer from 1 to 5 or a flag. */
  readonly coarse: boolean
  /**
   * Indices into levels of values of a continuous column that many rows share, such as 0 for customers who never
   * bought.
   */
  readonly masses: readonly number[]
}

/**
 * Describe a column: few levels, or continuous, with or without masses at single values.
 *
 * @param values n finite numbers; not modified
 * @example describeColumn([1, 1, 2]).coarse // true
 */
export function describeColumn(values: Float64Array): Column {
  const sorted = Float64Array.from(values).sort()
  const levels: number[] = []
  const counts: number[] = []
  for (const value of sorted) {
    if (value === levels[levels.length - 1]) counts[counts.length - 1]++
    else {
      levels.push(value)
      counts.push(1)
    }
  }
  const coarse = levels.length <= Math.max(FEW_LEVELS, values.length / ROWS_PER_LEVEL)
  const many = Math.max(MASS_ROWS, MASS_SHARE * values.length)
  const masses = coarse ? [] : counts.flatMap((count, i) => (count >= many ? [i] : []))
  return { levels: Float64Array.from(levels), counts: Float64Array.from(counts), coarse, masses }
}

/**
 * Fit the distribution with a single peak that is closest to a column: the column as it would be if it came from one
 * group. A column of levels keeps its levels, with frequencies that rise to one level and fall after it, by least
 * squares. For a continuous column, the distribution function is made convex left of the peak and concave right of it,
 * at the least distance, which keeps skewness and tails; masses stay as they are.
 *
 * @param column as from describeColumn; not modified
 * @see Hartigan and Hartigan (1985), https://doi.org/10.1214/aos/1176346577
 * @example unimodal(describeColumn(Float64Array.of(1, 1, 1, 2, 3, 3, 3))).shares // frequencies 3, 2, 2 instead of 3, 1, 3
 */
export function unimodal(column: Column): Distribution {
  const { levels, counts, coarse, masses } = column
  if (coarse) return stepsOf(levels, unimodalFrequencies(counts))
  const rest = Array.from(levels.keys()).filter((i) => !masses.includes(i))
  const smooth = unimodalCurve(
    Float64Array.from(rest, (i) => levels[i]),
    Float64Array.from(rest, (i) => counts[i]),
  )
  const ofRest = rest.reduce((sum, i) => sum + counts[i], 0)
  return withMasses(
    smooth,
    ofRest,
    masses.map((i) => [levels[i], counts[i]] as const),
  )
}

/** A jump at each level. */
function stepsOf(levels: Float64Array, frequencies: Float64Array): Distribution {
  const total = frequencies.reduce((sum, one) => sum + one, 0)
  const values = new Float64Array(2 * levels.length)
  const shares = new Float64Array(2 * levels.length)
  let below = 0
  levels.forEach((level, i) => {
    values.fill(level, 2 * i, 2 * i + 2)
    shares[2 * i] = below / total
    below += frequencies[i]
    shares[2 * i + 1] = below / total
  })
  return { values, shares }
}

/**
 * Fit frequencies that rise to one place and fall after it, by least squares.
 *
 * @param counts not modified
 * @returns same length and sum
 * @example unimodalFrequencies(Float64Array.of(3, 1, 3)) // 3, 2, 2
 */
export function unimodalFrequencies(counts: Float64Array): Float64Array {
  let best = { error: Infinity, fitted: counts }
  for (let peak = 0; peak < counts.length; peak++) {
    const rising = isotonic(counts.subarray(0, peak + 1))
    const falling = isotonic(counts.slice(peak + 1).reverse()).reverse()
    // Frequencies that rise after the peak are not unimodal.
    if (falling[0] > rising[peak] + 1e-9) continue
    const fitted = Float64Array.of(...rising, ...falling)
    const error = fitted.reduce((sum, value, i) => sum + (value - counts[i]) ** 2, 0)
    if (error < best.error) best = { error, fitted }
  }
  return best.fitted
}

/**
 * Fit values that never decrease, by least squares, with the pool adjacent violators algorithm.
 *
 * @param values not modified
 * @returns same length
 * @see R's stats::isoreg
 * @example isotonic(Float64Array.of(1, 3, 2)) // 1, 2.5, 2.5
 */
export function isotonic(values: Float64Array): Float64Array {
  const blocks: { mean: number; length: number }[] = []
  for (const value of values) {
    blocks.push({ mean: value, length: 1 })
    while (blocks.length > 1 && blocks[blocks.length - 2].mean > blocks[blocks.length - 1].mean) {
      const b = blocks.pop()!
      const a = blocks.pop()!
      const length = a.length + b.length
      blocks.push({ mean: (a.mean * a.length + b.mean * b.length) / length, length })
    }
  }
  return Float64Array.from(blocks.flatMap(({ mean, length }) => Array<number>(length).fill(mean)))
}

/** Distribution function convex before a peak and concave after it; of all peaks tried, the closest one. */
function unimodalCurve(values: Float64Array, counts: Float64Array): Distribution {
  const last = values.length - 1
  const shares = new Float64Array(values.length)
  const total = counts.reduce((sum, one) => sum + one, 0)
  let below = 0
  counts.forEach((count, i) => {
    shares[i] = (below + count / 2) / total
    below += count
  })
  if (last < 2) return withEnds(values, shares)
  let best = { error: Infinity, corners: [] as number[] }
  for (let step = 0; step <= PEAKS; step++) {
    const peak = Math.round((last * step) / PEAKS)
    const corners = [...hull(values, shares, 0, peak, 1), ...hull(values, shares, peak, last, -1).subarray(1)]
    const error = distance(values, shares, corners)
    if (error < best.error) best = { error, corners }
  }
  return withEnds(
    Float64Array.from(best.corners, (i) => values[i]),
    Float64Array.from(best.corners, (i) => shares[i]),
  )
}

/** Half a row lies below the smallest value and above the largest: the function ends at them. */
function withEnds(values: Float64Array, shares: Float64Array): Distribution {
  const first = shares[0]
  const span = shares[shares.length - 1] - first
  return { values, shares: span > 0 ? shares.map((share) => (share - first) / span) : shares.map(() => 1) }
}

/** The largest vertical distance between the points and the line through the corners. */
function distance(values: Float64Array, heights: Float64Array, corners: readonly number[]): number {
  let most = 0
  for (let c = 1; c < corners.length; c++) {
    const [a, b] = [corners[c - 1], corners[c]]
    const slope = (heights[b] - heights[a]) / (values[b] - values[a])
    for (let i = a + 1; i < b; i++) {
      most = Math.max(most, Math.abs(heights[a] + slope * (values[i] - values[a]) - heights[i]))
    }
  }
  return most
}

/** The curve of the other values, with a jump at each mass. */
function withMasses(
  smooth: Distribution,
  rest: number,
  masses: readonly (readonly [value: number, count: number])[],
): Distribution {
  const total = masses.reduce((sum, [, count]) => sum + count, rest)
  const corners = [
    ...Array.from(smooth.values, (value, i) => ({ value, share: smooth.shares[i] })),
    ...masses.map(([value]) => ({ value, share: shareAt(smooth, value) })),
  ].sort((a, b) => a.value - b.value || a.share - b.share)
  const values: number[] = []
  const shares: number[] = []
  let passed = 0
  for (const { value, share } of corners) {
    values.push(value)
    shares.push((share * rest + passed) / total)
    const mass = masses.find(([at]) => at === value)
    if (!mass) continue
    passed += mass[1]
    values.push(value)
    shares.push((share * rest + passed) / total)
  }
  return { values: Float64Array.from(values), shares: Float64Array.from(shares) }
}

function shareAt({ values, shares }: Distribution, value: number): number {
  const next = values.findIndex((one) => one >= value)
  if (next === 0) return 0
  if (next < 0) return 1
  const weight = (value - values[next - 1]) / (values[next] - values[next - 1])
  return shares[next - 1] + weight * (shares[next] - shares[next - 1])
}

/**
 * Compute the value below which a share of a distribution lies.
 *
 * @param distribution not modified
 * @param share 0 to 1
 * @example quantileOf({ values: Float64Array.of(0, 10), shares: Float64Array.of(0, 1) }, 0.3) // 3
 */
export function quantileOf({ values, shares }: Distribution, share: number): number {
  let low = 0
  let high = shares.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (shares[middle] < share) low = middle
    else high = middle
  }
  const span = shares[high] - shares[low]
  const weight = span > 0 ? Math.max(0, Math.min(1, (share - shares[low]) / span)) : 1
  return values[low] + weight * (values[high] - values[low])
}
