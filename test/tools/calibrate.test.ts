import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { main, summary } from '../../tools/calibrate.js'
import { type Trial, trial } from '../../tools/calibration.js'
import { capture } from './printed.js'

let printed: () => string
beforeEach(() => {
  printed = capture()
})
afterEach(() => {
  vi.restoreAllMocks()
})

it('finds the three planted groups, and none in noise', async () => {
  expect(await trial('planted groups', 1, 300)).toMatchObject({ k: 3, kind: 'segments' })
  for (const scenario of ['null twin', 'noise in 2 columns', 'noise in 10 columns'] as const) {
    expect((await trial(scenario, 1, 200)).kind, scenario).not.toBe('segments')
  }
})

it('supports no claim in nine of ten ledgers where columns are independent, also about what drew the segments', async () => {
  const trials = await Promise.all(Array.from({ length: 10 }, (_, i) => trial('ledger', i + 1, 200)))
  expect(trials.every(({ claims }) => claims!.made > 80)).toBe(true)
  expect(trials.filter(({ claims }) => claims!.supported > 0).length).toBeLessThanOrEqual(1)
}, 60_000)

it('misses a bound when more than one verdict in twenty is wrong', () => {
  const trials = (wrong: number): Trial[] => [
    ...Array.from(
      { length: 20 },
      (_, i): Trial => ({ scenario: 'planted groups', seed: i + 1, k: 3, kind: 'segments' }),
    ),
    ...(['null twin', 'noise in 2 columns', 'noise in 10 columns'] as const).flatMap((scenario) =>
      Array.from(
        { length: 20 },
        (_, i): Trial => ({ scenario, seed: i + 1, k: 2, kind: i < wrong ? 'segments' : 'slices' }),
      ),
    ),
    { scenario: 'ledger', seed: 1, claims: { made: 100, supported: 5 * wrong } },
    ...Array.from(
      { length: 19 },
      (_, i): Trial => ({ scenario: 'ledger', seed: i + 2, claims: { made: 0, supported: 0 } }),
    ),
  ]
  expect(summary(trials(1)).every(({ met }) => met)).toBe(true)
  expect(summary(trials(2)).filter(({ met }) => !met)).toHaveLength(4)
})

it('explains itself, and ends with 2 on what it does not know', async () => {
  expect(await main(['--help'])).toBe(0)
  expect(printed()).toContain('Usage: npm run calibrate')
  expect([await main(['--seed', '3']), await main(['--seeds', '0']), await main(['--out', ''])]).toEqual([2, 2, 2])
  expect(printed()).toContain('--seeds requires an integer from 1 to 999999, got 0')
})
