import { z } from 'zod'
import { CURRENCY_RULE, isCurrency } from '../core/settings.js'
import type { VerdictKind } from '../evidence/verdict-rule.js'
import type { EngagementWeights } from '../features/scores.js'
import type { Distribution } from './distribution.js'

/** The version of the file format below; a file of another version is refused. */
export const MODEL_VERSION = 1

/** A feature of the model, and how a customer gets a coordinate on it. */
export interface ModelFeature {
  readonly column: string
  readonly label: string
  readonly unit: string
  /** The columns of a customer file that it is made of. */
  readonly needs: readonly string[]
  /**
   * Values beyond these are clipped to them; a customer farther out than a tenth of the distance between them is
   * outside the training range.
   */
  readonly low: number
  readonly high: number
  /** Whether values go through log(1 + value). */
  readonly log: boolean
  /** The coordinate is (value - center) / spread, after the logarithm; 0 if the spread is 0. */
  readonly center: number
  readonly spread: number
  /** Of the customers that the model was fitted to, in the feature's unit. */
  readonly distribution: Distribution
}

/** A segment of the model. */
export interface ModelSegment {
  readonly name: string
  /** Why it has this name. */
  readonly reason: string
  /** One coordinate per feature. */
  readonly centroid: readonly number[]
  readonly customers: number
}

/**
 * All that is needed to assign other customers to segments, and to see whether customers are still like those it was
 * fitted to.
 */
export interface Model {
  readonly format: 'segments-model'
  readonly version: typeof MODEL_VERSION
  /** The version of the package that wrote it. */
  readonly package: string
  /** YYYY-MM-DD, from which recency and tenure count back; empty if the file had no dates. */
  readonly asOf: string
  /** First and last day of the latest purchases; empty likewise. */
  readonly period: { readonly from: string; readonly to: string }
  readonly customers: number
  /** The currency of money in its features and lists; $ if absent. */
  readonly currency?: string
  readonly seed: number
  readonly verdict: { readonly kind: VerdictKind; readonly says: string }
  readonly weights: EngagementWeights
  /** What replaces a missing demographic value, by column. */
  readonly imputation: Readonly<Record<string, number | string>>
  readonly scaler: 'standard' | 'robust'
  readonly features: readonly ModelFeature[]
  /** In reading order. */
  readonly segments: readonly ModelSegment[]
}

const share = z.number().min(0).max(1)
const day = z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/)
const form = z.strictObject({
  format: z.literal('segments-model'),
  version: z.literal(MODEL_VERSION),
  package: z.string(),
  asOf: day,
  period: z.strictObject({ from: day, to: day }),
  customers: z.int().min(1),
  currency: z.string().refine(isCurrency, CURRENCY_RULE).optional(),
  seed: z.int().min(1),
  verdict: z.strictObject({ kind: z.enum(['segments', 'tentative', 'slices']), says: z.string() }),
  weights: z.strictObject({ loyalty: z.number().min(0), ads: z.number().min(0), social: z.number().min(0) }),
  imputation: z.record(z.string(), z.union([z.number(), z.string()])),
  scaler: z.enum(['standard', 'robust']),
  features: z
    .array(
      z.strictObject({
        column: z.string(),
        label: z.string(),
        unit: z.string(),
        needs: z.array(z.string()).min(1),
        low: z.number(),
        high: z.number(),
        log: z.boolean(),
        center: z.number(),
        spread: z.number().min(0),
        distribution: z.strictObject({
          at: z.array(z.number()).min(1),
          below: z.array(share).min(1),
          exact: z.boolean(),
        }),
      }),
    )
    .min(1),
  segments: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        reason: z.string(),
        centroid: z.array(z.number()).min(1),
        customers: z.int().min(1),
      }),
    )
    .min(1),
})

/** Return the format of a model file as JSON Schema: the same as docs/model.schema.json. */
export function modelSchema(): object {
  return { title: 'A model of customer segments: the format of results/model.json', ...z.toJSONSchema(form) }
}

/**
 * Read a model strictly: a file of another version, or changed so that it is no longer a valid model, is refused.
 *
 * @param text JSON
 * @param file its name, for messages
 * @throws {RangeError} in one sentence: what is wrong, where, and what to do
 */
export function parseModel(text: string, file: string): Model {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new RangeError(`${file} requires a model in JSON, got something else: use the model.json of a run's results/`)
  }
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown }
  if (format === 'segments-model' && version !== MODEL_VERSION) {
    throw new RangeError(
      `${file} requires a model of version ${MODEL_VERSION}, got version ${version}: fit it again with npm start`,
    )
  }
  const read = form.safeParse(value)
  const problem = read.success ? disagreement(read.data) : told(read.error.issues[0])
  if (problem) throw new RangeError(`${file} is not a model as npm start writes it: ${problem}; use the original file`)
  return value as Model
}

function told({ path, message }: { path: PropertyKey[]; message: string }): string {
  return `at ${path.map(String).join('.') || 'its root'}, ${message.replace(/^Invalid input: /, '')}`
}

/** What each part allows by itself, but the model as a whole does not. */
function disagreement({ features, segments }: Model): string | undefined {
  const names = segments.map(({ name }) => name)
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice !== undefined) return `two segments are called ${twice}`
  const odd = segments.find(({ centroid }) => centroid.length !== features.length)
  if (odd) return `${odd.name} has ${odd.centroid.length} coordinates for ${features.length} features`
  const turned = features.find(({ low, high }) => low > high)
  if (turned) return `the range of ${turned.label} runs from ${turned.low} to ${turned.high}`
  const uneven = features.find(({ distribution: { at, below } }) => at.length !== below.length || !rising(at))
  return uneven && `the distribution of ${uneven.label} is not valid`
}

function rising(values: readonly number[]): boolean {
  return values.every((value, place) => place === 0 || value > values[place - 1])
}
