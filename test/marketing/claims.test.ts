import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { claimRows, claimSentence, type Draft, ledger } from '../../lib/marketing/claims.js'
import { againstRest } from '../../lib/statistics/association.js'

const draft = (given: Partial<Draft> = {}): Draft => ({
  id: 'one',
  topic: 'drivers',
  column: 'frequency',
  about: 'Frequency of purchase',
  sentence: 'Members buy more often than the rest',
  n: 1500,
  measure: "Cliff's delta",
  effect: 0.4,
  interval: [0.3, 0.5],
  p: 0.001,
  method: 'permutation test',
  nothing: 0,
  side: 1,
  ...given,
})

test("q-values are Benjamini and Hochberg's over all drafts, as R 4.2.2's p.adjust", () => {
  const claims = ledger([0.01, 0.02, 0.03, 0.5].map((p) => draft({ p })))
  for (const [i, q] of [0.04, 0.04, 0.04, 0.5].entries()) expect(claims[i].q).toBeCloseTo(q, 12)
  expect(claims.map(({ holds }) => holds)).toEqual([true, true, true, false])
})

test('unpromising drafts count too: the same p-value holds alone, but not among many', () => {
  const hoped = draft({ p: 0.02 })
  expect(ledger([hoped])[0]).toMatchObject({ q: 0.02, holds: true })
  const among = ledger([hoped, ...Array.from({ length: 9 }, () => draft({ p: 1 }))])[0]
  expect(among.q).toBeCloseTo(0.2, 12)
  expect(among.holds).toBe(false)
})

test.each([
  ['wholly on the side', [0.1, 0.5], 0, 1, true],
  ['on the wrong side', [-0.5, -0.1], 0, 1, false],
  ['across nothing', [-0.1, 0.5], 0, 1, false],
  ['touching nothing', [0, 0.5], 0, 1, false],
  ['below, as needed', [-0.5, -0.1], 0, -1, true],
  ['above, where below is needed', [0.1, 0.5], 0, -1, false],
  ['above, where either side would do', [0.1, 0.5], 0, 0, true],
  ['below, where either side would do', [-0.5, -0.1], 0, 0, true],
  ['across, where either side would do', [-0.5, 0.1], 0, 0, false],
  ['above a lift of 1', [1.1, 1.5], 1, 1, true],
  ['across a lift of 1', [0.9, 1.5], 1, 1, false],
] as const)('an interval %s: %j around %d', (_, interval, nothing, side, holds) => {
  expect(ledger([draft({ interval, nothing, side })])[0].holds).toBe(holds)
})

test('a claim does not hold by its interval alone', () => {
  expect(ledger([draft({ p: 0.051 })])[0].holds).toBe(false)
})

test('drafts keep their order and are not modified, and no drafts make an empty ledger', () => {
  const drafts = Object.freeze([Object.freeze(draft({ id: 'a', p: 0.9 })), Object.freeze(draft({ id: 'b' }))])
  expect(ledger(drafts).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(ledger([])).toEqual([])
})

test('a sentence includes its numbers, and says if it is not supported', () => {
  const [holds, fails] = ledger([draft(), draft({ interval: [-0.1, 0.5], without: 'Value Score' })])
  expect(claimSentence(holds)).toMatch(/^Members buy more often than the rest .*0\.40 \[0\.30, 0\.50\].*1,500/)
  expect(claimSentence(holds)).not.toMatch(/not supported/i)
  expect(claimSentence(fails)).toMatch(/not supported.*Members buy/i)
  expect(claimSentence(fails)).toContain('; held-out customers, groups formed without Value Score')
  expect(claimSentence(holds)).not.toContain('without')
})

test('each claim is a row, in plain text', () => {
  const rows = claimRows(
    ledger([draft({ sentence: '**A\\*b** differs' }), draft({ side: -1 }), draft({ without: 'Recency' })]),
  )
  expect(rows.map(({ claim, holds }) => [claim, holds])).toEqual([
    ['A*b differs', true],
    ['Members buy more often than the rest', false],
    ['Members buy more often than the rest', true],
  ])
  expect(rows[0]).toMatchObject({ group: '', low: 0.3, high: 0.5, evidence: "Cliff's delta 0.40 [0.30, 0.50]" })
  expect(rows.map(({ method }) => method)).toEqual([
    'permutation test',
    'permutation test',
    'permutation test; held-out customers, groups formed without Recency',
  ])
})

test.each([
  [
    'a small q whose interval holds nothing',
    { interval: [0, 0.5] },
    1,
    'q is small, but the interval contains 0: not clear enough',
  ],
  ['a small q on the other side', { side: -1 }, 1, 'the data say the opposite'],
  [
    'an interval that leaves out nothing, lost among tests',
    { p: 0.02 },
    9,
    'the interval excludes 0 for this test alone, but not after correction for all 10 tests',
  ],
  [
    'a lift lost among tests',
    { p: 0.02, interval: [1.1, 1.5], nothing: 1 },
    9,
    'the interval excludes 1 for this test alone, but not after correction for all 10 tests',
  ],
  ['nothing by interval and q', { p: 0.4, interval: [-0.1, 0.5] }, 9, undefined],
  ['a claim that holds', {}, 9, undefined],
] as const)('interval and q do not disagree without a word: %s', (_, given, others, words) => {
  const [claim] = ledger([draft(given), ...Array.from({ length: others }, () => draft({ p: 1 }))])
  expect(claim.reservation).toBe(words)
  expect(claimSentence(claim).includes(`; ${words})`)).toBe(words !== undefined)
  expect(claimRows([claim])[0].standing).toBe(words ?? (claim.holds ? 'holds' : 'not supported'))
})

test('a limit close to zero is printed with enough digits to differ from zero', () => {
  const near = (interval: readonly [number, number]) => claimSentence(ledger([draft({ interval })])[0])
  expect(near([0.0031, 0.5])).toContain('[0.003, 0.50]')
  expect(near([0, 0.5])).toContain('[0.00, 0.50]')
  expect(near([-0.00004, 0.5])).toContain('[−0.00004, 0.50]')
})

test('if nothing is to be found, a ledger of ten tests rarely finds any: in at most 4 of 40 trials', () => {
  const effort = { permutations: 199 }
  let wrong = 0
  for (let trial = 1; trial <= 40; trial++) {
    const next = random(trial)
    const drafts = Array.from({ length: 10 }, () => {
      const values = Array.from({ length: 60 }, () => next())
      const inGroup = Uint8Array.from(values, () => (next() < 0.5 ? 1 : 0))
      const [found] = againstRest([{ values, inGroup }], { seed: trial, ...effort })
      return draft({ ...found, side: 0 })
    })
    if (ledger(drafts).some(({ holds }) => holds)) wrong++
  }
  expect(wrong).toBeLessThanOrEqual(4)
})
