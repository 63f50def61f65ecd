import type { DataFrame } from 'danfojs-node'
import { members } from '../clusters/name-segments.js'
import { count, decimal, inSentence, interval, listed, money, percent, perMonth, words } from '../core/format.js'
import { countShown, mayShowOne, tooFew } from '../core/withheld.js'
import { numbers, texts } from '../data/columns.js'
import type { OfferRule } from '../data/offers.js'
import { orderedValues } from '../data/ordinal.js'
import { withhold } from '../data/withhold.js'
import { groupWord } from '../evidence/verdict.js'
import { farCustomers, isMoney } from '../features/features.js'
import { label, unit } from '../features/labels.js'
import type { Activity, ValueAtStake } from '../marketing/activity.js'
import { type ChannelBudget, reallocation } from '../marketing/budget.js'
import type { Campaign, Pick } from '../marketing/campaigns.js'
import { type Claim, claimSentence } from '../marketing/claims.js'
import { absentArchetypes } from '../marketing/draft-claims.js'
import { highValue, variables } from '../marketing/drivers.js'
import type { HighMarginLift } from '../marketing/high-margin-lifts.js'
import { type CategoryMargin, type CategoryValue, highMargin } from '../marketing/margins.js'
import { offers } from '../marketing/offers.js'
import type { Assumptions } from '../marketing/plan.js'
import { rfmScores } from '../marketing/rfm.js'
import type { RuleCards } from '../marketing/rule-cards.js'
import { FEWEST, type Study } from '../marketing/study.js'
import type { TierPlan } from '../marketing/tier-plan.js'
import { margins } from '../statistics/chi-square.js'
import { crosstab } from '../statistics/crosstab.js'
import { etaSquared } from '../statistics/eta-squared.js'
import { median } from '../statistics/mean.js'
import { ranks } from '../statistics/ranks.js'

/** The sentences, titles, captions and tables of 04-insights. */

/** Return the answer in markdown: the verdict, who brings the value, what drives it, the budget, and what to do. */
export function insightsAnswer(
  study: Study,
  claims: readonly Claim[],
  budgets: readonly ChannelBudget[],
  rules: readonly OfferRule[] = [],
): string[] {
  return [
    study.verdict.says,
    valueAnswer(study),
    driversAnswer(study, claims),
    budgetAnswer(budgets),
    actionAnswer(study, rules),
  ]
}

/** Say what to do for each segment: the offer up to its first colon or semicolon. */
function actionAnswer({ customers, segmentOf, sizes, verdict }: Study, rules: readonly OfferRule[]): string {
  const large = sizes.filter((one) => one.customers >= FEWEST).map(({ segment }) => segment)
  if (!rules.length || !large.length) return ''
  if (verdict.kind === 'slices')
    return '**To do:** no campaigns by group, since slices do not justify them; rank customers by value, and test one offer on a random sample of all customers.'
  const given = offers(customers, segmentOf, large, rules)
  const told = large.map((segment) => `${words(members(segment))}: ${given.get(segment)!.offer.split(/[:;]/)[0]}`)
  return `**To do:** ${told.join('; ')}. Treat each as a test; *What to do* gives the audience, the method and the cost.`
}

function valueAnswer({ sizes, verdict }: Study): string {
  const [top] = sizes
    .filter(({ valueShare, customers }) => valueShare > 0 && !tooFew(customers))
    .sort((a, b) => b.valueShare - a.valueShare)
  if (!top) return '**Value:** left out: the file does not say what customers spend.'
  if (sizes.length === 1) return '**Value:** there is only one group, which brings all the value.'
  if (sizes.every(isEven))
    return '**Value:** every group’s share of the value is about the same as its share of the customers.'
  return `**Value:** the ${groupWord(verdict.kind, false)} ${words(top.segment)} makes up ${percent(top.customerShare)} of the customers and brings ${percent(top.valueShare)} of the value.`
}

/** Return whether the share of value is within a tenth of the share of customers. */
function isEven({
  customerShare,
  valueShare,
}: {
  readonly customerShare: number
  readonly valueShare: number
}): boolean {
  return Math.abs(valueShare / customerShare - 1) <= 0.1
}

function driversAnswer({ customers }: Study, claims: readonly Claim[]): string {
  if (!customers.columns.includes('value')) return ''
  const tested = claims.filter(({ topic }) => topic === 'drivers')
  const [strongest, ...others] = tested.filter(({ holds }) => holds)
  if (!tested.length)
    return '**Drivers:** left out: there are too few high-value customers, or too few others, to compare.'
  if (strongest) {
    const held = others.length + 1
    return held < tested.length || held > 1
      ? `**Drivers:** ${held} of ${count(tested.length, 'variable')} ${held > 1 ? 'are' : 'is'} related to high value beyond chance${held > 1 ? '; the strongest' : ''}: ${claimSentence(strongest)}`
      : `**Drivers:** the only variable that could be tested is related to high value: ${claimSentence(strongest)}`
  }
  const none =
    tested.length > 1
      ? `none of ${tested.length} variables is related`
      : 'the only variable that could be tested is not related'
  return `**Drivers:** ${none} to high value beyond chance. The Value Score says whom to target, but nothing here says why they spend more.`
}

