import { sum } from 'd3-array'
import { members } from '../clusters/name-segments.js'
import { words } from '../core/format.js'
import { values as columnValues, numbers, texts } from '../data/columns.js'
import { label } from '../features/labels.js'
import { type Association, againstRest, type Comparison } from '../statistics/association.js'
import { cliffsDelta } from '../statistics/cliffs-delta.js'
import type { ChannelBudget } from './budget.js'
import { claimId, type Draft } from './claims.js'
import { driverDraft, highValue, valueDrivers, variables } from './drivers.js'
import { type CategoryMargin, highMargin } from './margins.js'
import { FEWEST, type Study } from './study.js'

/** A planned test, and the draft claim made from its outcome. */
interface Planned extends Comparison {
  /** Which rows were filled in, if any: a guess is no evidence, so these customers are not part of the test. */
  readonly filled?: ArrayLike<unknown>
  readonly draft: (found: Association) => Draft
}

/** An expected trait of an archetype: a column or one of its levels, the side, and the words for it. */
interface Trait {
  readonly column: string
  readonly level?: { readonly name: string; readonly id: string; readonly about: string }
  readonly side: 1 | -1
  readonly says: string
}

const TRAITS: Record<string, readonly Trait[]> = {
  Loyalists: [
    {
      column: 'income',
      level: { name: 'Middle', id: 'moderateIncome', about: 'Moderate income' },
      side: 1,
      says: 'have a moderate (Middle) income more often than other customers',
    },
    { column: 'frequency', side: 1, says: 'buy more often than other customers' },
    { column: 'discountDependence', side: -1, says: 'depend less on discounts than other customers' },
    { column: 'rating', side: 1, says: 'rate products higher than other customers' },
  ],
  'At-Risk': [
    { column: 'recency', side: 1, says: 'last bought longer ago than other customers' },
    { column: 'satisfaction', side: -1, says: 'are less satisfied than other customers' },
    { column: 'returns', side: 1, says: 'send back more purchases than other customers' },
    { column: 'rating', side: -1, says: 'rate products lower than other customers' },
  ],
  'New Customers': [{ column: 'tenure', side: -1, says: 'joined later than other customers' }],
}

/**
 * Test every claim of notebook 04 and return them as drafts: the expected traits of each archetype that was found,
 * channels and categories of each segment, drivers of high value and of membership in each segment, and the budget.
 *
 * A variable that took no part in forming the segments is tested on all customers, in the segments as they are: if it
 * were independent of what formed them, it would be independent of membership. A variable that did take part would
 * differ by construction, so it is tested on held-out customers, in segments formed without it.
 *
 * @param study not modified
 * @param margins empty if none were given
 * @param budgets empty if no spend was given
 * @returns one draft per test
 */
export function draftClaims(
  study: Study,
  margins: readonly CategoryMargin[],
  budgets: readonly ChannelBudget[],
): Draft[] {
  const about = study.names.filter((name) => enough(membership(study.segmentOf, name)))
  return drafted(
    [
      ...about.flatMap((name) => traits(study, name)),
      ...about.flatMap((name) => ties(study, name, margins)),
      ...drivers(study),
      ...about.flatMap((name) => memberships(study, name)),
      ...budget(study, budgets),
    ],
    study,
  )
}

/** Topics in the order planned; drivers of value by size. */
function drafted(asked: readonly Planned[], { seed }: Study): Draft[] {
  const planned = onGiven(asked)
  // Comparisons of the same customers share their permutations.
  const sizes = [...new Set(planned.map(({ inGroup }) => inGroup.length))]
  const found = new Map(
    sizes.flatMap((size) => {
      const own = planned.filter(({ inGroup }) => inGroup.length === size)
      return againstRest(own, { seed }).map((outcome, i) => [own[i], outcome] as const)
    }),
  )
  const drafts = planned.map((one) => one.draft(found.get(one)!))
  const ranked = drafts
    .filter(({ topic }) => topic === 'drivers')
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  return drafts.map((draft) => (draft.topic === 'drivers' ? ranked.shift()! : draft))
}

