import { randomNormal } from 'd3-random'
import { expect, it } from 'vitest'
import { assign } from '../../lib/clusters/assign.js'
import { kmeans } from '../../lib/clusters/kmeans.js'
import type { Segmentation } from '../../lib/clusters/segment.js'
import { matrix } from '../../lib/core/matrix.js'
import { random } from '../../lib/core/random.js'
import { type Assessment, assess, type Look } from '../../lib/evidence/assess.js'
import { assessedNames, groupWord, verdict } from '../../lib/evidence/verdict.js'
import { FEATURES } from '../../lib/features/features.js'

const NAMES = ['Loyalists', 'At-Risk', 'Many_returns']
/** Where each segment lies, in the order of the names. */
const CENTRES = [[9, 0], [0, 9], [0, 0]] // biome-ignore format: centres

const normal = randomNormal.source(random(1))()
const points = matrix(
  CENTRES.flatMap((centre) => Array.from({ length: 60 }, () => centre.map((value) => value + normal()))),
)

/** A segmentation of the points with centroids and names as given. */
function segmented(centroids: number[][] = CENTRES, names: string[] = NAMES): Segmentation {
  const k = centroids.length
  const labels = assign(points, matrix(centroids))
  return {
    space: {
      features: FEATURES.slice(0, 2),
      x: points,
      constant: [],
      repeats: [],
      standIns: [],
      wild: [],
      scaling: [],
    },
    k,
    segments: names.map((name) => ({ name, reason: '' })),
    clusters: names.map((_, i) => i),
    labels,
    segmentOf: Array.from(labels, (label) => names[label]),
    centroids: matrix(centroids),
    traits: { columns: [], z: matrix([]) },
    archetypes: [],
    ambiguous: [],
  }
}

/** What assess would say of three groups; its clusters stand in another order than the segments: 2, 0, 1. */
function judged(found: Partial<Assessment> = {}): Assessment {
  const k = found.k ?? 3
  const valley = (b: number, dip: number) => {
    return { a: 0, b, dip, peak: 20, floor: 1, positions: { a: new Float64Array(), b: new Float64Array() } }
  }
  const look = (at: number): Look => ({
    k: at,
    index: -2,
    contrast: 9,
    dip: 3,
    leastDip: 2,
    fullest: 0.1,
    tightness: 4.25,
    depth: 11.5,
    score: 15.75,
    stands: true,
    parted: true,
    passes: true,
    leastShare: 0.02,
    references: new Float64Array(24),
    valleys: Array.from({ length: at - 1 }, (_, i) => valley(i + 1, 4 - i)),
  })
  return {
    k,
    given: false,
    wanted: k,
    smallestShare: 0,
    best: 3,
    verdict: { kind: 'segments' },
    p: 0.04,
    pTighter: 0.04,
    needed: 12.5,
    otherCloud: undefined,
    looks: [2, 3, 4, 5].map(look),
    rows: 180,
    read: 180,
    setAside: 0,
    draws: 24,
    agreement: 1,
    unclear: false,
    alone: undefined,
    alike: [],
    one: [],
    centroids: matrix([CENTRES[2], CENTRES[0], CENTRES[1]].slice(0, k)),
    ...found,
  }
}

const two = segmented([CENTRES[0], CENTRES[1]], ['Loyalists', 'At-Risk'])
const four = segmented([...CENTRES, [0, 1]], [...NAMES, 'Low value'])
const fourJudged = judged({ k: 4, verdict: { kind: 'tentative' }, one: [[0, 3]], centroids: matrix([[0, -0.5], ...CENTRES.slice(0, 2), [0, 1]]) }) // biome-ignore format: one line