function budgetAnswer(budgets: readonly ChannelBudget[]): string {
  if (!budgets.length) return `**Budget:** ${NO_BUDGET}`
  const moves = reallocation(budgets)
  if (!moves.length)
    return '**Budget:** there is no money to move: no channel is over-funded while another is under-funded.'
  const sum = money(moves.reduce((all, move) => all + move.money, 0))
  const ends = (end: 'from' | 'to') => listed([...new Set(moves.map((move) => words(move[end])))])
  return `**Budget:** at most ${sum} could be moved from ${ends('from')} to ${ends('to')}, step by step and as a test.`
}

/** Why there is no budget section. */
export const NO_BUDGET: string =
  'left out: it needs each customer’s channel and value, and a file of marketing spend (Purchase_Channel and Marketing_Spend).'

/** Say which customers the numbers and the tests are based on. */
export function splitSentence(study: Study): string {
  const { rows, agreement } = study.heldOut
  const all = count(study.customers.shape[0])
  const word = groupWord(study.verdict.kind)
  const small = study.sizes.filter(({ customers }) => customers < FEWEST)
  const few = small.length
    ? ` Nothing is claimed about ${listed(small.map(({ segment, customers }) => `${words(members(segment))} (${countShown(customers)})`))}: a test needs ${FEWEST} customers in the group and ${FEWEST} outside it.`
    : ''
  return `Numbers that describe the ${word} are based on all ${all} customers. So are tests of variables that were not used to form them. A variable that helped to form the ${word} differs between them by construction; it is tested on ${count(rows.length)} customers drawn at random (seed ${study.seed}) and held out, in groups that were formed on ${2 * rows.length < study.customers.shape[0] - 1 ? `a sample of ${count(rows.length)} others` : 'the other half'} and without that variable. The adjusted Rand index between groups formed on the other half and those of notebook 03 is ${decimal(agreement, 3)}, where 1 is full agreement. The q-values of claims are corrected for all claims in the ledger; tables of lifts and correlations for their own tests.${few}`
}

/**
 * Say which group brings the most value for its size.
 *
 * @param all one row per group, with columns `segment`, `customerShare` and `valueShare` (0 to 1)
 */
export function valueSharesTitle(all: DataFrame): string {
  const { shown: profile } = withhold(all)
  if (!profile.shape[0]) return 'Shares of customers and of value'
  const [names, share, value] = [
    texts(profile, 'segment'),
    numbers(profile, 'customerShare'),
    numbers(profile, 'valueShare'),
  ]
  if (names.length === 1) return `${members(names[0]!)}: all customers, all of the value`
  if (share.every((one, row) => isEven({ customerShare: one, valueShare: value[row] })))
    return 'Every group’s share of the value is about the same as its share of the customers'
  const top = share.reduce((best, _, row) => (value[row] / share[row] > value[best] / share[best] ? row : best), 0)
  return `${members(names[top]!)}: ${percent(share[top])} of customers, ${percent(value[top])} of value`
}

/**
 * Say how many customers are far larger than all others, and what the shares of value would be without them; empty if
 * there are none. The customers themselves are in the exported list.
 */
export function farSentence({ customers, segmentOf, sizes }: Study): string {
  const far = farCustomers(customers)
  if (!far.length) return ''
  const value = numbers(customers, 'value')
  const out = new Set(far.map(({ row }) => row))
  const total = (keep: (row: number) => boolean) => value.reduce((sum, one, row) => (keep(row) ? sum + one : sum), 0)
  const rest = total((row) => !out.has(row))
  const shares = sizes.map(({ segment, valueShare }) => {
    const own = total((row) => !out.has(row) && segmentOf[row] === segment)
    return `${words(members(segment))} ${percent(own / rest)} instead of ${percent(valueShare)}`
  })
  const one = far.length === 1
  // With so few, what they bring would reveal something about each of them.
  if (tooFew(far.length))
    return `**${one ? '1 customer is' : `${count(far.length)} customers are`} far larger than all others**; in results/segments.csv, ${one ? 'this customer has the largest Value Score' : 'they have the largest Value Scores'}: look after ${one ? 'this customer' : 'them'} personally. What ${one ? 'this customer brings' : 'they bring'} is not shown here. In forming the groups, ${one ? 'this customer is' : 'they are'} treated like the largest of the others.`
  return `**${count(far.length)} ${one ? 'customer is' : 'customers are'} far larger than all others**${mayShowOne() ? `, at ${listed(far.slice(0, 3).map((own) => money(own.value)))} per month${far.length > 3 ? ' and so on' : ''}, while the largest of the others spends ${money(far[0].nearest)}` : ''}. ${one ? 'This customer brings' : 'They bring'} ${percent(1 - rest / total(() => true))} of all value; look after ${one ? 'this customer' : 'them'} personally. Without ${one ? 'this customer' : 'them'}, the shares of value would be: ${listed(shares)}. In forming the groups, ${one ? 'this customer is' : 'they are'} treated like the largest of the others.`
}

/**
 * Name the groups with the highest and the lowest median of a column.
 *
 * @param column a column of numbers or ordered levels
 * @param all the names of the groups
 */
