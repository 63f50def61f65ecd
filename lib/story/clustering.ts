import type { DataFrame } from 'danfojs-node'
import { adjustedRand } from '../clusters/adjusted-rand.js'
import { takeRows } from '../clusters/groups.js'
import { members } from '../clusters/name-segments.js'
import type { Segmentation } from '../clusters/segment.js'
import { silhouette } from '../clusters/silhouette.js'
import { count, decimal, listed, percent } from '../core/format.js'
import { columnsOf } from '../core/matrix.js'
import { JUDGED, sampleRows } from '../core/sample.js'
import { countShown, mayShowOne, tooFew } from '../core/withheld.js'
import type { Archetype } from '../data/archetypes.js'
import { numbers, texts } from '../data/columns.js'
import { fromColumns } from '../data/frame.js'
import type { Assessment } from '../evidence/assess.js'
import { DISSOLVED, STABLE } from '../evidence/jaccard-stability.js'
import { assessedNames, groupWord, type Verdict } from '../evidence/verdict.js'
import { RULE } from '../evidence/verdict-rule.js'
import { label } from '../features/labels.js'
import { pca } from '../features/pca.js'
import { evidenceFigure } from '../figures/evidence.js'
import type { Figure } from '../figures/figure.js'
import { points } from '../figures/points.js'
import { silhouettes } from '../figures/silhouettes.js'
import { crosstab } from '../statistics/crosstab.js'
import { mean } from '../statistics/mean.js'

/** What 03-clustering tells. */

/** The answer: are there segments, how many, and how sure are we? */
export function clusteringAnswer(segmentation: Segmentation, judged: Assessment, verdict: Verdict): string[] {
  const { k, segments } = segmentation
  const sizes = sizesOf(segmentation)
  return [
    verdict.says,
    `**${k} ${groupWord(verdict.kind)}**, ${origin(judged)}: ${listed(segments.map(({ name }, i) => `**${name}** (${countShown(sizes[i])}${tooFew(sizes[i]) ? '' : `, ${percent(sizes[i] / segmentation.labels.length)}`})`))}.`,
    ...segmentation.ambiguous,
  ]
}

/** Where k comes from. */
function origin({ given, k, wanted, best, pTighter }: Assessment): string {
  if (given) return 'given as a parameter'
  if (k !== wanted) return 'the number that comes nearest without so small a group'
  if (best > 1) return 'as many as the data support'
  return pTighter <= RULE.chance ? 'the number that is tightest against one cloud' : 'a choice of convenience'
}

/** The rule behind the verdict, test by test. */
export function verdictRows(verdict: Verdict): { question: string; found: string; met: boolean }[] {
  return verdict.tests.map(({ asks, found, met }) => ({ question: asks, found, met }))
}

/** Why the verdict: tighter than one cloud or not, and with gaps between neighbors or not. */
export function verdictFigure(segmentation: Segmentation, judged: Assessment): Figure {
  const { k, looks, draws, verdict } = judged
  const names = assessedNames(judged, segmentation)
  const look = looks.find((one) => one.k === k)!
  const shallow = look.valleys.reduce((a, b) => (b.dip < a.dip ? b : a))
  const pair = `${members(names[shallow.a])} and ${members(names[shallow.b])}`
  const titles = {
    segments: `${k} groups are tighter than one cloud would give, and gaps separate neighbors`,
    tentative: `The gap between ${pair} is the weakest of ${k - 1}`,
    slices: `One cloud would give groups like these: ${k} slices, not segments`,
  }
  const read = judged.read - judged.setAside
  return evidenceFigure({
    judged,
    names,
    segments: segmentation.segments.map(({ name }) => name),
    title: titles[verdict.kind],
    alt: `Left: tightness of ${looks[0].k} to ${looks[looks.length - 1].k} groups against ${draws} samples from one cloud, in standard deviations: ${looks.map((one) => `${one.k}: ${decimal(one.tightness, 1)}`).join(', ')}. Right: where customers of neighboring groups lie between their centers; the weakest gap is between ${pair}.`,
    caption: `n = ${count(read)} customers. Left: by how much the inertia of k groups lies below the mean of ${draws} samples from one cloud with the same features and correlations (gray, one point per sample); the large mark is the k in use. Right: customers of two neighboring groups along the line between their centers, the weakest gap first (two pairs at most); a gap shows as a dip in the middle. The side where two groups meet is cut off by clustering itself, so the rule compares each gap with those between slices of the samples.`,
  })
}

