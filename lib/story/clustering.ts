import type { DataFrame } from 'danfojs-node'
import { adjustedRand } from '../clusters/adjusted-rand.js'
import type { ComponentMap } from '../clusters/component-map.js'
import { members } from '../clusters/name-segments.js'
import type { Segmentation } from '../clusters/segment.js'
import { count, decimal, inSentence, listed, percent } from '../core/format.js'
import { JUDGED, sampleRows } from '../core/sample.js'
import { countShown, tooFew } from '../core/withheld.js'
import type { Archetype } from '../data/archetypes.js'
import { numbers, texts } from '../data/columns.js'
import { againstOneCloud } from '../evidence/against-one-cloud.js'
import type { Assessment } from '../evidence/assess.js'
import { DISSOLVED, STABLE } from '../evidence/jaccard-stability.js'
import { assessedNames, groupWord, type Verdict } from '../evidence/verdict.js'
import { GAP_DIP, RULE } from '../evidence/verdict-rule.js'
import { label } from '../features/labels.js'
import { crosstab } from '../statistics/crosstab.js'
import { mean } from '../statistics/mean.js'

/** The sentences, titles, captions and tables of 03-clustering. */

/** Return the answer in markdown: whether there are segments, how many, and how certain this is. */
export function clusteringAnswer(segmentation: Segmentation, judged: Assessment, verdict: Verdict): string[] {
  const { k, segments } = segmentation
  const sizes = sizesOf(segmentation)
  return [
    verdict.says,
    `**${k} ${groupWord(verdict.kind)}**, ${origin(judged)}: ${listed(segments.map(({ name }, i) => `**${name}** (${countShown(sizes[i])}${tooFew(sizes[i]) ? '' : `, ${percent(sizes[i] / segmentation.labels.length)}`})`))}.`,
    ...segmentation.ambiguous,
  ]
}

/** Say where k comes from. */
function origin({ given, k, wanted, best, pTighter }: Assessment): string {
  if (given) return 'the number set by the parameter'
  if (k !== wanted) return 'the closest number without a group that small'
  if (best > 1) return 'as many as the data support'
  return pTighter <= RULE.chance
    ? 'the number whose groups are tightest compared with one cloud'
    : 'a number chosen for convenience'
}

/** Return the rule behind the verdict, one row per test. */
export function verdictRows(verdict: Verdict): { question: string; found: string; met: boolean }[] {
  return verdict.tests.map(({ asks, found, met }) => ({ question: asks, found, met }))
}

/** Say how many of the samples from one cloud are as tight as the customers, at the k in use. */
export function tightnessTitle(judged: Assessment): string {
  const { k } = judged
  const { customers, samples } = againstOneCloud(judged)
  const own = customers.find((one) => one.k === k)!.inertiaBelowOneCloud
  const cloud = samples.filter((one) => one.k === k)
  const alike = cloud.filter((one) => one.inertiaBelowOneCloud >= own).length
  return alike === 0
    ? `The ${k} groups of these customers are tighter than the groups in all ${cloud.length} samples from one cloud`
    : `In ${alike} of ${cloud.length} samples from one cloud, ${k} groups are as tight as those of these customers`
}

/** Say what is compared, and on how many customers. */
export function tightnessCaption({ read, setAside, draws }: Assessment): string {
  return `n = ${count(read - setAside)} customers. The vertical axis shows how far the inertia of the groups is below the mean of ${draws} samples from one cloud with the same features and correlations. One point per sample; the large mark is the k in use.`
}

/** Say whether there are gaps, and between which two neighbors the gap is weakest. */
export function gapsTitle(segmentation: Segmentation, judged: Assessment): string {
  const { k, verdict } = judged
  const names = assessedNames(judged, segmentation)
  const { valleys } = judged.looks.find((one) => one.k === k)!
  const weakest = valleys.reduce((least, one) => (one.dip < least.dip ? one : least))
  const pair = `${members(names[weakest.a])} and ${members(names[weakest.b])}`
  if (weakest.dip < GAP_DIP) return `No clear gap separates ${pair}`
  if (verdict.kind === 'slices') return `A gap separates ${pair}, but samples from one cloud have gaps just as deep`
  return valleys.length > 1
    ? `Gaps separate neighboring groups; the weakest is between ${pair}`
    : `A gap separates ${pair}`
}