export function mediansTitle(customers: DataFrame, column: string, all: readonly string[]): string {
  const [segment, values] = [texts(customers, 'segment'), orderedValues(customers, column)]
  const names = all.filter((name) => !tooFew(segment.filter((one) => one === name).length))
  if (!names.length) return label(column)
  const middle = (name: string) =>
    Number(median(values.filter((value, row) => segment[row] === name && !Number.isNaN(value))).toPrecision(3))
  const ranked = names.map((name) => ({ name, typical: middle(name) })).sort((a, b) => b.typical - a.typical)
  const [first, last] = [ranked[0], ranked[ranked.length - 1]]
  const units = unit(column)
  // "0.0992 purchases per month" is hard to picture.
  const rare = column === 'frequency' && last.typical < 1
  const written = (value: number) => (rare ? perMonth(value) : isMoney(column) ? money(value) : `${value}`)
  const about = `${label(column)}${rare || isMoney(column) || !units ? '' : ` (${units})`}`
  if (names.length === 1) return `${about}: a median of ${written(first.typical)}`
  if (first.typical === last.typical) return `${about}: a median of ${written(first.typical)} in every group`
  return `${about}: a median of ${written(first.typical)} for ${members(first.name)}, ${written(last.typical)} for ${members(last.name)}`
}

/**
 * Name the level whose share differs most between the groups, or say that nothing differs beyond chance if the column
 * was tested and no claim about it holds.
 *
 * @param column a column of text
 * @param names the names of the groups
 * @param claims tested claims; those about the groups and this column are used
 */
export function sharesTitle(
  customers: DataFrame,
  column: string,
  names: readonly string[],
  claims: readonly Claim[] = [],
): string {
  const tested = claims.filter((claim) => claim.group && claim.column === column)
  if (tested.length && !tested.some(({ holds }) => holds))
    return `${label(column)} does not differ between the groups beyond chance`
  const about = inSentence(label(column))
  const table = crosstab(texts(customers, column), texts(customers, 'segment') as string[], { cols: names })
  if (table.rowLevels.length === 1) return `All customers have the same ${about}: ${table.rowLevels[0]}`
  const { colSums } = margins(table.counts)
  const share = (i: number, j: number) => table.counts.data[i * names.length + j] / colSums[j]
  const known = names.map((_, j) => j).filter((j) => colSums[j] > 0)
  const shownAt = (i: number) => known.filter((j) => !tooFew(table.counts.data[i * names.length + j]))
  const shown = table.rowLevels.filter((_, i) => shownAt(i).length >= Math.min(2, known.length))
  if (!shown.length) return `${label(column)} by group`
  const [most] = shown
    .map((level) => {
      const i = table.rowLevels.indexOf(level)
      const places = shownAt(i)
      const shares = places.map((j) => share(i, j))
      const [high, low] = [Math.max(...shares), Math.min(...shares)]
      const at = (value: number) => members(names[places[shares.indexOf(value)]])
      return { level, high, low, highest: at(high), lowest: at(low), gap: high - low }
    })
    .sort((a, b) => b.gap - a.gap || b.high - a.high)
  if (known.length === 1) return `${most.level} is the most common ${about}: ${percent(most.high)} of customers`
  if (percent(most.high) === percent(most.low)) return `Every ${about} is about as common in one group as in another`
  return `${most.level} (${about}) differs most between groups: ${percent(most.high)} of ${most.highest}, ${percent(most.low)} of ${most.lowest}`
}

/** Say whether discounts are correlated with purchase volume, overall and within the groups. */
export function discountTitle(found: DataFrame): string {
  const [group, discount, volume] = ['group', 'discount', 'volume'].map((column) => texts(found, column))
  const [rho, q] = ['rho', 'q'].map((column) => numbers(found, column))
  const overall = Array.from(rho.keys()).filter((row) => group[row] === 'All customers' && !Number.isNaN(rho[row]))
  const none = 'Discounts are not related to purchase volume beyond chance'
  if (!overall.length) return none
  const top = overall.reduce((best, row) => (Math.abs(rho[row]) > Math.abs(rho[best]) ? row : best))
  if (!(q[top] <= 0.05)) return none
  const within = Array.from(q.keys()).filter((row) => group[row] !== 'All customers')
  const inside = within.filter((row) => q[row] <= 0.05).length
  const remains = inside ? `${inside} of ${within.length} correlations remain` : 'no correlation remains'
  return `Overall, ${discount[top]} is associated with ${rho[top] < 0 ? 'lower' : 'higher'} ${volume[top]!.toLowerCase()} (rho ${decimal(rho[top])}); within groups, ${remains}`
}

/** Explain the correlations of discounts with purchase volume. */
export function discountCaption(found: DataFrame): string {
  return `Spearman’s rho, n = ${count(Math.max(...numbers(found, 'n')))} customers; \\* marks q ≤ 0.05 (Benjamini-Hochberg over these ${found.shape[0]} tests). Discount dependence helped to form the groups, so part of the correlation disappears within them by construction.`
}

/** Say in how many variables high-value customers differ from other customers. */
export function driversTitle(claims: readonly Claim[]): string {
  const tested = claims.filter(({ topic }) => topic === 'drivers')
  const held = tested.filter(({ holds }) => holds)
  if (held.length === 1) return `High-value customers differ from other customers only in ${inSentence(held[0].about)}`
  return held.length
    ? `High-value customers differ from others in ${held.length} of ${tested.length} variables, most in ${inSentence(held[0].about)}`
    : 'No variable sets high-value customers apart once all tests are counted'
}

