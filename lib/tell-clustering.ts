import { adjustedRand } from './adjusted-rand.js'
import { crosstab } from './crosstab.js'
import { DISSOLVED, type Evidence, groupWord, STABLE, type Verdict, verdictSentence } from './evidence.js'
import type { Figure } from './figure.js'
import { bars } from './figure-bars.js'
import { heatmap } from './figure-heatmap.js'
import { histograms } from './figure-histograms.js'
import { lines } from './figure-lines.js'
import { segmentMap } from './figure-map.js'
import { silhouettes } from './figure-silhouettes.js'
import { count, decimal, listed, percent } from './format.js'
import { kmeans } from './kmeans.js'
import { label } from './labels.js'
import { changedShare } from './match-clusters.js'
import { mean } from './mean.js'
import { members } from './name-segments.js'
import { pca } from './pca.js'
import type { Segmentation } from './segment.js'
import type { Cell } from './show.js'
import { silhouette } from './silhouette.js'

/** What 03-clustering tells. */

/** The answer: are there segments, how many, and how sure are we? */
export function clusteringAnswer(segmentation: Segmentation, verdict: Verdict): string[] {
  const { k, kGiven, choice, scan, segments } = segmentation
  const sizes = sizesOf(segmentation)
  const word = groupWord(verdict.kind)
  const how = kGiven
    ? 'given as a parameter'
    : choice.agreed
      ? 'which most indices prefer'
      : `a choice of convenience: no two of silhouette, Calinski-Harabasz and Davies-Bouldin prefer the same number of less than ${scan[scan.length - 1].k}, the last one tried`
  return [
    verdictSentence(verdict),
    `**${k} ${word}**, ${how}: ${listed(segments.map(({ name }, i) => `**${name}** (${count(sizes[i])} customers, ${percent(sizes[i] / segmentation.labels.length)})`))}.`,
    ...segmentation.ambiguous,
  ]
}

/** The rule behind the verdict, test by test. */
export function verdictRows(verdict: Verdict): Record<string, Cell>[] {
  return verdict.tests.map(({ asks, found, met }) => ({ Question: asks, Found: found, Met: met ? 'yes' : 'no' }))
}

/** Inertia, silhouette, Calinski-Harabasz and Davies-Bouldin over k. */
export function choiceFigure({ scan, k, choice }: Segmentation): Figure {
  const x = scan.map((row) => row.k)
  const panel = (name: string, yTitle: string, value: (row: (typeof scan)[number]) => number, marked: number) => {
    const rows = scan.filter((row) => !Number.isNaN(value(row)))
    return { label: name, x: rows.map((row) => row.k), y: rows.map(value), xTitle: 'clusters, k', yTitle, marked }
  }
  const { votes } = choice
  const drop = (at: number) => 1 - scan[at].inertia / scan[at - 1].inertia
  const title = choice.agreed
    ? `At least two of three indices prefer k = ${choice.k}`
    : `No two indices are best at the same k before the last (k = ${votes.silhouette}, ${votes.calinskiHarabasz} and ${votes.daviesBouldin}): the data prefer no number of clusters`
  return lines({
    title,
    panels: [
      panel('Inertia: look for an elbow', 'inertia', (row) => row.inertia, k),
      panel('Silhouette: larger is better', 'silhouette', (row) => row.silhouette, votes.silhouette),
      panel('Calinski-Harabasz: larger is better', 'index', (row) => row.calinskiHarabasz, votes.calinskiHarabasz),
      panel('Davies-Bouldin: smaller is better', 'index', (row) => row.daviesBouldin, votes.daviesBouldin),
    ],
    alt: `Four lines over k = ${x[0]} to ${x[x.length - 1]}. Silhouette prefers ${votes.silhouette}, Calinski-Harabasz ${votes.calinskiHarabasz}, Davies-Bouldin ${votes.daviesBouldin}.`,
    caption: `n = ${count(scan[0].labels.length)} customers; each point is the best of 10 seeded starts. The large mark is the k that the index prefers; on inertia, the k in use. The second cluster takes ${percent(drop(1))} off the inertia${scan.length > 2 ? `, the third ${percent(drop(2))}` : ''}${scan.length > 3 ? `, the fourth ${percent(drop(3))}` : ''}.`,
  })
}

/** The scan as a table. */
export function scanRows({ scan }: Segmentation): Record<string, Cell>[] {
  return scan.map((row) => ({
    k: row.k,
    Inertia: decimal(row.inertia, 1),
    Silhouette: row.k > 1 ? decimal(row.silhouette, 3) : '',
    'Calinski-Harabasz': row.k > 1 ? decimal(row.calinskiHarabasz, 1) : '',
    'Davies-Bouldin': row.k > 1 ? decimal(row.daviesBouldin, 3) : '',
  }))
}