/** Explain the figure of customers along the line between two centers. */
export function gapsCaption({ read, setAside }: Assessment): string {
  return `n = ${count(read - setAside)} customers. Customers of two neighboring groups along the line between their centers, the weakest gap first (two pairs at most); a gap shows as a dip in the middle. Clustering always separates two groups where they meet, so the rule compares each gap with the gaps between slices of the samples from one cloud.`
}

/**
 * Say whether every group is found again in other samples.
 *
 * @param stability one row per group, with columns `segment` and `jaccard` (0 to 1)
 */
export function stabilityTitle(stability: DataFrame): string {
  const [names, values] = [texts(stability, 'segment'), numbers(stability, 'jaccard')]
  const weakest = Math.min(...values)
  return weakest >= STABLE
    ? `Every group is found again in other samples, with a Jaccard similarity of at least ${decimal(Math.floor(weakest * 100) / 100)}`
    : `Not every group is found again in other samples: ${members(names[values.indexOf(weakest)]!)} have a Jaccard similarity of only ${decimal(weakest)}`
}

/** The caption of the figure of stability. */
export const STABILITY_CAPTION: string = `Mean over bootstrap samples of the Jaccard similarity between a group and its best match (Hennig 2007). Lines: below ${DISSOLVED}, a group dissolves; at ${STABLE} or above, it is stable. Slices of one cloud can be stable, too.`

/**
 * Say what share of customers is closer to another group than to its own.
 *
 * @param silhouettes one row per customer, with a column `silhouette` (−1 to 1)
 */
export function silhouetteTitle(silhouettes: DataFrame): string {
  const values = numbers(silhouettes, 'silhouette')
  const between = values.filter((value) => value < 0).length
  return `${percent(between / values.length)} of customers are closer to another group than to their own (mean silhouette ${decimal(mean(values))})`
}

/** Explain silhouettes, and say for how many customers they were computed. */
export function silhouetteCaption(silhouettes: DataFrame, { labels }: Segmentation): string {
  const read = silhouettes.shape[0]
  return `n = ${count(read)} customers${sampled(read, labels.length)}, sorted within groups${read > 400 ? `; one in ${Math.ceil(read / 400)} is shown` : ''}. 1: well inside its group; 0: between two groups; below 0: closer to another group. The dotted line is the mean.`
}

/** Return the title of a map of the customers, which depends on the verdict. */
export function mapTitle({ share }: ComponentMap, { k }: Segmentation, { kind }: Verdict): string {
  const groups = { segments: `${k} segments`, tentative: `${k} groups that may be segments`, slices: `One cloud, cut into ${k} slices` } // biome-ignore format: one line
  return `${groups[kind]}: the map shows ${percent(share)} of the differences between customers`
}

/** Say how much of the clustering a map shows. */
export function mapCaption({ customers, share }: ComponentMap, { space, labels }: Segmentation): string {
  const n = customers.shape[0]
  return `n = ${count(n)} customers${sampled(n, labels.length)}${n > 2000 ? '; a random sample of 2,000 is drawn (fixed seed)' : ''}. The two components explain ${percent(share)} of the variance; clustering used ${space.x.cols > 1 ? `all ${space.x.cols} features` : 'the only feature'}.`
}

/** Say how many customers were sampled from; empty if all were read. */
function sampled(read: number, of: number): string {
  return read < of ? `, sampled from ${count(of)}` : ''
}

/**
 * Say on how many customers the measures that need many fits were computed: indices by number of clusters, stability.
 *
 * @param n the number of all customers
 * @param sample the sample size given to the measures; 20,000 by default
 * @returns a sentence; empty if all customers were read
 */
export function judgedSentence(n: number, sample?: number): string {
  const read = sampleRows(n, { sample, share: JUDGED })
  return read ? `Measured on a sample of ${count(read.length)} of ${count(n)} customers, drawn with the seed.` : ''
}

/**
 * Say in which column a group differs most from the average.
 *
 * @param traits one row per group and column, with columns `segment`, `trait` and `deviations` (standard deviations)
 */
export function traitsTitle(traits: DataFrame): string {
  const [segment, trait, deviations] = [texts(traits, 'segment'), texts(traits, 'trait'), numbers(traits, 'deviations')]
  const top = deviations.reduce((best, value, row) => (Math.abs(value) > Math.abs(deviations[best]) ? row : best), 0)
  return `${members(segment[top]!)} stand out most in ${inSentence(label(trait[top]!))}: ${decimal(Math.abs(deviations[top]), 1)} standard deviations ${deviations[top] < 0 ? 'below' : 'above'} average`
}

