import { core } from 'segments'
import { expect, test } from 'vitest'
import { COVERAGE, type CoverageTrial, coverageLines } from '../../../tools/calibrate/coverage.js'
import { deltaOfShares } from '../../../tools/calibrate/coverage-delta.js'
import { covered, type Plant, pick } from '../../../tools/calibrate/coverage-plant.js'
import { vOfShares } from '../../../tools/calibrate/coverage-v.js'

const names = (start: string) => Object.keys(COVERAGE).filter((name) => name.startsWith(start))
const trialsOf = (name: string, seeds: number) =>
  Promise.all(Array.from({ length: seeds }, (_, i) => COVERAGE[name](i + 1)))
const shareOf = (trials: readonly CoverageTrial[]) =>
  trials.reduce((sum, { hits }) => sum + hits, 0) / trials.reduce((sum, { of }) => sum + of, 0)

test('every effect is planted at several sizes', () => {
  for (const [start, least] of [
    ["Cliff's delta", 24],
    ["Cramér's V", 30],
    ['Lift', 15],
    ['Share of value', 5],
    ['Claims about', 1],
  ] as const) {
    expect([start, names(start).length >= least]).toEqual([start, true])
  }
})

test.each([
  ["Cliff's delta", 5],
  ["Cramér's V", 5],
  ['Lift', 5],
  ['Share of value', 1],
] as const)('%s: of the intervals of a few seeds nearly all hold the truth, and of each effect at least 80 %%', async (start, seeds) => {
  const trials = await Promise.all(names(start).map((name) => trialsOf(name, seeds)))
  expect(shareOf(trials.flat())).toBeGreaterThanOrEqual(start === 'Share of value' ? 0.88 : 0.93)
  for (const own of trials) expect([own[0].scenario, shareOf(own) >= 0.8]).toEqual([own[0].scenario, true])
})

test('intervals too narrow for the truth are caught', () => {
  const plant: Plant = {
    name: 'half as wide',
    truth: 0,
    interval: (draw) => {
      const mean = draw.normal()
      return [mean - 0.98, mean + 0.98]
    },
    repeats: 100,
  }
  const trials = [1, 2].map((seed) => ({ scenario: names('Lift')[0], seed, hits: covered(plant, seed, 0), of: 100 }))
  // P(|Z| < .98) is 67 %.
  expect(shareOf(trials)).toBeLessThan(0.8)
  expect(coverageLines(trials)[0].met).toBe(false)
})

test('a trial is reproducible, and differs for another seed or scenario', async () => {
  const [first, second] = names("Cliff's delta")
  expect(await COVERAGE[first](3)).toEqual(await COVERAGE[first](3))
  const hits = async (name: string) => (await trialsOf(name, 12)).map((one) => one.hits)
  expect(new Set(await hits(first)).size).toBeGreaterThan(1)
  expect(await hits(first)).not.toEqual(await hits(second))
})

test('delta and V of shares are those of a million draws', () => {
  const source = core.random(5)
  const draw = { uniform: source, normal: source }
  const [own, other] = [
    [0.1, 0.3, 0.6],
    [0.5, 0.3, 0.2],
  ]
  let wins = 0
  const counts = [own, other].map((shares) => shares.map(() => 0))
  for (let i = 0; i < 5e5; i++) {
    const pair = [pick(draw, own), pick(draw, other)]
    wins += Math.sign(pair[0] - pair[1])
    pair.forEach((level, group) => {
      counts[group][level]++
    })
  }
  expect(deltaOfShares(own, other)).toBeCloseTo(wins / 5e5, 2)
  const levels = own.map((share, i) => (share + other[i]) / 2)
  // Phi squared is the sum of squared shares over both margins, less 1.
  const phi = counts.flatMap((group) => group.map((count, i) => (count / 1e6) ** 2 / (levels[i] / 2)))
  const seen = Math.sqrt(phi.reduce((sum, one) => sum + one, 0) - 1)
  expect(vOfShares([own, other], [0.5, 0.5], levels)).toBeCloseTo(seen, 2)
})

test('one seed of shuffled columns: claims are made about them, and about no others', async () => {
  const [name] = names('Claims about')
  const { hits, of } = await COVERAGE[name](1)
  // Three groups and high value by three columns, and the budget.
  expect(of).toBe(13)
  expect(hits).toBeLessThanOrEqual(1)
})

test('lines are in the order of the scenarios that have trials, with bound and share', () => {
  const [lift] = names('Lift')
  const [claims] = names('Claims about')
  const trial = (scenario: string, hits: number, of: number) => ({ scenario, seed: 1, hits, of })
  expect(coverageLines([trial(claims, 5, 100), trial(lift, 92, 100), trial(lift, 94, 100)])).toEqual([
    { what: lift, bound: 'at least 93 % hold the truth', found: '93.0 % of 200', met: true },
    { what: claims, bound: 'at most 5 % hold', found: '5.0 % of 100', met: true },
  ])
  expect(coverageLines([trial(lift, 92, 100)])[0].met).toBe(false)
  expect(coverageLines([trial(claims, 6, 100)])[0].met).toBe(false)
  expect(coverageLines([])).toEqual([])
})