/** Say who was compared, and how to read the figure of drivers. */
export function driversCaption(study: Study, claims: readonly Claim[]): string {
  const tested = claims.filter(({ topic }) => topic === 'drivers')
  const categories = tested.filter(({ measure }) => measure === "Cramér's V")
  const undrawn = categories.length
    ? ` Not shown: ${count(categories.length, 'variable')} without an order, such as ${inSentence(categories[0].about)}; ${categories.filter(({ holds }) => holds).length} of ${categories.length} differ.`
    : ''
  return `n = ${count(tested[0].n)} customers; high value: ${highValueWords(study)}. Cliff’s delta: the chance that a high-value customer ranks higher in the variable than another customer, minus the chance of ranking lower (−1 to 1). Bars: 95% intervals, each for its own test; filled: the claim holds after correction for all tests (q ≤ 0.05, and the interval excludes 0). Frequency and amount define value and are left out.${undrawn}`
}

/** Say who counts as high-value: with ties, the share can differ from the one requested. */
function highValueWords({ customers, topShare }: Study): string {
  const high = highValue(customers, topShare)!
  const share = high.reduce((sum, one) => sum + one, 0) / high.length
  const asked =
    percent(share) === percent(topShare) ? '' : ` (${percent(topShare)} exactly is not possible because of ties)`
  return `the top ${percent(share)} by Value Score${asked}`
}

/** The difference of a group from other customers in one variable. */
export interface MembershipRow {
  readonly segment: string
  readonly about: string
  readonly effect: number
  readonly holds: boolean
  readonly q: number
}

/** Return each group's difference in each variable, strongest variable first; † marks those that form the groups. */
export function membershipRows(study: Study, claims: readonly Claim[]): MembershipRow[] {
  const own = membership(study, claims)
  const strength = (variable: string) =>
    Math.max(...own.filter(({ about }) => about === variable).map(({ effect }) => Math.abs(effect)))
  const drew = (variable: string) => own.some(({ about, without }) => about === variable && without)
  const order = [...new Set(own.map(({ about }) => about))].sort((a, b) => strength(b) - strength(a))
  return order.flatMap((variable) =>
    study.names.flatMap((name) =>
      own
        .filter(({ group, about }) => group === name && about === variable)
        .map(({ effect, holds, q }) => ({
          segment: name,
          about: drew(variable) ? `${variable} †` : variable,
          effect,
          holds,
          q,
        })),
    ),
  )
}

function membership({ customers }: Study, claims: readonly Claim[]): Claim[] {
  const shown = new Set(variables(customers).map((variable) => variable.label))
  return claims.filter(({ group, about }) => group && shown.has(about))
}

/** Say how many differences hold, and name the largest. */
export function membershipTitle(study: Study, claims: readonly Claim[]): string {
  const own = membership(study, claims)
  const held = own.filter(({ holds }) => holds)
  const [top] = [...held].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  if (held.length === 1) return `One difference holds: in ${inSentence(top.about)}, for ${members(top.group!)}`
  return top
    ? `${held.length} of ${own.length} differences hold; the largest is in ${inSentence(top.about)}, for ${members(top.group!)}`
    : 'Only the features that formed the groups set them apart'
}

/** Say who was compared, and how to read the figure of memberships. */
export function membershipCaption(study: Study, claims: readonly Claim[]): string {
  const drew = membership(study, claims).some(({ without }) => without)
  const held = drew
    ? ` † marks a variable that helped to form the groups, which therefore differ in it by construction: it is tested on ${count(study.heldOut.rows.length)} held-out customers, in groups formed without it.`
    : ''
  return `n = ${count(study.customers.shape[0])} customers; each group is compared with all other customers. Numbers and levels: Cliff’s delta (−1 to 1); categories: Cramér’s V (0 to 1). \\* marks a claim that holds after correction for all tests (q ≤ 0.05, and the interval excludes 0).${held}`
}

/**
 * Say whether a group buys in high-margin categories more often than the others.
 *
 * @param found at least one lift, the largest first
 */
export function marginTitle(found: readonly HighMarginLift[]): string {
  const [top] = found
  return top.holds && top.lift > 1
    ? `${members(top.segment)} buy in high-margin categories ${decimal(top.lift)} times as often as all customers do`
    : 'No group buys in high-margin categories more often than the others beyond chance'
}

/** Explain the figure of lifts in high-margin categories. */
export function marginCaption(study: Study, given: readonly CategoryMargin[]): string {
  return `n = ${count(study.customers.shape[0])} customers. High margin: above the median of the ${given.length} categories (${highMargin(given).size} of them). Lift: how common such purchases are in a group compared with all customers. Bars: 95% intervals; filled: the claim holds after correction for all tests.`
}

/** Say which categories to stock; empty with fewer than two categories or without value. */
export function stockSentence(study: Study, found: readonly CategoryValue[], given: readonly CategoryMargin[]): string {
  const by = given.length ? 'grossProfit' : 'valuePerMonth'
  const all = found.reduce((sum, one) => sum + (one[by] ?? 0), 0)
  if (!(all > 0) || found.length < 2) return ''
  const categories = new Set(texts(study.customers, 'category')).size
  const small = categories - found.length
  const top = found.slice(0, Math.min(5, found.length - 1))
  const share = top.reduce((sum, one) => sum + (one[by] ?? 0), 0) / all
  const unpriced = given.length
    ? ''
    : ' Margins were not given, so categories are ranked by value; the best sellers may earn the least.'
  // Even if all categories were equal, the first ones would bring a little more by chance.
  if (share < 1.5 * (top.length / found.length))
    return `**Stock:** no category stands out: the top ${top.length} of ${found.length} bring ${percent(share)} of the ${by === 'grossProfit' ? 'gross profit' : 'value'}.${unpriced}`
  return `**Stock:** ${listed(top.map(({ category }) => words(category)))} ${top.length > 1 ? 'bring' : 'brings'} ${percent(share)} of the ${by === 'grossProfit' ? 'gross profit' : 'value'} from ${top.length} of ${found.length} categories.${small ? ` ${count(small)} more with fewer than ${FEWEST} customers are left out, since their value comes from too few customers.` : ''}${unpriced}`
}

