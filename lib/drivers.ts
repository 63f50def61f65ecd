import type { DataFrame } from 'danfojs-node'
import { type Association, categoricalAssociation, type Effort, numericAssociation } from './association.js'
import type { Draft } from './claims.js'
import { numbers, texts } from './columns.js'
import { FIELDS } from './fields.js'
import { label } from './labels.js'
import { ordinal } from './ordinal.js'
import { quantile } from './quantile.js'

/** A variable that may drive value: from a field of the file or derived. */
interface Variable {
  readonly name: string
  readonly label: string
  readonly kind: 'behavioural' | 'demographic'
  readonly ordered: boolean
}

/** An association of a variable with a group, and what it is about. */
export interface Driver extends Association {
  readonly name: string
  readonly label: string
  readonly kind: 'behavioural' | 'demographic'
}

const DEMOGRAPHIC = new Set(['age', 'gender', 'income', 'maritalStatus', 'education', 'occupation', 'location'])
/** Value is frequency x amount: these two would explain it by definition. */
const BY_DEFINITION = new Set(['frequency', 'amount', 'value'])
/** Too many levels to compare: each holds a handful of customers. */
const MOST_LEVELS = 30
const DERIVED = ['recency', 'tenure']

/**
 * Which customers are of high value: those above a quantile of the Value Score.
 *
 * @param customers prepared; not modified
 * @param share the top share, 0 to 1: a third by default
 * @returns n, 1 for high value
 */
export function highValue(customers: DataFrame, share: number = 1 / 3): Uint8Array {
  const value = numbers(customers, 'value')
  const threshold = quantile(value, 1 - share)
  return Uint8Array.from(value, (one) => (one > threshold ? 1 : 0))
}

/**
 * What goes with being in a group: every behavioural and demographic variable, ranked by effect size. Ordered ones by
 * Cliff's delta, categories by Cramér's V. What defines the Value Score is left out, and so are texts of over 30 levels.
 *
 * @param customers prepared; not modified
 * @param inGroup n, 1 for the group; neither all nor none
 * @returns largest effect first
 */
export function drivers(customers: DataFrame, inGroup: Uint8Array, effort: Effort = {}): Driver[] {
  return variables(customers)
    .map(({ name, label, kind, ordered }) => {
      const association = ordered
        ? numericAssociation(orderedValues(customers, name), inGroup, effort)
        : categoricalAssociation(texts(customers, name).map(String), inGroup, effort)
      return { name, label, kind, ...association }
    })
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
}

/** A driver as a draft claim about a group such as "high-value customers". */
export function driverDraft(driver: Driver, group: string, builtSegments: boolean): Draft {
  const more = driver.effect >= 0 ? 'higher' : 'lower'
  const often = driver.effect >= 0 ? 'more' : 'less'
  const flag = FIELDS.some(({ name, kind }) => name === driver.name && kind === 'flag')
  const sentence =
    driver.measure === "Cramér's V"
      ? `${driver.label} differs between ${group} and the rest`
      : flag
        ? `${driver.label} is ${often} common among ${group} than among the rest`
        : `${driver.label} is ${more} among ${group} than among the rest`
  const { measure, effect, interval, p, n, method } = driver
  const side = measure === "Cliff's delta" ? (effect >= 0 ? 1 : -1) : 1
  const id = `${group}-${driver.name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return {
    id,
    topic: 'drivers',
    sentence,
    measure,
    effect,
    interval,
    p,
    n,
    method,
    nothing: 0,
    side,
    builtSegments,
    about: driver.label,
  }
}

function variables(customers: DataFrame): Variable[] {
  const fields = FIELDS.filter(({ name, kind }) => customers.columns.includes(name) && kind !== 'date' && name !== 'id')
    .filter(({ name }) => !BY_DEFINITION.has(name))
    .map(({ name, kind }) => ({ name, label: label(name), ordered: kind !== 'text' }))
  const derived = DERIVED.filter((name) => customers.columns.includes(name)).map((name) => ({
    name,
    label: label(name),
    ordered: true,
  }))
  return [...fields, ...derived]
    .filter(({ name, ordered }) => {
      const levels = new Set<unknown>(ordered ? orderedValues(customers, name) : texts(customers, name)).size
      return levels > 1 && (ordered || levels <= MOST_LEVELS)
    })
    .map((one) => ({ ...one, kind: DEMOGRAPHIC.has(one.name) ? 'demographic' : 'behavioural' }))
}

/** Numbers, flags and ordered levels as numbers that rise with the level. */
export function orderedValues(customers: DataFrame, name: string): Float64Array {
  const field = FIELDS.find((one) => one.name === name)
  return field?.kind === 'ordered' ? ordinal(customers, name) : numbers(customers, name)
}