/** Gap statistic and prediction strength over k. */
export function gapFigure({ gap, strength }: Evidence): Figure {
  const ks = Array.from(gap.gap, (_, i) => i + 1)
  const strong = ks.filter((k) => strength[k - 1] >= 0.8).pop()!
  return lines({
    title:
      gap.k > 1
        ? `The gap statistic finds ${gap.k} clusters where a uniform cloud would have one`
        : 'The gap statistic finds no more than one cluster: a uniform cloud would look the same',
    panels: [
      {
        label: 'Gap: the first k not beaten by the next',
        x: ks,
        y: Array.from(gap.gap),
        error: Array.from(gap.error),
        xTitle: 'clusters, k',
        yTitle: 'gap',
        marked: gap.k,
      },
      {
        label: 'Prediction strength: from .8 it holds',
        x: ks,
        y: Array.from(strength),
        xTitle: 'clusters, k',
        yTitle: 'strength',
        marked: strong,
        across: [0.8],
      },
    ],
    alt: `Gap statistic over k: ${Array.from(gap.gap, (value, i) => `${i + 1}: ${value.toFixed(3)}`).join(', ')}; it prefers ${gap.k}. Prediction strength stays at .8 or more up to k = ${strong}.`,
    caption:
      'Left: log inertia of 20 uniform clouds minus that of the customers, bars are one standard error (Tibshirani, Walther and Hastie 2001); the mark is the smallest k whose gap is within one error of the next. Right: of customers who share a cluster, the share that another half of the data would also put together, in the worst cluster (Tibshirani and Walther 2005); the mark is the largest k from .8.',
  })
}

/** The silhouette against that of shuffled columns. */
export function nullFigure({ permutation, k }: Evidence): Figure {
  const { observed, p } = permutation
  const beats = p <= 0.05
  const base = histograms({
    title: beats
      ? `A silhouette of ${decimal(observed, 3)} is beyond chance: shuffled columns reach ${decimal(Math.max(...permutation.null), 3)} at most`
      : `A silhouette of ${decimal(observed, 3)} is what chance gives: shuffled columns reach it in ${percent(p)} of cases`,
    panels: [{ label: '', unit: `mean silhouette at k = ${k}`, values: permutation.null }],
    across: 1,
    alt: `Histogram of the silhouettes of ${permutation.null.length} shuffled data sets, mean ${decimal(mean(permutation.null), 3)}; the observed ${decimal(observed, 3)} is marked. p = ${decimal(p)}.`,
    caption: `${permutation.null.length} data sets in which each column was shuffled by itself, so that columns are independent and each distribution stays; the line is the observed silhouette, p = ${decimal(p)}. On up to 1,000 sampled customers.`,
  })
  const at = Number(observed.toPrecision(5))
  const line = {
    type: 'line',
    xref: 'x',
    yref: 'paper',
    x0: at,
    x1: at,
    y0: 0,
    y1: 1,
    line: { color: '#D55E00', width: 2 },
  }
  const yaxis = { ...(base.layout.yaxis as object), title: { text: 'shuffled data sets' } }
  return { ...base, layout: { ...base.layout, yaxis, shapes: [line] } }
}

/** Bootstrap stability of each segment. */
export function stabilityFigure(segmentation: Segmentation, evidence: Evidence, verdict: Verdict): Figure {
  const names = segmentation.segments.map(({ name }) => name)
  const values = segmentation.clusters.map((cluster) => evidence.jaccard[cluster])
  const weakest = Math.min(...values)
  const base = bars({
    title:
      weakest >= STABLE
        ? `Every group comes back in other samples: the weakest with a Jaccard similarity of ${decimal(weakest)}`
        : `Not every group comes back in other samples: ${members(names[values.indexOf(weakest)])} reach ${decimal(weakest)} only`,
    categories: names,
    series: [{ name: 'Jaccard', values }],
    unit: 'mean Jaccard similarity',
    lying: true,
    alt: `Bars of stability: ${names.map((name, i) => `${name} ${decimal(values[i])}`).join(', ')}.`,
    caption: `Mean over 100 bootstrap samples of the Jaccard similarity between a group and its best match (Hennig 2007); lines at ${DISSOLVED} (below, a group dissolves) and ${STABLE} (from here it is stable).${verdict.kind === 'slices' ? ' Slices of a cloud can be stable too: stability alone proves nothing.' : ''}`,
  })
  const shapes = [DISSOLVED, STABLE].map((level) => ({
    type: 'line',
    xref: 'x',
    yref: 'paper',
    x0: level,
    x1: level,
    y0: 0,
    y1: 1,
    line: { color: '#7B8894', width: 1, dash: 'dot' },
  }))
  return { ...base, layout: { ...base.layout, shapes, xaxis: { ...(base.layout.xaxis as object), range: [0, 1.02] } } }
}

