import { sum } from 'd3-array'
import type { Assessment } from './assess.js'

/** How tight k groups are: by which share their inertia lies below the mean inertia of samples from one cloud. */
export interface Tightness {
  readonly k: number
  /** A share, at most 1; below 0 where the inertia is larger. */
  readonly inertiaBelowOneCloud: number
}

/**
 * Compare the inertia of the customers' groups with that of groups cut from one cloud, for every k that was looked at.
 *
 * @param judged not modified
 * @returns rows by k: one for the customers, and one for each sample from one cloud
 * @example againstOneCloud(judged).customers[0] // { k: 2, inertiaBelowOneCloud: 0.12 }
 */
export function againstOneCloud({ looks }: Assessment): { customers: Tightness[]; samples: Tightness[] } {
  // The index is the logarithm of the inertia.
  const below = (index: number, references: Float64Array) => 1 - Math.exp(index - sum(references) / references.length)
  return {
    customers: looks.map(({ k, index, references }) => ({ k, inertiaBelowOneCloud: below(index, references) })),
    samples: looks.flatMap(({ k, references }) =>
      Array.from(references, (one) => ({ k, inertiaBelowOneCloud: below(one, references) })),
    ),
  }
}
