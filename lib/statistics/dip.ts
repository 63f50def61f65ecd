/**
 * Compute Hartigan's dip: how far a sample is from the nearest distribution with a single peak. It is the largest
 * distance between the two distribution functions: 0.05 means that 5% of the rows would have to move.
 *
 * Within an interval that may hold the peak, the distribution function lies between its greatest convex minorant and
 * its least concave majorant. The next, narrower interval is where these two are farthest apart. Outside it, the dip is
 * at least the distance of the function from the minorant (to the left) and from the majorant (to the right).
 *
 * @param sorted n finite numbers in increasing order, ties allowed; not modified
 * @returns from 1 / (2n) to 0.25
 * @throws {RangeError} on no numbers
 * @see Hartigan and Hartigan (1985), The dip test of unimodality, https://doi.org/10.1214/aos/1176346577
 * @example dip([1, 1, 1, 9, 9, 9]) // 0.25
 */
export function dip(sorted: ArrayLike<number>): number {
  const n = sorted.length
  if (n === 0) throw new RangeError('dip requires at least 1 number, got 0')
  const { values, before, after } = steps(sorted)
  let low = 0
  let high = values.length - 1
  // Twice the dip, in rows: a sample's dip is at least half a row.
  let most = 1
  for (;;) {
    const minorant = hull(values, before, low, high, 1)
    const majorant = hull(values, after, low, high, -1)
    const peak = widest(values, before, after, minorant, majorant)
    if (peak.distance <= most) break
    for (let i = low; i < peak.from; i++) most = Math.max(most, after[i] - on(values, before, minorant, i))
    for (let i = peak.to + 1; i <= high; i++) most = Math.max(most, on(values, after, majorant, i) - before[i])
    if (peak.from === low && peak.to === high) break
    low = peak.from
    high = peak.to
  }
  return most / (2 * n)
}

/** Distinct values, with the number of rows before each and up to each. */
function steps(sorted: ArrayLike<number>): { values: Float64Array; before: Float64Array; after: Float64Array } {
  const n = sorted.length
  const values = new Float64Array(n)
  const before = new Float64Array(n)
  const after = new Float64Array(n)
  let count = 0
  for (let i = 0; i < n; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) {
      values[count] = sorted[i]
      before[count++] = i
    }
    after[count - 1] = i + 1
  }
  return { values: values.subarray(0, count), before, after }
}

/**
 * Find the corners of the greatest convex minorant (sign 1) or least concave majorant (sign -1) of points.
 *
 * @param values x of the points, strictly increasing; not modified
 * @param heights y of the points; not modified
 * @param from index of the first point used
 * @param to index of the last point used
 * @returns indices of the corners, increasing, with from and to included
 * @example hull([0, 1, 2], [0, 2, 2], 0, 2, 1) // 0, 2
 */
export function hull(
  values: ArrayLike<number>,
  heights: ArrayLike<number>,
  from: number,
  to: number,
  sign: 1 | -1,
): Int32Array {
  const corners = new Int32Array(to - from + 1)
  let count = 0
  for (let i = from; i <= to; i++) {
    while (count > 1) {
      const a = corners[count - 2]
      const b = corners[count - 1]
      const turn =
        (heights[b] - heights[a]) * (values[i] - values[b]) - (heights[i] - heights[b]) * (values[b] - values[a])
      if (turn * sign < 0) break
      count--
    }
    corners[count++] = i
  }
  return corners.subarray(0, count)
}

/** Where minorant and majorant are farthest apart: by how many rows, and between which of their corners. */
function widest(
  values: Float64Array,
  before: Float64Array,
  after: Float64Array,
  minorant: Int32Array,
  majorant: Int32Array,
): { distance: number; from: number; to: number } {
  let best = { distance: 0, from: minorant[0], to: majorant[majorant.length - 1] }
  let g = 0
  for (const corner of majorant) {
    while (g + 1 < minorant.length && minorant[g + 1] <= corner) g++
    const distance = after[corner] - on(values, before, minorant, corner, g)
    if (distance > best.distance) best = { distance, from: Math.min(minorant[g], corner), to: corner }
  }
  let m = 0
  for (const corner of minorant) {
    while (m + 1 < majorant.length && majorant[m + 1] < corner) m++
    const distance = on(values, after, majorant, corner, m) - before[corner]
    const to = majorant[m] >= corner ? majorant[m] : majorant[Math.min(m + 1, majorant.length - 1)]
    if (distance > best.distance) best = { distance, from: corner, to: Math.max(corner, to) }
  }
  return best
}

/** The height, at a place, of the line through the corners; `near` is a corner at or before the place, if known. */
function on(values: Float64Array, heights: Float64Array, corners: Int32Array, place: number, near?: number): number {
  let c = near ?? segmentOf(corners, place)
  while (c + 1 < corners.length && corners[c + 1] <= place) c++
  const a = corners[c]
  if (a === place || c + 1 === corners.length) return heights[a]
  const b = corners[c + 1]
  return heights[a] + ((heights[b] - heights[a]) * (values[place] - values[a])) / (values[b] - values[a])
}

/** The last corner at or before a place, by binary search. */
function segmentOf(corners: Int32Array, place: number): number {
  let low = 0
  let high = corners.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (corners[middle] <= place) low = middle
    else high = middle - 1
  }
  return low
}