const cases: [string, Assessment, Segmentation, string][] = [
  [
    'segments',
    judged(),
    segmented(),
    '**Verdict: segments.** The customers form 3 groups. They are tighter, and separated by deeper gaps, than groups cut from one cloud that has the same features and correlations (none of 24 samples drawn from one cloud does as well, p = 0.04), and there is a gap between every two neighbors.',
  ],
  [
    'slices',
    judged({ verdict: { kind: 'slices' }, best: 1, p: 0.44 }),
    segmented(),
    '**Verdict: slices.** The customers form one continuous cloud; the groups below are cuts made for convenience, not discovered segments (10 of 24 samples drawn from one cloud do as well, p = 0.44).',
  ],
  [
    'tentative, made by one feature alone',
    judged({ verdict: { kind: 'tentative' }, alone: 1 }),
    segmented(),
    '**Verdict: tentative.** One feature alone, Engagement Score, makes these groups: without it, the customers form one cloud. Read them as a flag, not as segments.',
  ],
  [
    'tentative, more groups than the data support',
    fourJudged,
    four,
    '**Verdict: tentative.** The data support 3 groups, not the 4 in use: read Many\\_returns and “Low value” customers as one group, with the weakest gap between them.',
  ],
  [
    'tentative, fewer groups than the data support',
    judged({ k: 2, verdict: { kind: 'tentative' }, given: true, centroids: matrix(CENTRES.slice(0, 2)) }),
    two,
    '**Verdict: tentative.** The data support 3 groups; the 2 in use merge some of them.',
  ],
  [
    'tentative, on the border',
    judged({ verdict: { kind: 'tentative' }, unclear: true, agreement: 0.6 }),
    segmented(),
    '**Verdict: tentative.** There may be 3 groups, but the evidence is on the border: other samples from one cloud would change the answer.',
  ],
  [
    'tentative, given by a bent cloud too',
    judged({ verdict: { kind: 'tentative' }, best: 1, otherCloud: 'bent' }),
    segmented(),
    '**Verdict: tentative.** Groups like these also appear in a single bent cloud with the same spread. There they only look separated, because each group is cut off by its neighbors.',
  ],
  [
    'tentative, tighter than one cloud but without gaps',
    judged({ verdict: { kind: 'tentative' }, best: 1, p: 0.08 }),
    segmented(),
    '**Verdict: tentative.** The customers are tighter than one plain cloud (1 of 24 samples drawn from one cloud does as well, p = 0.08), but no number of groups from 2 to 5 leaves a gap between every two neighbors. A bent or branching cloud looks like this, too.',
  ],
]

it.each(cases)('%s: the sentence says so, with its numbers and names', (_, assessment, segmentation, says) => {
  const found = verdict(assessment, segmentation)
  expect(found.says).toBe(says)
  expect(found.kind).toBe(assessment.verdict.kind)
})