/** Leave out customers whose value was filled in; a test that then has too few customers is left out. */
function onGiven(asked: readonly Planned[]): Planned[] {
  // Segments share the values of a variable, and so also what is left of them.
  const left = new Map<Comparison['values'], Comparison['values']>()
  return asked.flatMap((one) => {
    const { values, inGroup, filled } = one
    if (!filled || !Array.prototype.some.call(filled, Boolean)) return [one]
    const rows = Array.from(inGroup.keys()).filter((row) => !filled[row])
    const own = left.get(values) ?? rowsAt(values as Float64Array | readonly string[], rows)
    left.set(values, own)
    const given = Uint8Array.from(rows, (row) => inGroup[row])
    return enough(given) && varies(own) ? [{ ...one, values: own, inGroup: given }] : []
  })
}

/** The true/false column that marks where a column was filled in; undefined if it never is. */
function filledIn(customers: Study['customers'], column: string): ArrayLike<unknown> | undefined {
  const indicator = `${column}Missing`
  return customers.columns.includes(indicator) ? columnValues(customers, indicator) : undefined
}

/** Return the archetypes that no group fits: nothing can be claimed about them. */
export function absentArchetypes(study: Study): string[] {
  return study.archetypes.filter((name) => !study.names.includes(name))
}

/** The customers on whom a column is tested, and which of them are in the segment. */
interface Tested {
  readonly customers: Study['customers']
  readonly inGroup: Uint8Array
  /** The feature that was left out when the groups were formed, if the column is part of it. */
  readonly without?: string
}

/** Undefined if the frame lacks the column, or if too few customers are in the group or outside it. */
function testedOn(
  { customers, segmentOf, heldOut, features }: Study,
  name: string,
  column: string,
): Tested | undefined {
  if (!customers.columns.includes(column)) return undefined
  const feature = features.find(({ madeOf }) => madeOf.includes(column))
  const groups = feature ? heldOut.segmentOfWithout.get(feature.column) : segmentOf
  const inGroup = groups && membership(groups, name)
  if (!inGroup || !enough(inGroup)) return undefined
  return feature ? { customers: heldOut.customers, inGroup, without: feature.label } : { customers, inGroup }
}

function membership(groups: readonly string[], name: string): Uint8Array {
  const flags = new Uint8Array(groups.length)
  for (let row = 0; row < flags.length; row++) if (groups[row] === name) flags[row] = 1
  return flags
}

function enough(inGroup: Uint8Array): boolean {
  const size = sum(inGroup)
  return size >= FEWEST && inGroup.length - size >= FEWEST
}

function traits(study: Study, name: string): Planned[] {
  return (TRAITS[name] ?? []).flatMap(({ column, level, side, says }) => {
    const tested = testedOn(study, name, column)
    if (!tested) return []
    const { customers, inGroup, without } = tested
    const values = level
      ? Float64Array.from(texts(customers, column), (one) => (one === level.name ? 1 : 0))
      : numbers(customers, column)
    const draft = (found: Association): Draft => ({
      ...found,
      id: claimId(name, level?.id ?? column),
      topic: 'segments',
      column,
      sentence: `${words(members(name))} ${says}`,
      nothing: 0,
      side,
      ...(without && { without }),
      group: name,
      about: level?.about ?? label(column),
    })
    return varies(values) ? [{ values, inGroup, filled: filledIn(customers, column), draft }] : []
  })
}

