import { rollup } from 'd3-array'
import type { Listed } from '../data/read-list.js'
import { type Movement, UNTOLD } from './movement.js'

/** From the value of then to that of now, in $ per month, exact to the cent: then and all changes add up to now. */
export interface Bridge {
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
  const all = { valueThen: 0, lost: 0, gained: 0, movedUp: 0, movedDown: 0, more: 0, less: 0, valueNow: 0 }
  const rows = new Map<string, Record<keyof Omit<SegmentBridge, 'segment'>, number>>()
  const of = (name: string) => {
    const row = rows.get(name) ?? {
      valueThen: 0,
      lost: 0,
      gained: 0,
      movedIn: 0,
      movedOut: 0,
      more: 0,
      less: 0,
      valueNow: 0,
    }
    rows.set(name, row)
    return row
  }
  const met = new Uint8Array(then.ids.length)
  for (let row = 0; row < now.ids.length; row++) {
    const name = now.segments[row] || UNTOLD
    const own = of(name)
    own.valueNow += fresh[row]
    all.valueNow += fresh[row]
    const before = moves.before[row]
    if (before < 0) {
      own.gained += fresh[row]
      all.gained += fresh[row]
      continue
    }
    met[before] = 1
    const change = fresh[row] - old[before]
    const origin = matchedName(then, before, moves)
    if (origin === name) {
      own[change > 0 ? 'more' : 'less'] += change
      all[change > 0 ? 'more' : 'less'] += change
      continue
    }
    own.movedIn += fresh[row]
    of(origin).movedOut -= old[before]
    all[level(name) >= level(origin) ? 'movedUp' : 'movedDown'] += change
  }
  for (let row = 0; row < then.ids.length; row++) {
    const own = of(matchedName(then, row, moves))
    own.valueThen += old[row]
    all.valueThen += old[row]
    if (met[row]) continue
    own.lost -= old[row]
    all.lost -= old[row]
  }
  const segments = [...rows]
    .map(([segment, row]) => ({ segment, ...inDollars(row) }))
    .sort((a, b) => b.valueNow - a.valueNow || (a.segment < b.segment ? -1 : 1))
  return { all: inDollars(all), segments }
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

function inDollars<Row extends Record<string, number>>(row: Row): Row {
  // Plus 0, which makes a negative zero 0.
  return Object.fromEntries(Object.entries(row).map(([name, cents]) => [name, cents / 100 + 0])) as Row
}
