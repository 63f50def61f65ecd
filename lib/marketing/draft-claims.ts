import { ARCHETYPES, members } from '../clusters/name-segments.js'
import { words } from '../core/format.js'
import { numbers, texts } from '../data/columns.js'
import { FEATURES } from '../features/features.js'
import { label } from '../features/labels.js'
import { type Association, againstRest, type Comparison } from '../statistics/association.js'
import type { ChannelBudget } from './budget.js'
import { claimId, type Draft } from './claims.js'
import { driverDraft, highValue, valueDrivers, variables } from './drivers.js'
import { type CategoryMargin, highMargin } from './margins.js'
import type { Study } from './study.js'

/** A test to be made, and the draft claim that its outcome becomes. */
interface Planned extends Comparison {
  readonly draft: (found: Association) => Draft
}

/** What the archetypes are said to be like: a column, the side, and the words for it. */
const TRAITS: Record<string, readonly { column: string; side: 1 | -1; says: string }[]> = {
  Loyalists: [
    { column: 'moderateIncome', side: 1, says: 'have a moderate (Middle) income more often than other customers' },
    { column: 'frequency', side: 1, says: 'buy more often than other customers' },
    { column: 'discountDependence', side: -1, says: 'depend less on discounts than other customers' },
    { column: 'rating', side: 1, says: 'rate products higher than other customers' },
  ],
  'At-Risk': [
    { column: 'recency', side: 1, says: 'have not bought for longer than other customers' },
    { column: 'satisfaction', side: -1, says: 'are less satisfied than other customers' },
    { column: 'returns', side: 1, says: 'return more than other customers' },
    { column: 'rating', side: -1, says: 'rate products lower than other customers' },
  ],
  'New Customers': [{ column: 'tenure', side: -1, says: 'joined later than other customers' }],
}

/**
 * Every claim that 04 tests, as drafts: the brief's about each archetype that was found, channels and categories of each
 * segment, drivers of high value and of membership in each segment, and the budget. Those about segments read the
 * held-out half, and where the variable helped to draw the segments, segments drawn without it.
 *
 * @param study not modified
 * @param margins empty where none were given
 * @param budgets empty where no spend was given
 */
export function draftClaims(
  study: Study,
  margins: readonly CategoryMargin[],
  budgets: readonly ChannelBudget[],
): Draft[] {
  const groups = groupsOf(study)
  const about = study.names.flatMap((name) => (groups(name) ? [name] : []))
  const planned = [
    ...about.flatMap((name) => traits(study, groups, name)),
    ...about.flatMap((name) => ties(study, groups, name, margins)),
    ...drivers(study),
    ...about.flatMap((name) => memberships(study, groups, name)),
  ]
  return [...drafted(planned, study), ...drafted(budget(study, budgets), study)]
}

/** Topics in the order planned; drivers of value by size. */
function drafted(planned: readonly Planned[], { seed }: Study): Draft[] {
  const drafts = againstRest(planned, { seed }).map((found, i) => planned[i].draft(found))
  const ranked = drafts
    .filter(({ topic }) => topic === 'drivers')
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  return drafts.map((draft) => (draft.topic === 'drivers' ? ranked.shift()! : draft))
}

/** The archetypes that no group fits: nothing can be claimed about them. */
export function absentArchetypes(study: Study): string[] {
  return ARCHETYPES.map(({ name }) => name).filter((name) => !study.names.includes(name))
}

/** Held-out customers in a segment, which for a test of a column is drawn without its feature. */
type Groups = (name: string, column?: string) => { inGroup: Uint8Array; without?: string } | undefined

function groupsOf({ tested }: Study): Groups {
  const known = new Map<string, Uint8Array | undefined>()
  return (name, column) => {
    const feature = FEATURES.find(
      ({ column: own, madeOf }) => column && madeOf.includes(column) && tested.customers.columns.includes(own),
    )
    const segmentOf = feature ? tested.holdOut.segmentOfWithout.get(feature.column) : tested.segmentOf
    const key = `${name} ${feature?.column}`
    if (!known.has(key)) known.set(key, segmentOf && membership(segmentOf, name))
    const inGroup = known.get(key)
    return inGroup && { inGroup, ...(feature && { without: feature.label }) }
  }
}

