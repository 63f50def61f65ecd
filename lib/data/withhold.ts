import type { DataFrame } from 'danfojs-node'
import { tooFew } from '../core/withheld.js'
import { numbers } from './columns.js'
import { pick } from './frame.js'

/**
 * The rows of a frame that may be shown: without those about too few customers, see tooFew.
 *
 * @param frame a row a group of customers; not modified
 * @param size the column that counts them; a frame without it is shown whole
 * @returns the frame, and how many rows were withheld
 */
export function withhold(frame: DataFrame, size = 'customers'): { shown: DataFrame; withheld: number } {
  if (!frame.columns.includes(size)) return { shown: frame, withheld: 0 }
  const sizes = numbers(frame, size)
  const kept = Array.from(sizes.keys()).filter((row) => !tooFew(sizes[row]))
  const withheld = sizes.length - kept.length
  return { shown: withheld ? pick(frame, kept) : frame, withheld }
}
