import type { DataFrame } from 'danfojs-node'
import { inSentence } from '../core/format.js'
import { numbers, texts } from '../data/columns.js'
import { FIELDS } from '../data/fields.js'
import { orderedValues } from '../data/ordinal.js'
import { label } from '../features/labels.js'
import type { Association } from '../statistics/association.js'
import { cutOfShare } from '../statistics/cut-of-share.js'
import { claimId, type Draft } from './claims.js'

/** A behavioral or demographic variable: a field of the file, or derived. */
export interface Variable {
  readonly name: string
  readonly label: string
  /** n numbers that increase with the level, or n categories. */
  readonly values: Float64Array | readonly string[]
}

/** What is said of a group that has more of a variable than other customers, and of one that has less. */
const SAID: Readonly<Record<string, readonly [string, string]>> = {
  age: ['are older', 'are younger'],
  income: ['have higher incomes', 'have lower incomes'],
  education: ['are better educated', 'are less educated'],
  amount: ['spend more per purchase', 'spend less per purchase'],
  frequency: ['buy more often', 'buy less often'],
  loyalty: ['are more loyal to brands', 'are less loyal to brands'],
  satisfaction: ['are more satisfied', 'are less satisfied'],
  rating: ['rate products higher', 'rate products lower'],
  returns: ['send back more purchases', 'send back fewer purchases'],
  recency: ['last bought longer ago', 'last bought more recently'],
  tenure: ['have been customers for longer', 'have been customers for a shorter time'],
  researchHours: ['spend more time on product research', 'spend less time on product research'],
  decisionDays: ['take longer to decide', 'decide faster'],
  social: ['are influenced more by social media', 'are influenced less by social media'],
  ads: ['engage more with ads', 'engage less with ads'],
  discountUsed: ['used a discount more often', 'used a discount less often'],
  member: ['are more often in the loyalty program', 'are less often in the loyalty program'],
  discountSensitivity: ['are more sensitive to discounts', 'are less sensitive to discounts'],
}

function saidOf(name: string, object: string): readonly [string, string] {
  return SAID[name] ?? [`have higher ${object}`, `have lower ${object}`]
}

/** Value is frequency x amount: these would explain it by definition. */
const DEFINE_VALUE = new Set(['frequency', 'amount'])
/** With more levels than this, each would have only a handful of customers. */
const MOST_LEVELS = 30
const DERIVED = ['recency', 'tenure']

/**
 * Mark the high-value customers: the top share by Value Score. Customers with equal scores stay together, so the share
 * is as close as ties allow; if all are equal, nobody is of high value.
 *
 * @param customers prepared, with value; not modified
 * @param share the top share, 0 to 1: a third by default
 * @returns length n, 1 for high value, 0 for others
 */
export function highValue(customers: DataFrame, share: number = 1 / 3): Uint8Array {
  const value = numbers(customers, 'value')
  const from = cutOfShare(value, share) ?? Infinity
  return Uint8Array.from(value, (one) => (one >= from ? 1 : 0))
}

/**
 * Return the variables that may distinguish a group: every field that varies except ids and dates, and recency and
 * tenure. A text with more than 30 levels is left out.
 *
 * @param customers prepared; must not be modified afterwards, since the result is kept
 */
export function variables(customers: DataFrame): readonly Variable[] {
  const found = known.get(customers) ?? variablesOf(customers)
  known.set(customers, found)
  return found
}

/** Read once for each segment of the same customers: for a million, these are 25 columns of eight bytes each. */
const known = new WeakMap<DataFrame, readonly Variable[]>()

function variablesOf(customers: DataFrame): Variable[] {
  const fields = FIELDS.filter(({ name, kind }) => customers.columns.includes(name) && kind !== 'date' && name !== 'id')
  const derived = DERIVED.filter((name) => customers.columns.includes(name))
  return [
    ...fields.map(({ name, kind }) => ({
      name,
      values:
        kind === 'text' ? texts(customers, name).map((level) => level ?? 'not given') : orderedValues(customers, name),
    })),
    ...derived.map((name) => ({ name, values: numbers(customers, name) })),
  ]
    .filter(({ values }) => {
      const levels = new Set<unknown>(values).size
      return levels > 1 && (values instanceof Float64Array || levels <= MOST_LEVELS)
    })
    .map((one) => ({ ...one, label: label(one.name) }))
}

/** Return the variables that may drive value: all except those that define it. */
export function valueDrivers(customers: DataFrame): readonly Variable[] {
  return variables(customers).filter(({ name }) => !DEFINE_VALUE.has(name))
}

/**
 * Turn the result for a variable into a draft claim about a group such as "high-value customers".
 *
 * @param variable what was tested
 * @param found its result
 * @param group in words, plural
 * @param side what the sentence says: that the group has more of it (1) or less (-1); by default as found
 */
export function driverDraft(
  { name, label: about }: Variable,
  found: Association,
  group: string,
  side: 1 | -1 = found.effect >= 0 ? 1 : -1,
): Draft {
  const { measure } = found
  const subject = group[0].toUpperCase() + group.slice(1)
  const object = inSentence(about)
  const sentence =
    measure === "Cramér's V"
      ? `${subject} differ from other customers in ${object}`
      : `${subject} ${saidOf(name, object)[side > 0 ? 0 : 1]} than other customers`
  return {
    ...found,
    id: claimId(group, name),
    topic: 'drivers',
    column: name,
    sentence,
    nothing: 0,
    side,
    about,
  }
}
