import { expect, test } from 'vitest'
import {
  DISSOLVED,
  type Evidence,
  gatherEvidence,
  groupWord,
  STABLE,
  verdict,
  verdictSentence,
} from '../lib/evidence.js'
import { matrix } from '../lib/matrix.js'
import { random } from '../lib/random.js'

/** Evidence that speaks for segments, but for what is given. */
function evidence(given: { gapK?: number; jaccard?: number[]; p?: number } = {}): Evidence {
  return {
    k: 3,
    gap: { gap: Float64Array.of(0.1, 0.2, 0.9), error: Float64Array.of(0.01, 0.01, 0.01), k: given.gapK ?? 3 },
    jaccard: Float64Array.from(given.jaccard ?? [0.9, 0.8, STABLE]),
    strength: Float64Array.of(1, 0.9, 0.9),
    permutation: { observed: 0.4, null: Float64Array.of(0.1, 0.2), p: given.p ?? 0.01 },
  }
}
const kindOf = (given: Parameters<typeof evidence>[0]) => verdict(evidence(given)).kind

test.each([
  ['all three tests are met', {}, 'segments'],
  ['p is just .05', { p: 0.05 }, 'segments'],
  ['the weakest cluster comes back less often than a stable one', { jaccard: [0.9, 0.9, 0.74] }, 'tentative'],
  ['the weakest cluster just does not dissolve', { jaccard: [0.9, DISSOLVED] }, 'tentative'],
  ['a cluster dissolves', { jaccard: [0.9, 0.9, 0.59] }, 'slices'],
  ['the gap statistic prefers a single cluster', { gapK: 1 }, 'slices'],
  ['shuffled columns do as well', { p: 0.06 }, 'slices'],
  ['there is one cluster by the gap statistic, and it is less than stable', { gapK: 1, jaccard: [0.7] }, 'slices'],
] as const)('%s: the verdict', (_, given, kind) => {
  expect(kindOf(given as Parameters<typeof evidence>[0])).toBe(kind)
})

test('each test says whether it is met, and with which numbers', () => {
  const { tests } = verdict(evidence({ gapK: 1, p: 0.25, jaccard: [0.9, 0.7] }))
  expect(tests.map(({ met }) => met)).toEqual([false, false, false])
  expect(tests[1].found).toMatch(/0\.400.*0\.150.*0\.25/)
  expect(tests[2].found).toMatch(/0\.70/)
  expect(verdict(evidence()).tests.every(({ met }) => met)).toBe(true)
})

test('the sentence opens with the verdict and holds what each test found', () => {
  for (const given of [{}, { jaccard: [0.7] }, { gapK: 1 }]) {
    const found = verdict(evidence(given))
    const sentence = verdictSentence(found)
    expect(sentence.startsWith(`**Verdict: ${found.kind}`)).toBe(true)
    for (const { found: numbers } of found.tests) expect(sentence).toContain(numbers)
  }
})

test('slices are not called segments', () => {
  expect([groupWord('slices'), groupWord('slices', false)]).toEqual(['slices', 'slice'])
  expect([groupWord('tentative'), groupWord('segments', false)]).toEqual(['segments', 'segment'])
})

const cloud = (seed: number, shift: (i: number) => number) => {
  const next = random(seed)
  const bell = () => next() + next() + next() + next() - 2
  return matrix(Array.from({ length: 120 }, (_, i) => [bell() + shift(i), bell() + shift(i), bell()]))
}

test('clusters far apart are segments, and the points are not modified', () => {
  const x = cloud(1, (i) => 8 * (i % 2))
  const data = x.data.slice()
  const found = gatherEvidence(x, 2, { kMax: 4 })
  expect([found.k, found.jaccard.length, found.gap.gap.length, found.strength.length]).toEqual([2, 2, 4, 4])
  expect([found.permutation.null.length, found.gap.k]).toEqual([99, 2])
  expect(verdict(found).kind).toBe('segments')
  expect(x.data).toEqual(data)
})

test.each([1, 2, 3])('one round cloud is never segments (seed %d)', (seed) => {
  expect(
    verdict(
      gatherEvidence(
        cloud(seed, () => 0),
        3,
        { kMax: 4, seed },
      ),
    ).kind,
  ).toBe('slices')
})

test('the same seed gathers the same evidence', () => {
  const x = cloud(5, (i) => 5 * (i % 2))
  expect(gatherEvidence(x, 2, { kMax: 3 })).toEqual(gatherEvidence(x, 2, { kMax: 3, seed: 1 }))
})

test('the scans end before the different rows do, and before a quarter of the rows', () => {
  const few = matrix(Array.from({ length: 80 }, (_, i) => [i % 4, (i % 4) ** 2]))
  expect(gatherEvidence(few, 2).gap.gap).toHaveLength(3)
  expect(
    gatherEvidence(
      cloud(1, () => 0),
      2,
    ).gap.gap,
  ).toHaveLength(8)
})

test('as many clusters as different rows are refused', () => {
  expect(() => gatherEvidence(matrix(Array.from({ length: 40 }, (_, i) => [i % 2])), 2)).toThrow(RangeError)
})
