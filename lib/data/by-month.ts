import type { DataFrame } from 'danfojs-node'
import { fromRows } from './from-rows.js'

/**
 * Count dates by month, from the first month to the last, including months with a count of 0.
 *
 * @param dates YYYY-MM-DD, at least one; null is not counted; not modified
 * @returns a frame with the columns month (YYYY-MM) and customers
 * @throws {RangeError} on no dates
 * @example byMonth(['2024-01-31', '2024-03-01']) // 2024-01: 1, 2024-02: 0, 2024-03: 1
 */
export function byMonth(dates: readonly (string | null)[]): DataFrame {
  const counts = new Map<string, number>()
  for (const date of dates) if (date !== null) counts.set(date.slice(0, 7), (counts.get(date.slice(0, 7)) ?? 0) + 1)
  if (!counts.size) throw new RangeError('byMonth requires at least 1 date, got none')
  const held = [...counts.keys()].sort()
  const [first, last] = [held[0], held[held.length - 1]].map(
    (month) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1,
  )
  const months = Array.from({ length: last - first + 1 }, (_, i) => monthOf(first + i))
  return fromRows(months.map((month) => ({ month, customers: counts.get(month) ?? 0 })))
}

/** Months since year 0 as YYYY-MM. */
function monthOf(count: number): string {
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}
