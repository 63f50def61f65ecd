import { rollup } from 'd3-array'
import type { Listed } from '../data/read-list.js'
import { type Movement, UNTOLD } from './movement.js'

/**
 * From the earlier to the later value, in $ per month, exact to the cent: the earlier value plus all changes is the
 * later.
 */
export interface Bridge {
  /** How many customers make up each of the following numbers. */
  readonly customers: Readonly<Record<string, number>>
  readonly valueThen: number
  /** The value of customers who are only in the earlier list, as a loss: 0 or less. */
  readonly lost: number
  /** The value of customers who are only in the later list. */
  readonly gained: number
  /** The change in value of customers who moved to a segment with a higher, or a lower, mean value per customer. */
  readonly movedUp: number
  readonly movedDown: number
  /** The increases, and the decreases, of customers who stayed in their segment. */
  readonly more: number
  readonly less: number
  readonly valueNow: number
}

/**
 * The bridge of one segment: movedIn is the value of customers who came in, movedOut the former value of those who
 * left.
 */
export interface SegmentBridge {
  readonly segment: string
  readonly customers: Readonly<Record<string, number>>
  readonly valueThen: number
  readonly lost: number
  readonly gained: number
  readonly movedIn: number
  readonly movedOut: number
  readonly more: number
  readonly less: number
  readonly valueNow: number
}

/**
 * Compute the value bridge between two lists, overall and by segment. Sums are of whole cents, so nothing is lost by
 * rounding.
 *
 * @param then the earlier list, with values; not modified
 * @param now the later list, with values; not modified
 * @param moves of these lists, see movement
 * @returns one row per segment of the later list, largest value first, then those of the earlier list that match none
 *   of these
 * @throws {RangeError} on a list without values
 */
export function valueBridge(then: Listed, now: Listed, moves: Movement): { all: Bridge; segments: SegmentBridge[] } {
  const [old, fresh] = [then, now].map(centsOf)
  const means = new Map([...meansOf(then, old)].map(([name, mean]) => [moves.match.get(name) ?? name, mean]))
  const nowMeans = meansOf(now, fresh)
  const level = (name: string) => means.get(name) ?? nowMeans.get(name) ?? 0
  const all = tally(['valueThen', 'lost', 'gained', 'movedUp', 'movedDown', 'more', 'less', 'valueNow'] as const)
  const rows = new Map<string, ReturnType<typeof segmentTally>>()
  const of = (name: string) => {
    const row = rows.get(name) ?? segmentTally()
    rows.set(name, row)
    return row
  }
  const met = new Uint8Array(then.ids.length)
  for (let row = 0; row < now.ids.length; row++) {
    const name = now.segments[row] || UNTOLD
    const own = of(name)
    for (const one of [own, all]) one.add('valueNow', fresh[row])
    const before = moves.before[row]
    if (before < 0) {
      for (const one of [own, all]) one.add('gained', fresh[row])
      continue
    }
    met[before] = 1
    const change = fresh[row] - old[before]
    const origin = matchedName(then, before, moves)
    if (origin === name) {
      if (change !== 0) for (const one of [own, all]) one.add(change > 0 ? 'more' : 'less', change)
      continue
    }
    own.add('movedIn', fresh[row])
    of(origin).add('movedOut', -old[before])
    all.add(level(name) >= level(origin) ? 'movedUp' : 'movedDown', change)
  }
  for (let row = 0; row < then.ids.length; row++) {
    const own = of(matchedName(then, row, moves))
    for (const one of [own, all]) one.add('valueThen', old[row])
    if (met[row]) continue
    for (const one of [own, all]) one.add('lost', -old[row])
  }
  const segments = [...rows]
    .map(([segment, row]) => ({ segment, ...row.whole() }))
    .sort((a, b) => b.valueNow - a.valueNow || (a.segment < b.segment ? -1 : 1))
  return { all: all.whole(), segments }
}

/** The later name of an earlier segment. */
function matchedName({ segments }: Listed, row: number, { match }: Movement): string {
  const name = segments[row] || UNTOLD
  return match.get(name) ?? `${name} (earlier)`
}

/** Whole cents; a customer with unknown value counts as 0. */
function centsOf({ scores }: Listed): Float64Array {
  if (!scores.value) throw new RangeError('the value bridge requires lists with Value_Score, got one without')
  return scores.value.map((value) => (Number.isNaN(value) ? 0 : Math.round(100 * value)))
}

function meansOf({ segments }: Listed, cents: Float64Array): Map<string, number> {
  return rollup(
    segments.keys(),
    (rows) => rows.reduce((sum, row) => sum + cents[row], 0) / rows.length,
    (row) => segments[row] || UNTOLD,
  )
}

const segmentTally = () =>
  tally(['valueThen', 'lost', 'gained', 'movedIn', 'movedOut', 'more', 'less', 'valueNow'] as const)

/** Sums of cents, and counts of the customers behind them, by step. */
function tally<Step extends string>(steps: readonly Step[]) {
  const none = () => Object.fromEntries(steps.map((step) => [step, 0])) as Record<Step, number>
  const [cents, customers] = [none(), none()]
  return {
    add(step: Step, own: number): void {
      cents[step] += own
      customers[step]++
    },
    whole(): Record<Step, number> & { customers: Record<Step, number> } {
      // Plus 0, which makes a negative zero 0.
      const sums = Object.fromEntries(steps.map((step) => [step, cents[step] / 100 + 0])) as Record<Step, number>
      return { ...sums, customers }
    },
  }
}
