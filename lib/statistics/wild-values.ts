import { quantile } from './quantile.js'

/**
 * How distances are measured in a column: by ratio for money and counts, in days for dates and for days since a date
 * (larger is longer ago), in years for ages, and as plain differences otherwise.
 */
export type WildScale = 'money' | 'count' | 'days' | 'years' | 'plain'

/** A value far from all others, its row in the column, and the nearest value that is not wild. */
export interface WildValue {
  readonly row: number
  readonly value: number
  readonly nearest: number
}

/** At most this share of values, or this many, are wild on one side: more are a group. */
const MOST_SHARE = 0.05
const MOST = 2
/** Fewer other values than this do not show how far is far. */
const LEAST_OTHERS = 10
const NINE_TENTHS = 0.9
const TIMES = 2
/** A smaller gap is never wild, however close together the other values are. */
const FOLD = 5
const LEAST: Readonly<Record<WildScale, number>> = {
  money: Math.log(FOLD),
  count: Math.log(FOLD),
  days: 180,
  years: 20,
  plain: 0,
}

/**
 * Find the wild values of a column: few values, far from all others, such as a mistyped date or one giant order, as
 * opposed to the tail of a distribution. A value is wild if a gap separates it, and all values beyond it, from the
 * others, and
 *
 * - they are few: at most a twentieth of the column, or two, with at least ten others remaining;
 * - the gap is more than twice the distance from the others' median within which nine tenths of them lie;
 * - the gap is wide in itself: fivefold for money and counts, half a year for days (and, for values long ago, five
 *   times as long ago as the others), 20 years for ages.
 *
 * Money and counts are compared by their logarithms, so that the unit does not matter. A zero, or a value below a
 * hundredth of the median, counts as that hundredth, and in whole counts a zero counts as one half. Such values may be
 * wild themselves, but are left out of the distance within which nine tenths of the others lie.
 *
 * @param values n numbers, NaN where missing, in any order; not modified
 * @param scale how distances are measured; money and counts must not be negative
 * @returns the wild values, by row
 * @example wildValues([...Array(20).keys(), 9000], 'count') // [{ row: 20, value: 9000, nearest: 19 }]
 */
export function wildValues(values: ArrayLike<number>, scale: WildScale): WildValue[] {
  const all = Float64Array.from(values).sort()
  // NaN is sorted to the end.
  let known = all.length
  while (known > 0 && Number.isNaN(all[known - 1])) known--
  const sorted = all.subarray(0, known)
  const places = placesOf(sorted, scale)
  const low = wildAbove(places.map((place) => -place).reverse(), scale, 'low')
  const high = wildAbove(places, scale, 'high')
  if (low + high === 0) return []
  const [least, most] = [sorted[low], sorted[sorted.length - 1 - high]]
  const found: WildValue[] = []
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (value < least || value > most) found.push({ row, value, nearest: value < least ? least : most })
  }
  return found
}

/** Sorted values on the scale on which they are compared. On a ratio scale, 0 is the place of zeros and tiny values. */
function placesOf(sorted: Float64Array, scale: WildScale): Float64Array {
  if (!isRatio(scale)) return sorted
  const positive = sorted.filter((value) => value > 0)
  if (!positive.length) return sorted.map(() => 0)
  const whole = scale === 'count' && positive.every(Number.isInteger)
  const least = whole ? 0.5 : quantile(positive, 0.5) / 100
  return sorted.map((value) => Math.log(Math.max(value, least) / least))
}

/** How many of the last places are wild; for the first places, pass them negated and reversed. */
function wildAbove(places: Float64Array, scale: WildScale, side: 'low' | 'high'): number {
  const n = places.length
  // How long ago is measured from the most recent tenth, because a single customer could shift the most recent value.
  const recent = places[Math.floor((1 - NINE_TENTHS) * n)]
  for (let few = Math.max(MOST, Math.floor(MOST_SHARE * n)); few > 0; few--) {
    const last = places[n - few - 1]
    const gap = places[n - few] - last
    const long = scale === 'days' && side === 'high' ? (FOLD - 1) * (last - recent) : 0
    const wide = gap > Math.max(LEAST[scale], long)
    if (wide && gap > TIMES * reach(places.subarray(0, n - few), scale)) return few
  }
  return 0
}

/** The distance from the median within which nine tenths of the places lie; Infinity if there are too few to tell. */
function reach(others: Float64Array, scale: WildScale): number {
  const told = isRatio(scale) ? others.filter((place) => place !== 0) : others
  if (told.length < LEAST_OTHERS) return Infinity
  const middle = quantile(told, 0.5)
  return quantile(
    told.map((place) => Math.abs(place - middle)),
    NINE_TENTHS,
  )
}

function isRatio(scale: WildScale): boolean {
  return scale === 'money' || scale === 'count'
}