/** The names of filled and open marks in the budget's figure. */
export const BUDGET_NAMES: readonly [string, string] = [
  'share of value; spend lies outside its interval',
  'share of value; move nothing',
]

/** Name the first channel whose share of spend is above the interval of its share of value. */
export function budgetTitle(budgets: readonly ChannelBudget[]): string {
  const [first] = budgets.filter(({ verdict }) => verdict === 'over-funded')
  return first
    ? `${first.channel} takes ${percent(first.spendShare)} of the spend and brings ${percent(first.valueShare)} of the value`
    : 'No channel takes clearly more of the spend than it brings of the value'
}

/** Explain the figure of the budget. */
export function budgetCaption(study: Study): string {
  return `n = ${count(study.customers.shape[0])} customers; bars: 95% intervals of the share of value. Where the diamond (spend) lies inside the bar, the data give no reason to move money.`
}

/** Say what to move, when that pays off, and which channels are left as they are. Markdown. */
export function budgetSentences(budgets: readonly ChannelBudget[]): string[] {
  const moves = reallocation(budgets)
  const of = (wanted: ChannelBudget['verdict']) =>
    budgets.filter(({ verdict }) => verdict === wanted).map(({ channel }) => words(channel))
  const [demand, few] = [of('follows demand'), of('too few customers')]
  const unmoved = [
    ...(demand.length
      ? [
          `${listed(demand)} ${demand.length > 1 ? 'follow' : 'follows'} demand: customers come through ${demand.length > 1 ? 'them' : 'it'} anyway, so the share of value says nothing about what the spend brings. No money is moved from or to ${demand.length > 1 ? 'them' : 'it'}; a test that switches the spend off in some regions would show it.`,
        ]
      : []),
    ...(few.length
      ? [
          `Fewer than ${FEWEST} customers buy through ${listed(few)}, so no advice is given about ${few.length > 1 ? 'them' : 'it'}: such a channel may bring customers who buy elsewhere.`,
        ]
      : []),
  ]
  if (!moves.length) return ['**Move nothing.** No channel is over-funded while another is under-funded.', ...unmoved]
  const told = moves.map(
    ({ from, to, money: sum, breakEven }) =>
      `**Test moving up to ${money(sum)} from ${words(from)} to ${words(to)}.** The money moved must earn at least ${percent(breakEven)} of what the same amount in ${words(to)} earns today on average.`,
  )
  const how = 'A share of value is not an effect of spend: move the money in steps, and measure after each one.'
  return [...told, how, ...unmoved]
}

/** Introduce each segment in markdown: its size, value, activity, favorite channel and category, and differences. */
export function personas(
  study: Study,
  claims: readonly Claim[],
  stakes: readonly ValueAtStake[],
  cards: readonly Campaign[],
): string[] {
  const value = study.customers.columns.includes('value') ? numbers(study.customers, 'value') : undefined
  return study.sizes.map(({ segment, customers, customerShare: share, valueShare }) => {
    const own = value?.filter((_, row) => study.segmentOf[row] === segment)
    const stake = stakes.find((one) => one.segment === segment)
    const card = cards.find((one) => one.segment === segment)
    if (tooFew(customers)) return `**${words(segment)}**: ${countShown(customers)}, too few to describe.`
    const worth =
      own && valueShare >= 0
        ? ` They account for ${percent(valueShare)} of the value, with a median of ${money(median(own))} per customer per month.`
        : ''
    const active = stake ? activeWords(stake) : ''
    const picks = [card?.channel, card?.category].filter((pick) => pick?.standsOut).map((pick) => words(pick!.level))
    const stand = picks.length
      ? ` ${listed(picks)} ${picks.length > 1 ? 'stand' : 'stands'} out among their choices.`
      : ''
    return `**${words(segment)}**: ${count(customers, 'customer')}, ${percent(share)} of all.${worth}${active}${stand} ${differences(segment, claims)}`
  })
}

function activeWords(stake: ValueAtStake): string {
  const { customers, active, slipping, lapsed, atStake, atStakeShare, atStakeShareLow, atStakeShareHigh } = stake
  if (tooFew(slipping + lapsed)) return ' Hardly any of them have gone silent.'
  if (tooFew(active)) return ' Hardly any of them are still active.'
  const silent =
    atStake > 0
      ? `${money(atStake)} per month is at stake with those who have gone silent (${percent(atStakeShare)} ${interval([atStakeShareLow, atStakeShareHigh], percent)} of the group’s value)`
      : 'nobody has gone silent'
  return ` ${percent(active / customers)} are active; ${silent}.`
}

