import { categoricalAssociation, numericAssociation } from './association.js'
import type { ChannelBudget } from './budget.js'
import type { Draft } from './claims.js'
import { numbers, texts } from './columns.js'
import { driverDraft, drivers, highValue } from './drivers.js'
import { words } from './format.js'
import { type CategoryMargin, highMargin } from './margins.js'
import { ARCHETYPES, members } from './name-segments.js'
import type { Study } from './study.js'

/** What the archetypes are said to be like: a column, the side, and the words for it. */
const TRAITS: Record<string, readonly { column: string; side: 1 | -1; says: string; builtSegments: boolean }[]> = {
  Loyalists: [
    {
      column: 'moderateIncome',
      side: 1,
      says: 'have a moderate (Middle) income more often than the rest',
      builtSegments: false,
    },
    { column: 'frequency', side: 1, says: 'buy more often than the rest', builtSegments: true },
    { column: 'discountDependence', side: -1, says: 'depend less on discounts than the rest', builtSegments: true },
    { column: 'rating', side: 1, says: 'rate products higher than the rest', builtSegments: false },
  ],
  'At-Risk': [
    { column: 'recency', side: 1, says: 'have not bought for longer than the rest', builtSegments: true },
    { column: 'satisfaction', side: -1, says: 'are less satisfied than the rest', builtSegments: true },
    { column: 'returns', side: 1, says: 'return more than the rest', builtSegments: true },
    { column: 'rating', side: -1, says: 'rate products lower than the rest', builtSegments: false },
  ],
  'New Customers': [{ column: 'tenure', side: -1, says: 'came later than the rest', builtSegments: true }],
}

/**
 * Every claim that 04 tests, as drafts: the brief's about each archetype that was found, channels and categories of each
 * segment, drivers of high value and of membership in each segment, and the budget. Those about segments read the held-out half.
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
  return [
    ...traitDrafts(study),
    ...tieDrafts(study, margins),
    ...driverDrafts(study),
    ...membershipDrafts(study),
    ...budgetDrafts(study, budgets),
  ]
}

/** The archetypes that no group fits: nothing can be claimed about them. */
export function absentArchetypes(study: Study): string[] {
  return ARCHETYPES.map(({ name }) => name).filter((name) => !study.names.includes(name))
}

function traitDrafts({ tested, names, seed }: Study): Draft[] {
  return names.flatMap((name) =>
    (TRAITS[name] ?? []).flatMap(({ column, side, says, builtSegments }) => {
      const group = membership(tested.segmentOf, name)
      if (!group || (column !== 'moderateIncome' && !tested.customers.columns.includes(column))) return []
      const values =
        column === 'moderateIncome'
          ? Float64Array.from(texts(tested.customers, 'income'), (level) => (level === 'Middle' ? 1 : 0))
          : numbers(tested.customers, column)
      const found = numericAssociation(values, group, { seed })
      return [
        {
          ...found,
          id: idOf(name, column),
          topic: 'segments',
          sentence: `${name} ${says}`,
          nothing: 0,
          side,
          builtSegments,
        },
      ]
    }),
  )
}

function tieDrafts({ tested, names, seed }: Study, margins: readonly CategoryMargin[]): Draft[] {
  const high = highMargin(margins)
  return names.flatMap((name) => {
    const group = membership(tested.segmentOf, name)
    if (!group) return []
    const tie = (column: string, says: string): Draft => ({
      ...categoricalAssociation(texts(tested.customers, column) as string[], group, { seed }),
      id: idOf(name, column),
      topic: 'ties',
      sentence: `${words(members(name))} ${says}`,
      nothing: 0,
      side: 1,
    })
    const ties = [
      tie('channel', 'prefer other channels than the rest'),
      tie('category', 'buy in other categories than the rest'),
    ]
    if (!high.size) return ties
    const inHigh = Float64Array.from(texts(tested.customers, 'category'), (category) => (high.has(category!) ? 1 : 0))
    const found = numericAssociation(inHigh, group, { seed })
    const side = found.effect >= 0 ? 1 : -1
    const often = side === 1 ? 'more' : 'less'
    return [
      ...ties,
      {
        ...found,
        id: idOf(name, 'high-margin'),
        topic: 'ties',
        sentence: `${words(members(name))} buy in high-margin categories ${often} often than the rest`,
        nothing: 0,
        side,
      },
    ]
  })
}

function driverDrafts({ tested, seed }: Study): Draft[] {
  const group = highValue(tested.customers)
  if (!group.some(Boolean) || group.every(Boolean)) return []
  return drivers(tested.customers, group, { seed }).map((driver) => driverDraft(driver, 'high-value customers', false))
}

/** Fields that enter the features, so that groups differ in them by construction. */
const BUILT = new Set([
  'loyalty',
  'ads',
  'social',
  'recency',
  'tenure',
  'discountSensitivity',
  'discountUsed',
  'satisfaction',
  'returns',
])

function membershipDrafts({ tested, names, seed }: Study): Draft[] {
  return names.flatMap((name) => {
    const group = membership(tested.segmentOf, name)
    if (!group) return []
    return drivers(tested.customers, group, { seed })
      .filter((driver) => driver.name !== 'channel' && driver.name !== 'category')
      .map((driver) => ({
        ...driverDraft(driver, words(members(name)), BUILT.has(driver.name)),
        topic: 'membership',
        group: name,
      }))
  })
}

function budgetDrafts({ customers, seed }: Study, budgets: readonly ChannelBudget[]): Draft[] {
  const largest = budgets[0]
  if (!largest) return []
  const group = membership(texts(customers, 'channel') as string[], largest.channel)
  if (!group) return []
  const found = numericAssociation(numbers(customers, 'engagement'), group, { seed })
  const sentence = `The budget is misaligned: ${words(largest.channel)} takes the largest share of the spend, and its customers are less engaged than the rest`
  return [{ ...found, id: 'budget-low-engagement', topic: 'budget', sentence, nothing: 0, side: -1 }]
}

/** n, 1 for members; undefined where all or none are. */
function membership(groups: readonly string[], name: string): Uint8Array | undefined {
  const members = Uint8Array.from(groups, (group) => (group === name ? 1 : 0))
  return members.includes(1) && members.includes(0) ? members : undefined
}

function idOf(...parts: string[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
}
