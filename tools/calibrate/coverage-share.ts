import { data, marketing } from 'segments'
import { type Draws, drawn, type Interval, type Plant, REPEATS } from './coverage-plant.js'

/** Mean number of the channel's customers among 600, and the ratio of their value to that of the others. */
const CHANNELS: readonly (readonly [number, number])[] = [
  [20, 1],
  [20, 3],
  [100, 1],
  [200, 3],
  [400, 1],
]
const ALL = 600

/** Planted shares of a channel in all value. */
export const valueShares: readonly Plant[] = CHANNELS.map(([size, times]) => {
  const truth = (size * times) / (size * times + ALL - size)
  return {
    name: `Share of value ${truth.toFixed(2)}, lognormal (sigma 1), ${size} of ${ALL} customers`,
    truth,
    interval: (draw: Draws) => shareOf(draw, size / ALL, times),
    repeats: REPEATS,
  }
})

function shareOf(draw: Draws, share: number, times: number): Interval {
  const channel = drawn(ALL, () => (draw.uniform() < share ? 'own' : 'other'))
  const value = channel.map((one) => Math.exp(draw.normal()) * (one === 'own' ? times : 1))
  const customers = data.frame({ channel, value, engagement: value })
  const spend = [
    { channel: 'own', spend: 1 },
    { channel: 'other', spend: 0 },
  ]
  const [{ valueShareLow, valueShareHigh }] = marketing.channelBudgets(customers, spend, {
    seed: 1 + Math.floor(draw.uniform() * 1e6),
  })
  return [valueShareLow, valueShareHigh]
}
