import { matchClusters } from '../clusters/match-clusters.js'
import type { Listed } from '../data/read-list.js'

/** Customers who went from one segment to another between two lists. */
export interface Flow {
  readonly from: string
  readonly to: string
  readonly customers: number
}

/** Who was there then, who is there now, and where they went. */
export interface Movement {
  /**
   * The later segment that matches each earlier segment, by who is in it; by its name if the lists share no customer.
   */
  readonly match: ReadonlyMap<string, string>
  /** Every pair of an earlier and a later segment with customers in both lists. */
  readonly flows: readonly Flow[]
  /**
   * Number of customers in both lists; of those, who changed segment; only in the earlier list; only in the later list.
   */
  readonly shared: number
  readonly moved: number
  readonly lost: number
  readonly gained: number
  /** For each row of the later list: the row of the same customer in the earlier list, or -1. */
  readonly before: Int32Array
}

/** The name used if no segment was given. */
export const UNTOLD = 'no segment'

/**
 * Match the segments of two lists, and follow their customers.
 *
 * @param then the earlier list; not modified
 * @param now the later list; not modified
 * @returns matches, flows and counts
 */
export function movement(then: Listed, now: Listed): Movement {
  const rows = new Map(then.ids.map((id, row) => [id, row]))
  const before = Int32Array.from(now.ids, (id) => rows.get(id) ?? -1)
  const [names, laterNames] = [then, now].map(({ segments }) => [...new Set(segments)])
  const places = new Map(names.map((name, place) => [name, place]))
  const laterPlaces = new Map(laterNames.map((name, place) => [name, place]))
  const both = Array.from(before.keys()).filter((row) => before[row] >= 0)
  const from = Int32Array.from(both, (row) => places.get(then.segments[before[row]])!)
  const to = Int32Array.from(both, (row) => laterPlaces.get(now.segments[row])!)
  const match = matched(names, laterNames, from, to)
  const counts = new Float64Array(names.length * laterNames.length)
  for (let i = 0; i < from.length; i++) counts[from[i] * laterNames.length + to[i]]++
  const flows = Array.from(counts, (customers, cell) => ({
    from: names[Math.floor(cell / laterNames.length)] || UNTOLD,
    to: laterNames[cell % laterNames.length] || UNTOLD,
    customers,
  })).filter(({ customers }) => customers > 0)
  const stayed = flows.reduce((sum, flow) => (match.get(flow.from) === flow.to ? sum + flow.customers : sum), 0)
  return {
    match,
    flows,
    shared: both.length,
    moved: both.length - stayed,
    lost: then.ids.length - both.length,
    gained: now.ids.length - both.length,
    before,
  }
}

/** Segments matched by their customers, or by name if the lists share no customer. */
function matched(
  names: readonly string[],
  later: readonly string[],
  from: Int32Array,
  to: Int32Array,
): Map<string, string> {
  const word = (name: string) => name || UNTOLD
  if (!from.length) return new Map(names.filter((name) => later.includes(name)).map((name) => [word(name), word(name)]))
  const found = matchClusters(from, to, names.length, later.length)
  const pairs = names.flatMap((name, place): [string, string][] =>
    found[place] >= 0 ? [[word(name), word(later[found[place]])]] : [],
  )
  return new Map(pairs)
}