/** Whether every group comes back in other samples. */
export function stabilityTitle(stability: DataFrame): string {
  const [names, values] = [texts(stability, 'segment'), numbers(stability, 'jaccard')]
  const weakest = Math.min(...values)
  return weakest >= STABLE
    ? `Every group comes back in other samples: the weakest with a Jaccard similarity of ${decimal(weakest)}`
    : `Not every group comes back in other samples: ${members(names[values.indexOf(weakest)]!)} reach only ${decimal(weakest)}`
}

export const STABILITY_CAPTION: string = `Mean over bootstrap samples of the Jaccard similarity between a group and its best match (Hennig 2007). Lines: below ${DISSOLVED} a group dissolves, from ${STABLE} it is stable. Slices of a cloud can be stable too.`

/**
 * The silhouette of each customer.
 *
 * @param sample of more customers than these, a quarter of so many is drawn; 20,000 by default
 */
export function silhouetteFigure(segmentation: Segmentation, sample?: number): Figure {
  const n = segmentation.labels.length
  const read = sampleRows(n, { sample, share: JUDGED })
  const labels = read ? read.map((row) => segmentation.labels[row]) : segmentation.labels
  const values = silhouette(read ? takeRows(segmentation.space.x, read) : segmentation.space.x, labels)
  const average = mean(values)
  const between = values.filter((value) => value < 0).length
  const names = segmentation.segments.map(({ name }) => name)
  return silhouettes({
    title: `${percent(between / values.length)} of customers lie nearer to another group than to their own (mean silhouette ${decimal(average)})`,
    values,
    segmentOf: Array.from(labels, (label) => names[label]),
    segments: names,
    alt: `Silhouettes by group: ${names.map((name, i) => `${name} mean ${decimal(mean(values.filter((_, row) => labels[row] === i)))}`).join(', ')}.`,
    caption: `n = ${count(values.length)} customers${sampled(values.length, n)}, sorted within groups${values.length > 400 ? `; one in ${Math.ceil(values.length / 400)} is drawn` : ''}. 1: deep inside its group, 0: between two, below 0: nearer to another. The dotted line is the mean.`,
  })
}

/**
 * Customers on the first two principal components.
 *
 * @param sample of more customers than these, so many are read; 20,000 by default
 */
export function mapFigure(segmentation: Segmentation, verdict: Verdict, seed: number, sample?: number): Figure {
  const n = segmentation.labels.length
  const read = sampleRows(n, { sample, seed })
  const { scores, loadings, shares } = pca(read ? takeRows(segmentation.space.x, read) : segmentation.space.x)
  const names = segmentation.segments.map(({ name }) => name)
  const axis = (c: number) => {
    const strongest = segmentation.space.features
      .map((feature, j) => ({ feature, weight: loadings.data[j * loadings.cols + c] }))
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, 2)
      .map(({ feature, weight }) => (weight >= 0 ? feature.high : feature.low).toLowerCase())
    return `component ${c + 1} (${percent(shares[c])}): ${strongest.join(', ')} →`
  }
  const two = scores.cols > 1
  const shown = shares[0] + (two ? shares[1] : 0)
  // Two digits are what can be seen; a point of a real customer is drawn near its place.
  const digits = mayShowOne() ? 2 : 1
  const [first, second] = columnsOf(scores).map((column) => column.map((value) => Number(value.toFixed(digits))))
  const map = {
    first,
    second: second ?? new Float64Array(scores.rows),
    segment: read ? Array.from(read, (row) => segmentation.segmentOf[row]) : segmentation.segmentOf,
  }
  return points(fromColumns(new Map(Object.entries(map)), scores.rows), {
    x: 'first',
    y: 'second',
    by: 'segment',
    names: { first: axis(0), second: two ? axis(1) : '' },
    seed,
    title:
      verdict.kind === 'slices'
        ? `One cloud, cut into ${segmentation.k}: no gaps lie between the slices`
        : `${segmentation.k} ${verdict.kind === 'tentative' ? 'groups that may be segments' : 'segments'}, which overlap at their edges`,
    alt: `Scatter of customers on two principal components that hold ${percent(shown)} of the variance, colored by ${listed(names)}.`,
    caption: `n = ${count(scores.rows)} customers${sampled(scores.rows, n)}${scores.rows > 2000 ? ', 2,000 of them drawn by a seeded sample' : ''}. The two components hold ${percent(shown)} of the variance; clustering used ${segmentation.space.x.cols > 1 ? `all ${segmentation.space.x.cols} features` : 'the only feature'}.`,
  })
}

