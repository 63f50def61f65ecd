import { marketing } from 'segments'
import { type Draws, drawn, type Interval, type Plant, REPEATS, SIZES } from './coverage-plant.js'

/** Shares of the level in the group and in the rest. */
const RATES: readonly (readonly [number, number])[] = [
  [0.3, 0.3],
  [0.3, 0.15],
  [0.1, 0.02],
  [0.02, 0.02],
  [0.9, 0.6],
]

/** Planted lifts of common and rare levels. */
export const lifts: readonly Plant[] = SIZES.flatMap(([group, rest]) =>
  RATES.map(([own, other]) => {
    const truth = (own * (group + rest)) / (own * group + other * rest)
    return {
      name: `Lift ${truth.toFixed(2)}, ${100 * own} % against ${100 * other} %, ${group} against ${rest}`,
      truth,
      interval: (draw: Draws) => liftOf(draw, own, group, other, rest),
      repeats: REPEATS,
    }
  }),
)

/** Data in which nobody has the level have no lift and are redrawn. */
function liftOf(draw: Draws, own: number, group: number, other: number, rest: number): Interval {
  const hits = (size: number, rate: number) => drawn(size, draw.uniform).filter((u) => u < rate).length
  const groupHits = hits(group, own)
  const allHits = groupHits + hits(rest, other)
  if (!allHits) return liftOf(draw, own, group, other, rest)
  const { low, high } = marketing.lift({ groupHits, groupSize: group, allHits, allSize: group + rest })
  return [low, high]
}