/** Describe the three largest differences that hold. */
function differences(segment: string, claims: readonly Claim[]): string {
  const subject = `${words(members(segment))} `
  const own = claims
    .filter(
      ({ group, holds, sentence }) => group === segment && holds && sentence.replace(/\*\*/g, '').startsWith(subject),
    )
    .filter(({ sentence }) => sentence.endsWith(' than other customers'))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, 3)
    .map(({ sentence }) => sentence.slice(subject.length).replace(' than other customers', ''))
  return own.length
    ? `Compared with other customers, they ${listed(own)}.`
    : 'No difference from other customers is supported.'
}

/** Explain the rule of activity and, with values, how silence affects the Value Score. */
export function activitySentence(told: Activity, valued: boolean): string {
  if (!valued) return told.says
  const silence =
    told.by === 'orders'
      ? 'The Value Score counts what customers spend per month since their first order, so customers who have gone silent spent more while they were buying.'
      : 'The Value Score ignores silence: it counts what customers spend while they are buying.'
  return `${told.says} ${silence}`
}

/** Name the groups with the largest and the smallest share of silent customers. */
export function activityTitle(stakes: readonly ValueAtStake[]): string {
  const silent = ({ slipping, lapsed, customers }: ValueAtStake) => (slipping + lapsed) / customers
  const shown = stakes.filter(({ slipping, lapsed }) => !tooFew(slipping + lapsed))
  if (!shown.length) return 'Few customers have gone silent'
  const [top, ...others] = [...shown].sort((a, b) => silent(b) - silent(a))
  const last = others[others.length - 1]
  if (!silent(top)) return 'Nobody has gone silent'
  const about = `${percent(silent(top))} of ${members(top.segment)} have gone silent`
  return last && percent(silent(last)) !== percent(silent(top))
    ? `${about}, compared with ${percent(silent(last))} of ${members(last.segment)}`
    : about
}

/** Say how much of the correlation of discounts with volume lies between the groups, and what to do about it. */
export function discountSentence(found: DataFrame): string {
  const [group, discount, volume] = ['group', 'discount', 'volume'].map((column) => texts(found, column))
  const [rho, q, between] = ['rho', 'q', 'between'].map((column) => numbers(found, column))
  const real = Array.from(rho.keys()).filter((row) => group[row] === 'All customers' && q[row] <= 0.05)
  if (!real.length) return 'No overall correlation is supported, so there is nothing to explain.'
  const top = real.reduce((best, row) => (Math.abs(rho[row]) > Math.abs(rho[best]) ? row : best))
  const share = Math.min(1, Math.max(0, between[top]))
  const within = Array.from(q.keys()).filter((row) => group[row] !== 'All customers' && q[row] <= 0.05).length
  const start = `${percent(share)} of the overall correlation of ${discount[top]} with ${volume[top]!.toLowerCase()} lies between the groups`
  return share >= 0.8 && !within
    ? `${start}; within them, no correlation is found beyond chance (the mechanism behind Simpson’s paradox). So the overall correlation is no reason to cut discounts or to offer more: choose offers by group, and test what a discount changes.`
    : `${start}; the rest lies within them. Discounts may be related to what customers buy even within a group: test offers with and without one.`
}

/**
 * Describe each campaign in markdown: segment, state, offer, channel, category, cost and test.
 *
 * @param cards as returned by `campaigns`, the highest expected return first
 */
export function campaignSentences(
  study: Study,
  cards: readonly Campaign[],
  budgets: readonly ChannelBudget[] = [],
): string[] {
  if (study.verdict.kind === 'slices')
    return [
      'No campaign is proposed for a slice: its customers could just as well be in another. You can still rank customers by value and by how long they have been silent (both are in the exported list), and test one offer on a random sample of all customers.',
    ]
  if (!cards.length) return [`No group has the ${FEWEST} customers needed to test a campaign, so none is proposed.`]
  return cards.map((card) => {
    const { valueShare } = study.sizes.find(({ segment }) => segment === card.segment)!
    const parts = [
      `*State:* ${card.state}${card.because ? ` (${card.because} standard deviations from average)` : ''}.`,
      `*Offer:* ${card.offer}.`,
      ...(card.channel
        ? [
            card.silent
              ? `*Channel:* write or call, since customers who stay away would not see an offer where they used to buy: ${pickWords(card.channel, card.audience)}.${isOver(card.channel, budgets) ? ' A smaller budget there does not affect this campaign.' : ''}`
              : `*Channel:* ${pickWords(card.channel, card.audience)}.${reconciled(card.channel, budgets)}`,
          ]
        : []),
      ...(card.category ? [`*Category:* ${pickWords(card.category, card.audience)}.`] : []),
      ...(card.expected <= 0
        ? [
            `*Cost:* even the smallest effect worth finding would not pay for the contacts (expected return ${money(card.expected)}): find a cheaper way to reach these customers, or skip this campaign.`,
          ]
        : []),
      `*Test:* keep ${count(card.control)} randomly chosen customers as a control group, and treat ${count(card.treated)}; this detects the smallest effect worth finding with ${percent(card.power)} power${card.testable ? '' : ', less than the usual 80%, so treat it as a pilot'}. Evaluate the result once, at the end.`,
    ]
    const weight = valueShare > 0 ? `, ${percent(valueShare)} of value` : ''
    return `**${words(card.segment)}** (${groupWord(study.verdict.kind, false)} of ${count(card.audience)} customers${weight}):\n\n${parts.map((part) => `- ${part}`).join('\n')}`
  })
}