/** Whom a sample stands for; empty where all were read. */
function sampled(read: number, of: number): string {
  return read < of ? `, sampled from ${count(of)}` : ''
}

/**
 * Who was measured by what is fitted again and again: the indices by number of clusters, and stability.
 *
 * @param n customers in all
 * @param sample as the measures were given it; 20,000 by default
 * @returns a sentence; empty where all were read
 */
export function judgedSentence(n: number, sample?: number): string {
  const read = sampleRows(n, { sample, share: JUDGED })
  return read ? `Measured on ${count(read.length)} customers${sampled(read.length, n)}, drawn with the seed.` : ''
}

/** What sets a group apart most. */
export function traitsTitle(traits: DataFrame): string {
  const [segment, trait, deviations] = [texts(traits, 'segment'), texts(traits, 'trait'), numbers(traits, 'deviations')]
  const top = deviations.reduce((best, value, row) => (Math.abs(value) > Math.abs(deviations[best]) ? row : best), 0)
  return `${members(segment[top]!)} stand out most by ${label(trait[top]!).toLowerCase()}: ${decimal(Math.abs(deviations[top]), 1)} deviations ${deviations[top] < 0 ? 'below' : 'above'} average`
}

/** How to read the means, and which columns count through a score. */
export function traitsCaption({ space, traits }: Segmentation): string {
  const drew = new Set(space.features.map(({ column }) => column))
  const through = traits.columns.filter(
    (column) => !drew.has(column) && space.features.some(({ madeOf }) => madeOf.includes(column)),
  )
  const enter = through.length
    ? ` ${listed(through.map((column) => label(column)))} ${through.length > 1 ? 'enter' : 'enters'} the clustering through a score.`
    : ''
  return `Mean of each column in each group, in standard deviations from the mean of all customers.${enter}`
}

/** Archetypes as a table: each name, and what must hold of the means of a group. */
export function archetypeRows(archetypes: readonly Archetype[]): { archetype: string; rule: string }[] {
  return archetypes.map(({ name, traits }) => ({
    archetype: name,
    rule: listed(
      traits.map((group) =>
        group
          .map(({ column, side, by }) => `${label(column).toLowerCase()} ${by} ${side > 0 ? 'above' : 'below'} average`)
          .join(' or '),
      ),
    ),
  }))
}

/** Each segment's name, the rule behind it in deviations from the average, and its size and share. */
export function namesRows(
  segmentation: Segmentation,
): { name: string; rule: string; customers: number; share: number }[] {
  const sizes = sizesOf(segmentation)
  return segmentation.segments.map(({ name, reason }, i) => ({
    name,
    rule: reason
      .replace(/[a-z]+[A-Z]?[a-zA-Z]*(?= [+-])/g, (column) => label(column).toLowerCase())
      .replace(/ -(?=\d)/g, ' −'),
    customers: sizes[i],
    share: sizes[i] / segmentation.labels.length,
  }))
}

/** The planted truth against the segments found: counts. */
export function recoveryRows(
  segmentation: Segmentation,
  ids: readonly string[],
  truth: ReadonlyMap<string, string>,
): Record<string, string | number>[] {
  const { rowLevels, colLevels, counts } = crosstab(planted(ids, truth), segmentation.segmentOf, {
    cols: segmentation.segments.map(({ name }) => name),
  })
  return rowLevels.map((group, i) => ({
    planted: group,
    ...Object.fromEntries(colLevels.map((name, j) => [`Found: ${name}`, counts.data[i * counts.cols + j]])),
  }))
}

/** How well the segments recover the planted truth. */
export function recoverySentence(
  segmentation: Segmentation,
  ids: readonly string[],
  truth: ReadonlyMap<string, string>,
): string {
  const groups = planted(ids, truth)
  const levels = [...new Set(groups)].sort()
  const index = adjustedRand(
    segmentation.labels,
    groups.map((group) => levels.indexOf(group)),
  )
  return `**Adjusted Rand index ${decimal(index, 3)}** between the ${segmentation.k} groups found and the ${levels.length} planted ones, over ${count(ids.length)} customers: 1 is full agreement, 0 is chance.`
}

function planted(ids: readonly string[], truth: ReadonlyMap<string, string>): string[] {
  return ids.map((id) => {
    const group = truth.get(id)
    if (group === undefined)
      throw new RangeError(`the truth file requires a row for every customer, got none for ${id}`)
    return group
  })
}

function sizesOf({ labels, segments }: Segmentation): number[] {
  return segments.map((_, i) => labels.reduce((sum, one) => sum + (one === i ? 1 : 0), 0))
}
