import { expect, it } from 'vitest'
import { random } from '../../lib/core/random.js'
import { judge, type Measure, RULE, standingAt } from '../../lib/evidence/verdict-rule.js'

const KS = [2, 3, 4, 5]

/** Numbers with mean 0 and deviation 1 (n - 1), none of them beyond 2. */
function standardNumbers(n: number, seed: number): number[] {
  const next = random(seed)
  const numbers = Array.from({ length: n }, next)
  const mean = numbers.reduce((sum, one) => sum + one, 0) / n
  const deviation = Math.sqrt(numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1))
  return numbers.map((one) => (one - mean) / deviation)
}

/** Draws of which index, contrast and dip have mean 0 and deviation 1 at every k. */
function standardDraws(n: number, ks = KS): Measure[][] {
  const [index, contrast, dip] = [1, 2, 3].map((seed) => standardNumbers(n, seed))
  return Array.from({ length: n }, (_, b) =>
    ks.map((k) => ({ k, index: index[b], contrast: contrast[b], dip: dip[b], leastDip: 0, fullest: 0.5 })),
  )
}

/** So many deviations of the standard draws: depth is shared out between contrast and dip. */
interface Wanted {
  tightness?: number
  depth?: number
  dip?: number
  leastDip?: number
  fullest?: number
}

/** Measures of the data; where nothing is wanted of a k, they are those of a middling draw. */
function observed(wanted: Record<number, Wanted>, ks = KS): Measure[] {
  return ks.map((k) => {
    const { tightness = 0, depth = 0, dip = 0, leastDip = 0, fullest = 0.5 } = wanted[k] ?? {}
    return { k, index: -tightness, contrast: depth - dip, dip, leastDip, fullest }
  })
}

const draws = standardDraws(39)
/** Well within every threshold. */
const good = { tightness: 6, depth: 9, dip: 3, leastDip: 1, fullest: 0.3 }
const bestOf = (two: Wanted, given = draws) => judge(observed({ 2: two }), given).best

it('scores are in standard deviations of the draws, and depth sums those of contrast and dip', () => {
  const { scores } = judge(observed({ 3: { tightness: 5, depth: 4, dip: 1 } }), draws)
  expect(scores.map(({ k }) => k)).toEqual(KS)
  expect(scores[1].tightness).toBeCloseTo(5, 9)
  expect(scores[1].depth).toBeCloseTo(4, 9)
  expect(scores[1].score).toBeCloseTo(9, 9)
  expect(scores[0].score).toBeCloseTo(0, 9)
  const moved = draws.map((draw) => draw.map((one) => ({ ...one, index: 3 * one.index - 2 })))
  const [, three] = judge(observed({ 3: { tightness: 8 } }), moved).scores
  expect(three.tightness).toBeCloseTo((8 - 2) / 3, 9)
})

it('groups that pass are segments, and the others are not', () => {
  const answer = judge(observed({ 3: good }), draws)
  expect([answer.k, answer.best, answer.verdict.kind]).toEqual([3, 3, 'segments'])
  expect(answer.scores.map(({ passes }) => passes)).toEqual([false, true, false, false])
})

it.each<[string, Wanted, Wanted]>([
  ['mean dip', { dip: RULE.dip - 0.01 }, { dip: RULE.dip + 0.01 }],
  ['least dip', { leastDip: RULE.leastDip - 0.01 }, { leastDip: RULE.leastDip }],
  ['fullest valley', { fullest: RULE.fullest }, { fullest: RULE.fullest - 0.01 }],
  ['depth', { depth: RULE.depth - 0.01 }, { depth: RULE.depth + 0.01 }],
  ['tightness', { tightness: RULE.tightness - 0.01 }, { tightness: RULE.tightness + 0.01 }],
  ['score', { tightness: 1, depth: RULE.score - 1.01 }, { tightness: 1, depth: RULE.score - 0.99 }],
])('the %s alone decides whether groups pass', (_, missed, met) => {
  expect(bestOf({ ...good, ...missed })).toBe(1)
  expect(bestOf({ ...good, ...met })).toBe(2)
})

it('chance alone decides: with 18 draws p cannot reach 0.05, with 19 it can', () => {
  expect(judge(observed({ 2: good }), standardDraws(18))).toMatchObject({ best: 1, p: 1 / 19 })
  expect(judge(observed({ 2: good }), standardDraws(19))).toMatchObject({ best: 2, p: 0.05 })
})

