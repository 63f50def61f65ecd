import type { DataFrame } from 'danfojs-node'
import { tooFew } from '../core/withheld.js'
import { numbers } from './columns.js'
import { pick } from './frame.js'

/**
 * Remove the rows of a frame that describe too few customers to be shown (see `tooFew`).
 *
 * @param frame one row per group of customers; not modified
 * @param size the column with the number of customers; a frame without it is returned unchanged
 * @returns the rows shown, and the number of rows withheld
 */
export function withhold(frame: DataFrame, size = 'customers'): { shown: DataFrame; withheld: number } {
  if (!frame.columns.includes(size)) return { shown: frame, withheld: 0 }
  const sizes = numbers(frame, size)
  const kept = Array.from(sizes.keys()).filter((row) => !tooFew(sizes[row]))
  const withheld = sizes.length - kept.length
  return { shown: withheld ? pick(frame, kept) : frame, withheld }
}
