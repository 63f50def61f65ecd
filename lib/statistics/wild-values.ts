import { quantile } from './quantile.js'

/**
 * What a distance means in a column: a ratio for money and for counts, days for dates and what counts back from them
 * (larger is longer ago), years for ages, or no more than itself.
 */
export type WildScale = 'money' | 'count' | 'days' | 'years' | 'plain'

/** A value that lies far from all others, by its place in the column, and the nearest value that does not. */
export interface WildValue {
  readonly row: number
  readonly value: number
  readonly nearest: number
}

/** At most so many values are wild on one side: a larger share is a group. */
const MOST_SHARE = 0.05
const MOST = 2
/** Fewer others do not tell how far is far. */
const LEAST_OTHERS = 10
const NINE_TENTHS = 0.9
const TIMES = 2
/** A gap that is smaller is never wild, however close to each other the others are. */
const FOLD = 5
const LEAST: Readonly<Record<WildScale, number>> = {
  money: Math.log(FOLD),
  count: Math.log(FOLD),
  days: 180,
  years: 20,
  plain: 0,
}

/**
 * The wild values of a column: few values, far from all others, so that a mistyped date or one giant order can be told
 * from the tail of the others. A value is wild when a gap divides it, and all values beyond it, from the others, and
 *
 * - these are few: at most a twentieth of the column, or two, and at least ten others remain;
 * - the gap is more than twice the distance from the others' median within which nine tenths of them lie;
 * - the gap is wide in itself: fivefold for money and counts, half a year for days and also five times as long ago as the
 *   others, 20 years for ages.
 *
 * Money and counts are compared by their logarithms, so that the unit does not matter: a zero, or less than a hundredth of
 * the median, stands for that hundredth, and in whole counts for a half. Such values may be wild themselves; how far nine
 * tenths of the others lie apart is asked of the rest.
 *
 * @param values n numbers, missing ones as NaN, in any order; not modified
 * @param scale money and counts are not negative
 * @returns the wild values, by row
 * @example wildValues([...Array(20).keys(), 9000], 'count') // [{ row: 20, value: 9000, nearest: 19 }]
 */
export function wildValues(values: ArrayLike<number>, scale: WildScale): WildValue[] {
  const all = Float64Array.from(values).sort()
  // Missing values are sorted to the end.
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

/** Sorted values on the scale on which they are compared. On that of ratios, 0 is what zeros stand for. */
function placesOf(sorted: Float64Array, scale: WildScale): Float64Array {
  if (!isRatio(scale)) return sorted
  const positive = sorted.filter((value) => value > 0)
  if (!positive.length) return sorted.map(() => 0)
  const whole = scale === 'count' && positive.every(Number.isInteger)
  const least = whole ? 0.5 : quantile(positive, 0.5) / 100
  return sorted.map((value) => Math.log(Math.max(value, least) / least))
}

/** How many of the last places are wild; of the first ones, where places come with their signs turned. */
function wildAbove(places: Float64Array, scale: WildScale, side: 'low' | 'high'): number {
  const n = places.length
  // Long ago is counted from the most recent tenth: a single customer would move all.
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

/** The distance from the median within which nine tenths lie; too few to tell are within no distance. */
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