function ties(study: Study, name: string, margins: readonly CategoryMargin[]): Planned[] {
  const tie = (column: string, says: string): Planned[] => {
    const tested = testedOn(study, name, column)
    const values = tested ? texts(tested.customers, column).map((level) => level ?? 'not given') : []
    if (!tested || !varies(values)) return []
    const draft = (found: Association): Draft => ({
      ...found,
      id: claimId(name, column),
      topic: 'ties',
      column,
      about: label(column),
      group: name,
      sentence: `${words(members(name))} ${says}`,
      nothing: 0,
      side: 1,
    })
    return [{ values, inGroup: tested.inGroup, draft }]
  }
  const high = highMargin(margins)
  const highMarginTie = (): Planned[] => {
    const tested = testedOn(study, name, 'category')
    const values = tested
      ? Float64Array.from(texts(tested.customers, 'category'), (category) => (high.has(category!) ? 1 : 0))
      : new Float64Array()
    if (!tested || !varies(values)) return []
    const draft = (found: Association): Draft => ({
      ...found,
      id: claimId(name, 'high-margin'),
      topic: 'ties',
      column: 'highMargin',
      about: 'High-margin categories',
      group: name,
      sentence: `${words(members(name))} buy in high-margin categories ${found.effect >= 0 ? 'more' : 'less'} often than other customers`,
      nothing: 0,
      side: found.effect >= 0 ? 1 : -1,
    })
    return [{ values, inGroup: tested.inGroup, draft }]
  }
  return [
    ...tie('channel', 'choose different channels from other customers'),
    ...tie('category', 'buy in different categories from other customers'),
    ...highMarginTie(),
  ]
}

function drivers({ customers, topShare }: Study): Planned[] {
  const inGroup = customers.columns.includes('value') ? highValue(customers, topShare) : undefined
  if (!inGroup || !enough(inGroup)) return []
  return valueDrivers(customers).map((variable) => ({
    values: variable.values,
    inGroup,
    filled: filledIn(customers, variable.name),
    draft: (found) => driverDraft(variable, found, 'high-value customers'),
  }))
}

/** Every variable that no trait and no tie is about. */
function memberships(study: Study, name: string): Planned[] {
  const traits = (TRAITS[name] ?? []).filter(({ level }) => !level)
  const told = new Set(['channel', 'category', ...traits.map(({ column }) => column)])
  return variables(study.customers).flatMap((variable) => {
    const tested = told.has(variable.name) ? undefined : testedOn(study, name, variable.name)
    if (!tested) return []
    const values = tested.without ? rowsAt(variable.values, study.heldOut.rows) : variable.values
    // Groups formed without it may differ the other way: the statement must be true of the group as it is.
    const side = tested.without ? sideIn(study, name, variable.values) : undefined
    const draft = (found: Association): Draft => ({
      ...driverDraft(variable, found, words(members(name)), side),
      id: claimId(name, variable.name),
      topic: 'membership',
      group: name,
      ...(tested.without && { without: tested.without }),
    })
    const filled = filledIn(tested.customers, variable.name)
    return varies(values) ? [{ values, inGroup: tested.inGroup, filled, draft }] : []
  })
}

/**
 * Whether a segment has more of a variable than other customers (1) or less (-1); undefined if equal or without order.
 */
function sideIn({ segmentOf }: Study, name: string, values: Float64Array | readonly string[]): 1 | -1 | undefined {
  if (!(values instanceof Float64Array)) return undefined
  const own = values.filter((value, row) => segmentOf[row] === name && !Number.isNaN(value))
  const others = values.filter((value, row) => segmentOf[row] !== name && !Number.isNaN(value))
  const delta = own.length && others.length ? cliffsDelta(own, others) : 0
  return delta === 0 ? undefined : delta > 0 ? 1 : -1
}

function rowsAt(values: Float64Array | readonly string[], rows: ArrayLike<number>): Float64Array | string[] {
  return values instanceof Float64Array
    ? Float64Array.from(rows, (row) => values[row])
    : Array.from(rows, (row) => values[row])
}

function varies(values: ArrayLike<unknown>): boolean {
  return Array.prototype.some.call(values, (value) => value !== values[0])
}

function budget({ customers }: Study, [largest]: readonly ChannelBudget[]): Planned[] {
  if (!largest || !customers.columns.includes('engagement')) return []
  const inGroup = membership(texts(customers, 'channel') as string[], largest.channel)
  if (!enough(inGroup)) return []
  const sentence = `${words(largest.channel)} takes the largest share of the spend, but its customers are less engaged than other customers`
  const draft = (found: Association): Draft => ({
    ...found,
    id: 'budget-low-engagement',
    topic: 'budget',
    column: 'engagement',
    about: label('engagement'),
    sentence,
    nothing: 0,
    side: -1,
  })
  return [{ values: numbers(customers, 'engagement'), inGroup, draft }]
}