function traits({ tested: { customers } }: Study, groups: Groups, name: string): Planned[] {
  return (TRAITS[name] ?? []).flatMap(({ column, side, says }) => {
    const group = groups(name, column)
    const moderate = column === 'moderateIncome'
    if (!group || !(moderate || customers.columns.includes(column))) return []
    const values = moderate
      ? Float64Array.from(texts(customers, 'income'), (level) => (level === 'Middle' ? 1 : 0))
      : numbers(customers, column)
    const draft = (found: Association): Draft => ({
      ...found,
      id: claimId(name, column),
      topic: 'segments',
      sentence: `${name} ${says}`,
      nothing: 0,
      side,
      without: group.without,
      group: name,
      about: label(column),
    })
    return [{ values, inGroup: group.inGroup, draft }]
  })
}

function ties(
  { tested: { customers } }: Study,
  groups: Groups,
  name: string,
  margins: readonly CategoryMargin[],
): Planned[] {
  const { inGroup } = groups(name)!
  const shared = { topic: 'ties', nothing: 0 }
  const tie = (column: string, says: string): Planned => ({
    values: texts(customers, column) as string[],
    inGroup,
    draft: (found) => ({
      ...found,
      ...shared,
      id: claimId(name, column),
      sentence: `${words(members(name))} ${says}`,
      side: 1,
    }),
  })
  const high = highMargin(margins)
  const highMarginTie: Planned = {
    values: Float64Array.from(texts(customers, 'category'), (category) => (high.has(category!) ? 1 : 0)),
    inGroup,
    draft: (found) => ({
      ...found,
      ...shared,
      id: claimId(name, 'high-margin'),
      sentence: `${words(members(name))} buy in high-margin categories ${found.effect >= 0 ? 'more' : 'less'} often than other customers`,
      side: found.effect >= 0 ? 1 : -1,
    }),
  }
  return [
    tie('channel', 'choose different channels from other customers'),
    tie('category', 'buy in different categories from other customers'),
    ...(high.size ? [highMarginTie] : []),
  ]
}

function drivers({ tested: { customers }, topShare }: Study): Planned[] {
  const inGroup = highValue(customers, topShare)
  if (!inGroup.includes(1) || !inGroup.includes(0)) return []
  return valueDrivers(customers).map((variable) => ({
    values: variable.values,
    inGroup,
    draft: (found) => driverDraft(variable, found, 'high-value customers'),
  }))
}

/** Every variable that no trait and no tie is about. */
function memberships({ tested: { customers } }: Study, groups: Groups, name: string): Planned[] {
  const told = new Set(['channel', 'category', ...(TRAITS[name] ?? []).map(({ column }) => column)])
  return variables(customers).flatMap((variable) => {
    const group = groups(name, variable.name)
    if (!group || told.has(variable.name)) return []
    const draft = (found: Association): Draft => ({
      ...driverDraft(variable, found, words(members(name))),
      topic: 'membership',
      group: name,
      without: group.without,
    })
    return [{ values: variable.values, inGroup: group.inGroup, draft }]
  })
}

function budget({ customers }: Study, [largest]: readonly ChannelBudget[]): Planned[] {
  const inGroup = largest && membership(texts(customers, 'channel') as string[], largest.channel)
  if (!inGroup) return []
  const sentence = `The budget is misaligned: ${words(largest.channel)} takes the largest share of the spend, and its customers are less engaged than other customers`
  const draft = (found: Association): Draft => ({
    ...found,
    id: 'budget-low-engagement',
    topic: 'budget',
    sentence,
    nothing: 0,
    side: -1,
  })
  return [{ values: numbers(customers, 'engagement'), inGroup, draft }]
}

/** n, 1 for members; undefined where all or none are. */
function membership(groups: readonly string[], name: string): Uint8Array | undefined {
  const members = Uint8Array.from(groups, (group) => (group === name ? 1 : 0))
  return members.includes(1) && members.includes(0) ? members : undefined
}