it('a score is compared with the highest of all k, including those that do not pass', () => {
  const two = { ...good, tightness: 4, depth: 6 }
  const three = (score: number) => ({ ...good, tightness: score - 8, depth: 8, fullest: 1 })
  expect(judge(observed({ 2: two, 3: three(12.4) }), draws).best).toBe(2)
  expect(judge(observed({ 2: two, 3: three(12.6) }), draws).best).toBe(1)
})

it('among the numbers of groups that pass, the smallest that is nearly as tight as any is taken', () => {
  const tight = (two: number) =>
    judge(
      observed({ 2: { ...good, tightness: two }, 3: { ...good, tightness: 10 }, 4: { ...good, tightness: 9 } }),
      draws,
    )
  expect(tight(8.1).scores.map(({ passes }) => passes)).toEqual([true, true, true, false])
  expect(tight(8.1)).toMatchObject({ k: 2, best: 2, verdict: { kind: 'segments' } })
  expect(tight(7.9).scores.map(({ passes }) => passes)).toEqual([true, true, true, false])
  expect(tight(7.9)).toMatchObject({ k: 3, best: 3, verdict: { kind: 'segments' } })
})

it('more groups than the data support are tentative when given, though they pass', () => {
  const measures = observed({ 2: good, 3: good })
  expect(judge(measures, draws)).toMatchObject({ k: 2, best: 2, verdict: { kind: 'segments' } })
  const more = judge(measures, draws, { given: 3 })
  expect(more.scores[1].passes).toBe(true)
  expect(more).toMatchObject({ k: 3, best: 2, verdict: { kind: 'tentative' } })
})

it('fewer groups than the data support are segments when given, if they pass, and tentative if not', () => {
  const coarser = (two: Wanted) => judge(observed({ 2: two, 3: { ...good, tightness: 9 } }), draws, { given: 2 })
  expect(coarser(good)).toMatchObject({ k: 2, best: 3, verdict: { kind: 'segments' } })
  expect(coarser({ ...good, fullest: 1 })).toMatchObject({ k: 2, best: 3, verdict: { kind: 'tentative' } })
})

it('a number of groups that leaves a small one is not chosen, but the number that the data support stays', () => {
  const measures = observed({
    2: { ...good, tightness: 4 },
    3: { ...good, tightness: 8 },
    4: { ...good, tightness: 12 },
  })
  const chosen = (small: number[], given?: number) => judge(measures, draws, { small, given })
  expect(chosen([])).toMatchObject({ k: 4, wanted: 4, best: 4 })
  expect(chosen([4, 5])).toMatchObject({ k: 3, wanted: 4, best: 4, verdict: { kind: 'segments' } })
  expect(chosen([2, 3, 4, 5])).toMatchObject({ k: 4, wanted: 4 })
  expect(chosen([4], 4)).toMatchObject({ k: 4, wanted: 4, verdict: { kind: 'segments' } })
  expect(judge(observed({}), draws, { small: [3] })).toMatchObject({ k: 2, wanted: 3, verdict: { kind: 'slices' } })
})

it('one cloud is cut into 3 slices for convenience, into 2 if no more are tried, and into as many as given', () => {
  const cloud = { best: 1, verdict: { kind: 'slices' } }
  expect(judge(observed({}), draws)).toMatchObject({ k: 3, ...cloud })
  expect(judge(observed({}, [2]), standardDraws(39, [2]))).toMatchObject({ k: 2, ...cloud })
  expect(judge(observed({}), draws, { given: 5 })).toMatchObject({ k: 5, ...cloud })
})

it('groups that another kind of cloud explains never pass, and are tentative if they are tighter', () => {
  expect(judge(observed({ 2: good }), draws, { explained: true })).toMatchObject({ best: 1 })
  expect(judge(observed({ 2: { ...good, tightness: 9 } }), draws, { explained: true })).toMatchObject({
    best: 1,
    verdict: { kind: 'tentative' },
  })
})

it('against draws of another cloud, the score is in the standard deviations of those draws', () => {
  const at = draws.map((draw) => draw[0])
  expect(standingAt(observed({})[0], at)).toBeCloseTo(0, 1)
  const [one, two] = [6, 12].map((tightness) => standingAt(observed({ 2: { tightness } })[0], at))
  expect(two / one).toBeCloseTo(2, 1)
  // Index, contrast and dip of the draws are independent here: the score has a deviation of about the root of 3.
  expect(6 / one).toBeGreaterThan(1.5)
  expect(6 / one).toBeLessThan(2.1)
})