/** Explain the means, and name the columns that enter the clustering only through a score. */
export function traitsCaption({ space, traits }: Segmentation): string {
  const drew = new Set(space.features.map(({ column }) => column))
  const through = traits.columns.filter(
    (column) => !drew.has(column) && space.features.some(({ madeOf }) => madeOf.includes(column)),
  )
  const enter = through.length
    ? ` ${listed(through.map((column) => label(column)))} ${through.length > 1 ? 'enter' : 'enters'} the clustering only as part of a score.`
    : ''
  return `Mean of each column in each group, in standard deviations from the mean of all customers.${enter}`
}

const INDICES: readonly { column: string; sign: 1 | -1 }[] = [
  { column: 'silhouette', sign: 1 },
  { column: 'calinskiHarabasz', sign: 1 },
  { column: 'daviesBouldin', sign: -1 },
]

/**
 * Say which number of clusters each of the usual indices prefers.
 *
 * @param scan one row per number of clusters, with columns `k`, `silhouette`, `calinskiHarabasz` and `daviesBouldin`
 */
export function scanSentence(scan: DataFrame): string {
  const ks = numbers(scan, 'k')
  const votes = INDICES.map(({ column, sign }) => {
    const values = numbers(scan, column).map((value) => sign * value)
    const known = Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]))
    return { name: label(column), k: ks[known.reduce((a, b) => (values[b] > values[a] ? b : a))] }
  })
  const byK = [...new Set(votes.map(({ k }) => k))].map((k) => {
    const own = votes.filter((one) => one.k === k).map(({ name }) => name)
    return `${listed(own)} ${own.length > 1 ? 'prefer' : 'prefers'} ${k} clusters`
  })
  return `${listed(byK)}.`
}

/** Return archetypes as rows of a table: the name, and the rule that the means of a group must satisfy. */
export function archetypeRows(archetypes: readonly Archetype[]): { archetype: string; rule: string }[] {
  return archetypes.map(({ name, traits }) => ({
    archetype: name,
    rule: listed(
      traits.map((group) =>
        group
          .map(({ column, side, by }) => `${inSentence(label(column))} ${by} ${side > 0 ? 'above' : 'below'} average`)
          .join(' or '),
      ),
    ),
  }))
}

/** Return each segment's name, the rule behind it in deviations from the average, its size and its share (0 to 1). */
export function namesRows(
  segmentation: Segmentation,
): { name: string; rule: string; customers: number; customerShare: number }[] {
  const sizes = sizesOf(segmentation)
  return segmentation.segments.map(({ name, reason }, i) => ({
    name,
    rule: reason
      .replace(/[a-z]+[A-Z]?[a-zA-Z]*(?= [+-])/g, (column) => inSentence(label(column)))
      .replace(/ -(?=\d)/g, ' −'),
    customers: sizes[i],
    customerShare: sizes[i] / segmentation.labels.length,
  }))
}

/**
 * Count the customers of each planted group by the segment found.
 *
 * @param ids customer ids in the order of the segmentation
 * @param truth the planted group of each id
 * @throws {RangeError} on a customer without a planted group
 */
export function recoveryRows(
  segmentation: Segmentation,
  ids: readonly string[],
  truth: ReadonlyMap<string, string>,
): Record<string, string | number>[] {
  const { rowLevels, colLevels, counts } = crosstab(planted(ids, truth), segmentation.segmentOf, {
    cols: segmentation.segments.map(({ name }) => name),
  })
  return rowLevels.map((group, i) => ({
    plantedGroup: group,
    ...Object.fromEntries(colLevels.map((name, j) => [`Found: ${name}`, counts.data[i * counts.cols + j]])),
  }))
}

/**
 * Say how well the segments recover the planted groups.
 *
 * @param ids customer ids in the order of the segmentation
 * @param truth the planted group of each id
 * @throws {RangeError} on a customer without a planted group
 */
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
  return `**Adjusted Rand index ${decimal(index, 3)}** between the ${segmentation.k} groups found and the ${levels.length} planted ones, over ${count(ids.length)} customers: 1 is full agreement, 0 is what chance would give.`
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