function pickWords(pick: Pick, audience: number): string {
  const share = tooFew(pick.hits)
    ? countShown(pick.hits)
    : `${count(pick.hits)} of ${count(audience)}, ${percent(pick.share)}`
  return pick.standsOut
    ? `${words(pick.level)} (${share}; ${percent(pick.overall)} of all customers; lift ${decimal(pick.lift)} ${interval(pick.interval)})`
    : `none stands out; ${words(pick.level)} is most common (${share})`
}

const isOver = ({ level }: { readonly level: string }, budgets: readonly ChannelBudget[]) =>
  budgets.find(({ channel, verdict }) => channel === level && verdict === 'over-funded')

/** Explain why a campaign may use a channel that is over-funded; empty if it is not. */
function reconciled({ level }: Pick, budgets: readonly ChannelBudget[]): string {
  const over = isOver({ level }, budgets)
  return over
    ? ` (It takes ${percent(over.spendShare)} of the spend for ${percent(over.valueShare)} of the value: use it for these customers, who already buy there, within a smaller budget.)`
    : ''
}

/** Return the assumptions of a plan as rows of a table; none of them comes from the data, except margins if given. */
export function assumptionRows(
  given: Assumptions,
  margins: readonly CategoryMargin[] = [],
): { assumption: string; assumed: string }[] {
  const { baseResponse, smallestLift, contactCost, grossMargin, purchasesPerResponse, horizonMonths } = given
  return [
    { assumption: 'Customers who respond without a campaign', assumed: percent(baseResponse) },
    {
      assumption: 'Smallest effect worth finding',
      assumed: `a rise from ${percent(baseResponse)} to ${percent(baseResponse * smallestLift)}`,
    },
    { assumption: 'Cost per contact', assumed: money(contactCost) },
    { assumption: 'Gross margin', assumed: margins.length ? 'that of each category, as given' : percent(grossMargin) },
    {
      assumption: 'Purchases per response',
      assumed: decimal(purchasesPerResponse, purchasesPerResponse % 1 ? 1 : 0),
    },
    { assumption: 'Months until the outcome is evaluated', assumed: decimal(horizonMonths, horizonMonths % 1 ? 1 : 0) },
  ]
}

/** Return the rules in plain words with their held-out accuracy, and the tree as SQL. Markdown. */
export function ruleSentences(found: RuleCards | undefined): string[] {
  if (!found) return ['There are no rules: there is only one group, or no column that separates the groups.']
  const cards = found.cards.map(({ segment, says, customers, precision, recall }) =>
    customers < FEWEST
      ? `- **${words(segment)}**: ${words(says)}. This applies to ${countShown(customers)} held out, too few to say how often the rule is right.`
      : `- **${words(segment)}**: ${words(says)}. This applies to ${count(customers)} held-out customers, of whom ${percent(precision)} are in the group; the rule finds ${percent(recall)} of the group.`,
  )
  return [
    cards.join('\n'),
    `For a CRM whose data are updated daily, here is the full tree as SQL. It assigns ${percent(found.agreement)} of ${count(found.tested)} held-out customers to their own group. ${found.agreement < 1 ? `The price of simple rules: ${percent(1 - found.agreement)} would be treated as members of another group, so use the exported list where you can.` : 'No accuracy is lost.'}`,
    `\`\`\`sql\n${found.sql}\n\`\`\``,
  ]
}

/** What the columns of the tiers mean. */
export const TIER_CAPTION =
  'Tiers by Value Score per month. Purchases to next: median of extra purchases per month. Lifted by one: customers whom one more purchase per month moves up'

/** Say how many customers one more purchase moves up, and what tiers cost under the assumptions. */
export function tierSentence(tiers: readonly TierPlan[]): string {
  if (tiers.length < 2) return 'All customers bring the same value, so there is only one tier.'
  const lifted = tiers.filter(({ liftedByOne }) => liftedByOne > 0 && !tooFew(liftedByOne))
  const moves = lifted.map(
    ({ tier, liftedByOne, customers }) =>
      `${count(liftedByOne)} of ${count(customers)} in ${tier} (${percent(liftedByOne / customers)})`,
  )
  const lift = moves.length
    ? `One more purchase per month, at each customer’s own amount, would lift ${listed(moves)} into the next tier. `
    : ''
  const cost = tiers.reduce((sum, { benefitCost }) => sum + benefitCost, 0)
  const left = tiers.reduce((sum, { marginLeft }) => sum + marginLeft, 0)
  return `${lift}Under the assumptions, the benefits cost ${money(cost)} per month, ${percent(cost / (cost + left))} of the gross margin. Customers keep their tier until their Value Score falls 10% below the tier’s threshold, so that a single purchase does not move anyone up or down.`
}

/**
 * Return the claims of a topic as a list of sentences in markdown.
 *
 * @param most the largest number of sentences; further claims are only counted, since the ledger lists them
 */
export function claimSentences(claims: readonly Claim[], topic: string, most: number = Infinity): string {
  const own = claims.filter((claim) => claim.topic === topic)
  const rest = own.slice(most)
  const held = rest.filter(({ holds }) => holds).length
  const more = rest.length
    ? [`- Of ${rest.length} more claims, ${held} are supported; the ledger below lists them all.`]
    : []
  return [...own.slice(0, most).map((claim) => `- ${claimSentence(claim)}`), ...more].join('\n')
}