it.each(
  cases,
)('%s: each question has an answer, and only segments support their own number', (_, assessment, segmentation) => {
  const { says, tests, kind } = verdict(assessment, segmentation)
  expect(tests).toHaveLength(4)
  expect(tests[3].met).toBe(kind === 'segments')
  for (const text of [says, ...tests.flatMap(({ asks, found }) => [asks, found])]) {
    expect(text).not.toMatch(/NaN|undefined|null|Infinity|\[object/)
    expect(text.trim()).not.toBe('')
  }
})

it('further facts follow: redundant features, a sample, customers set aside', () => {
  const { says } = verdict(judged({ alike: [[0, 1]], rows: 5200, read: 2000, setAside: 12 }), segmented())
  expect(says).toMatch(
    /neighbors\. Value Score and Engagement Score say nearly the same about every customer, so the groups count it twice\. The verdict reads a sample of 2,000 of 5,200 customers\. It leaves out 12 customers who are far from all others\.$/,
  )
})

it('a number of groups that leaves a small one is reported, and so is a small group in use', () => {
  const refused = judged({ wanted: 4, best: 4, smallestShare: 0.05, verdict: { kind: 'tentative' } })
  expect(verdict(refused, segmented()).says).toBe(
    '**Verdict: tentative.** The data support 4 groups; the 3 in use merge some of them. 4 groups would leave one with 2.0% of customers, fewer than the 5% that a segment must have.',
  )
  const given = judged({ given: true, smallestShare: 0.35 })
  expect(verdict(given, segmented()).says).toMatch(
    / Loyalists are 33% of customers, At-Risk customers are 33% of customers and Many\\_returns are 33% of customers, fewer than the 35% that a segment must have\.$/,
  )
})

it('if every number of groups leaves a small one, this is reported, too', () => {
  const all = judged({ smallestShare: 0.35 })
  const small = { ...all, looks: all.looks.map((look) => ({ ...look, leastShare: 0.02 })) }
  expect(verdict(small, segmented()).says).toMatch(
    /fewer than the 35% that a segment must have; every other number of groups would leave one that small, too\.$/,
  )
})

it('clusters are named by their customers, not by their order', () => {
  expect(assessedNames(judged(), segmented())).toEqual(['Many_returns', 'Loyalists', 'At-Risk'])
  const { centroids } = kmeans(points, 3)
  const places = assessedNames(judged({ centroids }), segmented()).map((name) => CENTRES[NAMES.indexOf(name)])
  places.flat().forEach((value, at) => {
    expect(Math.abs(centroids.data[at] - value)).toBeLessThan(0.6)
  })
})

it('the weakest gap is named with its dip, and the minus is a real minus sign', () => {
  const [, , gap] = verdict(judged(), segmented()).tests
  expect(gap).toEqual({
    asks: 'Is there a gap between every two neighbors?',
    found: 'weakest between Many\\_returns and At-Risk customers: dip +3.0 (a gap from about +1.6, none below −1.5)',
    met: true,
  })
})

it('a question is answered by the numbers of the k in use', () => {
  const met = (changed: Partial<Look>, p = 0.04) => {
    const { looks } = judged()
    const changedLooks = looks.map((look) => (look.k === 3 ? { ...look, ...changed } : look))
    return verdict(judged({ looks: changedLooks, p }), segmented()).tests.map((one) => one.met)
  }
  expect(met({})).toEqual([true, true, true, true])
  expect(met({}, 0.06)).toEqual([false, true, true, true])
  expect(met({ stands: false })).toEqual([true, false, true, true])
  expect(met({ parted: false })).toEqual([true, true, false, true])
})

it('an assessment of the points themselves is described, with all questions met', () => {
  const found = verdict(assess(points), segmented())
  expect(found.kind).toBe('segments')
  expect(found.says).toMatch(/^\*\*Verdict: segments\.\*\* The customers form 3 groups\./)
  expect(found.tests.map(({ met }) => met)).toEqual([true, true, true, true])
})

it('one group too many is described by its two halves', () => {
  const { centroids } = kmeans(points, 4)
  const rows = Array.from({ length: 4 }, (_, c) => [...centroids.data.subarray(2 * c, 2 * c + 2)])
  const names = ['North', 'East', 'South', 'West']
  const assessment = assess(points, { k: 4 })
  const found = verdict(assessment, segmented(rows, names))
  expect(found.says).toMatch(
    /The data support 3 groups, not the 4 in use: .*(North|East|South|West) and (North|East|South|West)/,
  )
  const halves = names.filter((name) => found.says.includes(name)).map((name) => rows[names.indexOf(name)])
  expect(halves).toHaveLength(2)
  expect(Math.hypot(halves[0][0] - halves[1][0], halves[0][1] - halves[1][1])).toBeLessThan(4)
})

it('an assessment with another k is refused with both numbers', () => {
  expect(() => verdict(judged(), two)).toThrow(
    new RangeError('verdict requires an assessment of k = 2, got one of k = 3'),
  )
})

it('groups are called slices if the data are one cloud, and otherwise segments', () => {
  expect([groupWord('slices'), groupWord('slices', false)]).toEqual(['slices', 'slice'])
  expect([groupWord('segments'), groupWord('tentative', false)]).toEqual(['segments', 'segment'])
})

it('the input is not modified', () => {
  const [assessment, segmentation] = [judged({ alike: [[0, 1]] }), segmented()]
  const before = [structuredClone(assessment), structuredClone(segmentation)]
  verdict(Object.freeze(assessment), Object.freeze(segmentation))
  expect([assessment, segmentation]).toEqual(before)
})