/** The silhouette of each customer. */
export function silhouetteFigure(segmentation: Segmentation): Figure {
  const values = silhouette(segmentation.space.x, segmentation.labels)
  const average = mean(values)
  const between = values.filter((value) => value < 0).length
  const names = segmentation.segments.map(({ name }) => name)
  return silhouettes({
    title: `${percent(between / values.length)} of customers lie nearer to another group than to their own (mean silhouette ${decimal(average)})`,
    values,
    segmentOf: segmentation.segmentOf,
    segments: names,
    alt: `Silhouettes by group: ${names.map((name, i) => `${name} mean ${decimal(mean(values.filter((_, row) => segmentation.labels[row] === i)))}`).join(', ')}.`,
    caption: `n = ${count(values.length)} customers, sorted within groups${values.length > 400 ? `; one in ${Math.ceil(values.length / 400)} is drawn` : ''}. 1: deep inside its group, 0: between two, below 0: nearer to another. The dotted line is the mean.`,
  })
}

/** Customers on the first two principal components. */
export function mapFigure(segmentation: Segmentation, verdict: Verdict, seed: number): Figure {
  const { scores, loadings, shares } = pca(segmentation.space.x)
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
  return segmentMap({
    title:
      verdict.kind === 'slices'
        ? `One cloud, cut into ${segmentation.k}: no gaps lie between the slices`
        : `${segmentation.k} ${verdict.kind === 'tentative' ? 'groups that may be segments' : 'segments'}, which overlap at their edges`,
    scores: two
      ? scores
      : {
          rows: scores.rows,
          cols: 2,
          data: Float64Array.from({ length: scores.rows * 2 }, (_, at) => (at % 2 ? 0 : scores.data[at / 2])),
        },
    segmentOf: segmentation.segmentOf,
    segments: names,
    axes: [axis(0), two ? axis(1) : ''],
    seed,
    alt: `Scatter of customers on two principal components that hold ${percent(shown)} of the variance, coloured by ${listed(names)}.`,
    caption: `n = ${count(scores.rows)} customers${scores.rows > 2000 ? ', 2,000 of them drawn by a seeded sample' : ''}. The two components hold ${percent(shown)} of the variance; clustering used all ${segmentation.space.x.cols} features.`,
  })
}

/** Standardized centroids. */
export function centroidsFigure({ traits, segments }: Segmentation): Figure {
  const names = segments.map(({ name }) => name)
  const at = (i: number, j: number) => traits.z.data[i * traits.z.cols + j]
  const cells = names.flatMap((name, i) => traits.columns.map((column, j) => ({ name, column, z: at(i, j) })))
  const top = cells.reduce((best, cell) => (Math.abs(cell.z) > Math.abs(best.z) ? cell : best))
  return heatmap({
    title: `${members(top.name)} stand out most by ${label(top.column).toLowerCase()}: ${decimal(Math.abs(top.z), 1)} deviations ${top.z < 0 ? 'below' : 'above'} average`,
    x: traits.columns.map(label),
    y: names,
    z: names.map((_, i) => traits.columns.map((_, j) => at(i, j))),
    text: names.map((_, i) =>
      traits.columns.map((_, j) => `${at(i, j) >= 0 ? '+' : '−'}${Math.abs(at(i, j)).toFixed(1)}`),
    ),
    limit: 1.5,
    alt: `Heatmap of standardized centroids. ${names.map((name, i) => `${name}: ${traits.columns.map((column, j) => `${label(column)} ${at(i, j).toFixed(1)}`).join(', ')}`).join('. ')}.`,
    caption:
      'Mean of each column in each group, in standard deviations from the mean of all customers. Frequency and loyalty enter the clustering through the two scores.',
  })
}

/** Each segment's name, why, and its size. */
export function namesRows(segmentation: Segmentation): Record<string, Cell>[] {
  const sizes = sizesOf(segmentation)
  return segmentation.segments.map(({ name, reason }, i) => ({
    Name: name,
    'By rule (deviations from average)': reason.replace(/[a-z]+[A-Z]?[a-zA-Z]*(?= [+-])/g, (column) =>
      label(column).toLowerCase(),
    ),
    Customers: sizes[i],
    Share: percent(sizes[i] / segmentation.labels.length),
  }))
}

/** Do other seeds give the same segments? */
export function seedRows(segmentation: Segmentation, seeds: readonly number[]): Record<string, Cell>[] {
  return seeds.map((seed) => {
    const other = kmeans(segmentation.space.x, segmentation.k, { seed })
    return {
      Seed: String(seed),
      Inertia: decimal(other.inertia, 2),
      'Customers in another group': count(changedShare(other.labels, segmentation.labels) * segmentation.labels.length),
    }
  })
}

/** The planted truth against the segments found: counts. */
export function recoveryRows(
  segmentation: Segmentation,
  ids: readonly string[],
  truth: ReadonlyMap<string, string>,
): Record<string, Cell>[] {
  const { rowLevels, colLevels, counts } = crosstab(planted(ids, truth), segmentation.segmentOf, {
    cols: segmentation.segments.map(({ name }) => name),
  })
  return rowLevels.map((group, i) => ({
    'Planted group': group,
    ...Object.fromEntries(colLevels.map((name, j) => [`found: ${name}`, counts.data[i * counts.cols + j]])),
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