/** Return values at stake as rows of a table; values that describe too few silent customers are missing. */
export function stakeRows(stakes: readonly ValueAtStake[]): ValueAtStake[] {
  const none = { atStake: NaN, atStakeShare: NaN, atStakeShareLow: NaN, atStakeShareHigh: NaN }
  return stakes.map((one) => ({ ...one, ...(tooFew(one.slipping + one.lapsed) && none) }))
}

/** Name the archetypes that no group fits, in a sentence; empty if each was found. */
export function absentSentence(study: Study): string {
  const absent = absentArchetypes(study)
  const tenure =
    absent.includes('New Customers') && !study.customers.columns.includes('tenure')
      ? ' New Customers cannot be recognized without first-purchase dates.'
      : ''
  return absent.length
    ? `No group fits the archetype ${listed(absent).replace(/ and (?=[^,]*$)/, ' or ')} by the rules, so nothing is claimed about them.${tenure}`
    : ''
}

/**
 * Say in how many variables the groups explain more than plain rules, and what explains more elsewhere; empty without
 * rows.
 *
 * @param explained one row per variable, with columns `variable` and `better` (see explainedRows)
 */
export function explainedSentence(explained: DataFrame): string {
  const [variable, better] = [texts(explained, 'variable'), texts(explained, 'better')]
  const own = better.filter((one) => one === 'groups').length
  const others = variable.filter((_, row) => better[row] !== 'groups' && better[row] !== 'alike') as string[]
  const rules = others.length ? `; plain rules explain more of ${listed(others.map(inSentence))}` : ''
  return `The groups explain more than plain rules in ${own} of ${count(variable.length, 'variable')}${rules}.`
}

/** The shares of a variable's variance that groups and simple rules explain, 0 to 1. */
export interface ExplainedRow {
  readonly variable: string
  readonly explainedByGroups: number
  readonly explainedByTerciles: number
  /** Absent if the file does not give recency, frequency and amount. */
  readonly explainedByRfm?: number
  readonly better: string
}

/**
 * Compute the variance that clustering explains among held-out customers, compared with two simple rules: terciles of
 * the Value Score, and groups by the sum of the RFM scores, as many as there are segments.
 */
export function explainedRows({ heldOut: { customers, segmentOf }, features, names }: Study): ExplainedRow[] {
  if (!customers.columns.includes('value')) return []
  const terciles = cut(numbers(customers, 'value'), 3)
  const rfm = ['recency', 'frequency', 'amount'].every((column) => customers.columns.includes(column))
    ? cut(rfmTotal(customers), names.length)
    : undefined
  const shown = [...features.map(({ column }) => column), 'rating', 'age'].filter((column) =>
    customers.columns.includes(column),
  )
  return shown.flatMap((column) => {
    const values = orderedValues(customers, column)
    if (new Set(values).size < 2 || values.some(Number.isNaN)) return []
    const explained = (groups: readonly string[]) => (new Set(groups).size > 1 ? etaSquared(values, groups).eta : 0)
    const [byGroups, byTerciles, byRfm] = [explained(segmentOf), explained(terciles), rfm ? explained(rfm) : NaN]
    const rule = Math.max(byTerciles, byRfm || 0)
    const better =
      Math.abs(byGroups - rule) < 0.02 ? 'alike' : byGroups > rule ? 'groups' : rule === byRfm ? 'RFM' : 'terciles'
    return [
      {
        variable: label(column),
        explainedByGroups: byGroups,
        explainedByTerciles: byTerciles,
        ...(rfm && { explainedByRfm: byRfm }),
        better,
      },
    ]
  })
}

function rfmTotal(customers: DataFrame): Float64Array {
  const { recencyScore, frequencyScore, moneyScore } = rfmScores(customers)
  return recencyScore.map((score, row) => score + frequencyScore[row] + moneyScore[row])
}

/** Cut values into groups of about equal size by rank; equal values stay together. */
function cut(values: Float64Array, parts: number): string[] {
  return Array.from(ranks(values), (rank) => String(Math.floor((parts * (rank - 0.5)) / values.length)))
}

/**
 * Name the cell of the grid of recency by frequency with the most customers.
 *
 * @param grid one row per cell, with columns `recencyScore`, `frequencyScore`, `customers` and `segment`
 */
export function rfmTitle(grid: DataFrame): string {
  const [r, f] = ['recencyScore', 'frequencyScore'].map((column) => texts(grid, column))
  const customers = numbers(grid, 'customers')
  const segment = texts(grid, 'segment')
  const cells = new Set(segment).size
  const top = customers.reduce((best, size, row) => (size > customers[best] ? row : best), 0)
  return cells > 1
    ? `The largest cell: ${count(customers[top])} customers with recency ${r[top]} and frequency ${f[top]}, mostly ${members(segment[top]!)}`
    : `All cells of recency by frequency are mostly ${members(segment[top]!)}`
}

/** Explain the cells of the grid of recency by frequency. */
export function rfmCaption(customers: DataFrame): string {
  return `n = ${count(customers.shape[0])} customers. Scores run from 1 to 5; 5 is the most recent and the most frequent. Each cell shows its number of customers and their most common group; an empty one has none.`
}
