import { randomNormal } from 'd3-random'

/** A source of uniform numbers in [0, 1). */
export type Source = () => number

/** A normal distribution truncated at its field's limits: mean and standard deviation before truncation. */
export interface Bell {
  readonly mean: number
  readonly deviation: number
}

/** Random numbers from one source. */
export interface Draws {
  /** a number from low to high; numbers outside are redrawn, so that none pile up at the limits */
  readonly within: (bell: Bell, low: number, high: number) => number
  /** like `within`, rounded to a whole number */
  readonly whole: (bell: Bell, low: number, high: number) => number
  /** a key, with probability proportional to its weight */
  readonly pick: (weights: Readonly<Record<string, number>>) => string
  /** a whole number from 0 to n - 1, each equally likely */
  readonly below: (n: number) => number
  /** true with probability p, from 0 to 1 */
  readonly chance: (p: number) => boolean
}

export function draws(source: Source): Draws {
  const standard = randomNormal.source(source)()
  const within = ({ mean, deviation }: Bell, low: number, high: number): number => {
    for (;;) {
      const value = mean + deviation * standard()
      if (value >= low && value <= high) return value
    }
  }
  return {
    within,
    whole: (bell, low, high) => Math.round(within(bell, low - 0.499, high + 0.499)) + 0,
    pick: (weights) => {
      const entries = Object.entries(weights)
      let left = source() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        left -= weight
        if (left < 0) return key
      }
      return entries[entries.length - 1][0]
    },
    below: (n) => Math.floor(source() * n),
    chance: (p) => source() < p,
  }
}
