import { rollup } from 'd3-array'
import type { Listed } from '../data/read-list.js'
import { type Movement, UNTOLD } from './movement.js'

/** From the value of then to that of now, in $ per month, exact to the cent: then and all changes add up to now. */
export interface Bridge {
  /** How many customers make each of the following numbers. */
  readonly customers: Readonly<Record<string, number>>
  readonly valueThen: number
  /** What customers brought who are in the earlier list only; 0 or less. */
  readonly lost: number
  /** What customers bring who are in the later list only. */
  readonly gained: number
  /** How the value of those changed who moved to a segment of a higher, or a lower, mean value per customer. */
  readonly movedUp: number
  readonly movedDown: number
  /** Of those who stayed in their segment: what some bring more, and others less. */
  readonly more: number
  readonly less: number
  readonly valueNow: number
}

/** The same of one segment: moves are what those bring who came in, and what those brought who went out. */
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
 * The value bridge between two lists, whole and by segment. Sums are of whole cents, so that nothing is lost by rounding.
 *
 * @param then with values; not modified
 * @param now with values; not modified
 * @param moves of these lists, see movement
 * @returns a segment of now a row, largest first, then those of then that none of now is
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

/** The name of now of a segment of then. */
function matchedName({ segments }: Listed, row: number, { match }: Movement): string {
  const name = segments[row] || UNTOLD
  return match.get(name) ?? `${name} (then)`
}

/** Whole cents; a customer whose value is not known brings none. */
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

/** Sums of cents and of the customers who make them, by step. */
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