it('the result says what a number of groups needs, and which needs are met', () => {
  const { needed, scores } = judge(observed({ 2: good, 3: { ...good, leastDip: -2 }, 4: { tightness: 4 } }), draws)
  expect(needed).toBeCloseTo(0.8 * 15, 9)
  expect(scores.slice(0, 3).map(({ stands, parted }) => [stands, parted])).toEqual([[true, true], [true, false], [false, false]]) // biome-ignore format: one line
  expect(judge(observed({ 2: { tightness: 3 } }), draws).needed).toBe(RULE.score)
})

it('data tighter than one cloud but without gaps are tentative, with the tightest number of groups', () => {
  const bent = judge(observed({ 2: { tightness: 4 }, 4: { tightness: 7 } }), draws)
  expect(bent).toMatchObject({ k: 4, best: 1, verdict: { kind: 'tentative' }, pTighter: 1 / 40 })
  expect(judge(observed({ 4: { tightness: 7 } }), draws, { given: 2 })).toMatchObject({
    k: 2,
    verdict: { kind: 'tentative' },
  })
})

it('p and pTighter are shares of draws, including the data, that are as high at the k where each is highest', () => {
  const random4 = random(4)
  const measure = (k: number): Measure => {
    const [index, contrast, dip] = [random4(), random4(), random4()]
    return { k, index, contrast, dip, leastDip: 0, fullest: 0.5 }
  }
  const all = Array.from({ length: 13 }, () => KS.map(measure))
  // By hand: each is held against the draws, a draw against all others.
  const against = (one: Measure[], others: Measure[][], parts: (keyof Measure)[]) =>
    Math.max(
      ...KS.map((_, i) =>
        parts.reduce((sum, part) => {
          const values = others.map((other) => other[i][part])
          const mean = values.reduce((total, value) => total + value, 0) / values.length
          const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
          const z = (one[i][part] - mean) / Math.sqrt(squares / (values.length - 1))
          return sum + (part === 'index' ? -z : z)
        }, 0),
      ),
    )
  const share = (data: Measure[], rest: Measure[][], parts: (keyof Measure)[]) => {
    const own = against(data, rest, parts)
    const higher = rest.filter((one) => against(one, rest.filter((other) => other !== one), parts) >= own) // biome-ignore format: one line
    return (1 + higher.length) / 13
  }
  const found = all.map((data) => {
    const rest = all.filter((one) => one !== data)
    const { p, pTighter } = judge(data, rest)
    expect(p).toBeCloseTo(share(data, rest, ['index', 'contrast', 'dip']), 12)
    expect(pTighter).toBeCloseTo(share(data, rest, ['index']), 12)
    return p
  })
  expect(new Set(found).size).toBeGreaterThan(8)
})

it('if the data are one of the draws, p is uniform from 0 to 1', () => {
  const next = random(9)
  // Skewed, and tied from one k to the next, as indices are.
  const pool = Array.from({ length: 200 }, () => {
    const luck = next() ** 3
    return KS.map((k): Measure => {
      return { k, index: -luck - next() / 4, contrast: next(), dip: next(), leastDip: 0, fullest: 0.5 }
    })
  })
  const answers = pool.map((one) => judge(one, pool.filter((other) => other !== one))) // biome-ignore format: one line
  for (const of of ['p', 'pTighter'] as const) {
    for (const share of [0.05, 0.25, 0.5, 0.9]) {
      const found = answers.filter((answer) => answer[of] <= share).length / pool.length
      expect(Math.abs(found - share)).toBeLessThan(0.011)
    }
  }
})

it('identical draws give finite scores', () => {
  const same = Array.from({ length: 20 }, () => observed({}))
  const { scores, p } = judge(observed({}), same)
  expect(scores.every(({ score }) => score === 0)).toBe(true)
  expect(p).toBe(1)
  expect(judge(observed({ 2: good }), same)).toMatchObject({ best: 2, verdict: { kind: 'segments' } })
})

it('the input is not modified', () => {
  const measures = observed({ 2: good }).map((one) => Object.freeze(one))
  const frozen = draws.map((draw) => Object.freeze(draw.map((one) => Object.freeze({ ...one }))))
  expect(judge(Object.freeze(measures), Object.freeze(frozen)).best).toBe(2)
})
