import { randomNormal } from 'd3-random'

/** A source of uniform numbers in [0, 1). */
export type Source = () => number

/** A normal curve that is cut at its field's limits: its mean and standard deviation before the cut. */
export interface Bell {
  readonly mean: number
  readonly deviation: number
}

/** Draws from one source. */
export interface Draws {
  /** a number of the bell from low to high: what falls outside is drawn again, so nothing piles up at the limits */
  readonly within: (bell: Bell, low: number, high: number) => number
  /** as `within`, a whole number */
  readonly whole: (bell: Bell, low: number, high: number) => number
  /** a key, as often as its weight says */
  readonly pick: (weights: Readonly<Record<string, number>>) => string
  /** a whole number from 0 to n - 1, each equally likely */
  readonly below: (n: number) => number
  /** true as often as the chance, from 0 to 1, says */
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
