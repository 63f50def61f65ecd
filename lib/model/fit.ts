import { extent } from 'd3-array'
import { median } from 'simple-statistics'
import type { Segmentation } from '../clusters/segment.js'
import { currency } from '../core/settings.js'
import { numbers, texts } from '../data/columns.js'
import { FIELDS, VALUE_FIELD } from '../data/fields.js'
import { has } from '../data/has.js'
import type { Verdict } from '../evidence/verdict.js'
import { unit } from '../features/labels.js'
import type { Prepared } from '../features/prepare.js'
import { ENGAGEMENT_WEIGHTS, type EngagementWeights } from '../features/scores.js'
import { distributionOf } from './distribution.js'
import { MODEL_VERSION, type Model } from './model.js'

/** The version of the package: a test compares it with lib/package.json. */
const PACKAGE = '1.0.0'

/**
 * Return the model found by a run, to be saved as a file; parseModel reads it back.
 *
 * @param prepared the customers it was fitted to; not modified
 * @param found their segments, with the standard scaler; not modified
 * @param verdict on these segments
 * @param options seed of the run (default 1), and the weights of the Engagement Score
 */
export function modelOf(
  prepared: Prepared,
  found: Segmentation,
  verdict: Verdict,
  options: { seed?: number; weights?: EngagementWeights } = {},
): Model {
  const { customers, asOf } = prepared
  const { space, segments, centroids, labels } = found
  const sizes = new Int32Array(segments.length)
  for (const label of labels) sizes[label]++
  const dates = has(customers, 'lastPurchase')
    ? extent(texts(customers, 'lastPurchase').filter((date) => date !== null))
    : []
  return {
    format: 'segments-model',
    version: MODEL_VERSION,
    package: PACKAGE,
    asOf,
    period: { from: dates[0] ?? '', to: dates[1] ?? '' },
    customers: labels.length,
    currency: currency(),
    seed: options.seed ?? 1,
    verdict: { kind: verdict.kind, says: verdict.says },
    weights: options.weights ?? ENGAGEMENT_WEIGHTS,
    imputation: imputed(prepared),
    scaler: 'standard',
    features: space.features.map(({ column, label }, j) => ({
      column,
      label,
      unit: unit(column),
      needs: needsOf(prepared, column),
      ...space.scaling[j],
      distribution: distributionOf(numbers(customers, column)),
    })),
    segments: segments.map(({ name, reason }, place) => ({
      name,
      reason,
      centroid: Array.from(centroids.data.subarray(place * centroids.cols, (place + 1) * centroids.cols)),
      customers: sizes[place],
    })),
  }
}

/** Return a model as the text of its file: every number in full, so that scoring gives what the run gave. */
export function modelJson(model: Model): string {
  return `${JSON.stringify(model, null, 1)}\n`
}

/** The parts of the derived columns, by their names in a frame. */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  value: ['frequency', 'amount'],
  engagement: ['loyalty', 'ads', 'social'],
  recency: ['lastPurchase'],
  tenure: ['since'],
  discountDependence: ['discountSensitivity', 'discountUsed'],
}

/** The names, in the file, of the column's parts that the file has. */
function needsOf({ customers, valueIsGiven }: Prepared, column: string): string[] {
  if (column === 'value' && valueIsGiven) return [VALUE_FIELD.column]
  const parts = (PARTS[column] ?? [column]).filter((part) => has(customers, part))
  return parts.map((part) => FIELDS.find(({ name }) => name === part)?.column ?? part)
}

/** The typical values: what every customer without a value has after imputation. */
function imputed({ customers }: Prepared): Record<string, number | string> {
  const entries = FIELDS.filter(({ name, mayMiss }) => mayMiss && has(customers, name)).map(
    ({ name, kind }): [string, number | string] => [
      name,
      kind === 'number' ? median(Array.from(numbers(customers, name))) : mostCommon(texts(customers, name)),
    ],
  )
  return Object.fromEntries(entries)
}

function mostCommon(levels: readonly (string | null)[]): string {
  const counts = new Map<string, number>()
  for (const level of levels) if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1)
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
}
