import type { DataFrame } from 'danfojs-node'
import { members } from '../clusters/name-segments.js'
import { count, decimal, interval, listed, money, percent, words } from '../core/format.js'
import { numbers, texts } from '../data/columns.js'
import { orderedValues } from '../data/ordinal.js'
import { groupWord } from '../evidence/verdict.js'
import { FEATURES } from '../features/features.js'
import { label } from '../features/labels.js'
import { type ChannelBudget, reallocation } from '../marketing/budget.js'
import { type Campaign, type Pick, PLAN } from '../marketing/campaigns.js'
import { type Claim, claimSentence } from '../marketing/claims.js'
import { absentArchetypes } from '../marketing/draft-claims.js'
import { variables } from '../marketing/drivers.js'
import type { HighMarginLift } from '../marketing/high-margin-lifts.js'
import { liftTable } from '../marketing/lift.js'
import { type CategoryMargin, categoryValues, highMargin } from '../marketing/margins.js'
import type { Study } from '../marketing/study.js'
import type { Cell } from '../show.js'
import { margins } from '../statistics/chi-square.js'
import { crosstab } from '../statistics/crosstab.js'
import { etaSquared } from '../statistics/eta-squared.js'
import { median } from '../statistics/mean.js'
import { quantile } from '../statistics/quantile.js'

/** What 04-insights tells. */

/** The answer: verdict, who brings the value, what drives it, and where the budget is. */
export function insightsAnswer(study: Study, claims: readonly Claim[], budgets: readonly ChannelBudget[]): string[] {
  const word = groupWord(study.verdict.kind, false)
  const top = [...study.profiles].sort((a, b) => b.valueShare - a.valueShare)[0]
  const drivers = claims.filter(({ topic, holds }) => topic === 'drivers' && holds)
  const tested = claims.filter(({ topic }) => topic === 'drivers').length
  const moves = reallocation(budgets)
  return [
    study.verdict.says,
    `**Value:** the ${word} ${words(top.segment)} has ${percent(top.share)} of the customers and brings ${percent(top.valueShare)} of the value.`,
    drivers.length
      ? `**Drivers:** ${drivers.length} of ${tested} variables go with high value beyond chance; the strongest: ${claimSentence(drivers[0])}`
      : `**Drivers:** none of ${tested} variables goes with high value beyond chance. The Value Score says whom to target, but nothing here says why they spend more.`,
    !budgets.length
      ? '**Budget:** left out: no marketing spend was given (a file of Purchase_Channel and Marketing_Spend).'
      : moves.length
        ? `**Budget:** ${money(moves.reduce((sum, move) => sum + move.money, 0))} would move from ${listed([...new Set(moves.map(({ from }) => words(from)))])} to ${listed([...new Set(moves.map(({ to }) => words(to)))])}; the rest of the spend lies within the uncertainty of the data and stays.`
        : '**Budget:** no money would move: every share of spend lies within the interval of its share of value, or only on one side of it.',
  ]
}

/** How the evidence was kept honest. */
export function splitSentence(study: Study): string {
  const { rows, agreement } = study.tested.holdOut
  const word = groupWord(study.verdict.kind)
  return `Profiles describe all ${count(study.customers.shape[0])} customers. Tests that compare the ${word}, and those of what drives value, read ${count(rows.length)} customers held out by seed ${study.seed}: the ${word} they are in were fitted on the other half (adjusted Rand index with the ${word} of all: ${decimal(agreement, 3)}). A variable that helped to draw the ${word} is tested on ${word} drawn without it, since they differ in it by construction. Discounts and the budget read all customers. The q-values of claims count all claims of this notebook; those of a table or figure, its own tests.`
}

/** Which group brings most value for its size. */
export function valueSharesTitle(profile: DataFrame): string {
  const [names, share, value] = [texts(profile, 'segment'), numbers(profile, 'share'), numbers(profile, 'valueShare')]
  const top = share.reduce((best, _, row) => (value[row] / share[row] > value[best] / share[best] ? row : best), 0)
  return `${members(names[top]!)}: ${percent(share[top])} of customers, ${percent(value[top])} of value`
}

/** Who buys most often, and who least. */
export function frequencyTitle(customers: DataFrame, names: readonly string[]): string {
  const [segment, frequency] = [texts(customers, 'segment'), numbers(customers, 'frequency')]
  const typical = names
    .map((name) => ({ name, frequency: median(frequency.filter((_, row) => segment[row] === name)) }))
    .sort((a, b) => b.frequency - a.frequency)
  const [first, last] = [typical[0], typical[typical.length - 1]]
  if (first.frequency === last.frequency)
    return `The groups buy equally often: half of each ${decimal(first.frequency, 0)} times per month or more`
  return `Half of ${members(first.name)} buy ${decimal(first.frequency, 0)} times per month or more; half of ${members(last.name)} buy ${decimal(last.frequency, 0)} times or less`
}

/** The level whose share differs most between the groups. */
export function sharesTitle(customers: DataFrame, column: string, names: readonly string[]): string {
  const table = crosstab(texts(customers, column), texts(customers, 'segment') as string[], { cols: names })
  if (table.rowLevels.length === 1) return `All customers have the same ${column}: ${table.rowLevels[0]}`
  const { colSums } = margins(table.counts)
  const share = (i: number, j: number) => table.counts.data[i * names.length + j] / colSums[j]
  const [most] = table.rowLevels
    .map((level, i) => {
      const shares = names.map((_, j) => share(i, j))
      const [high, low] = [shares.indexOf(Math.max(...shares)), shares.indexOf(Math.min(...shares))]
      return { level, high, low, shares, gap: shares[high] - shares[low] }
    })
    .sort((a, b) => b.gap - a.gap)
  return `${most.level} ${column} varies most: ${percent(most.shares[most.high])} of ${members(names[most.high])}, ${percent(most.shares[most.low])} of ${members(names[most.low])}`
}

export const LIFT_NAMES: Readonly<Record<string, string>> = {
  group: 'Group',
  level: 'Channel',
  overall: 'Share of all',
  low: 'Lift from',
  high: 'to',
  q: 'q',
}

function lifts(study: Study, column: string) {
  const table = crosstab(study.tested.segmentOf, texts(study.tested.customers, column))
  const order = (name: string) => study.names.indexOf(name)
  return liftTable(table).sort((a, b) => order(a.group) - order(b.group) || b.lift - a.lift)
}

/** Whether discounts go with purchase volume, overall and within the groups. */
export function discountTitle(found: DataFrame): string {
  const [group, discount, volume] = ['group', 'discount', 'volume'].map((column) => texts(found, column))
  const [rho, q] = ['rho', 'q'].map((column) => numbers(found, column))
  const overall = Array.from(rho.keys()).filter((row) => group[row] === 'All customers')
  const top = overall.reduce((best, row) => (Math.abs(rho[row]) > Math.abs(rho[best]) ? row : best))
  if (!(q[top] <= 0.05)) return 'Discount use and sensitivity do not go with purchase volume'
  const inside = Array.from(q).filter((one, row) => group[row] !== 'All customers' && one <= 0.05).length
  const within = inside ? `${inside} of ${rho.length - overall.length} correlations remain` : 'nothing of it remains'
  return `Overall, ${discount[top]} goes with ${rho[top] < 0 ? 'lower' : 'higher'} ${volume[top]!.toLowerCase()} (rho ${decimal(rho[top])}); within groups ${within}`
}

export function discountCaption(found: DataFrame): string {
  return `Spearman’s rho, n = ${count(Math.max(...numbers(found, 'n')))} customers in all; \\* marks q ≤ 0.05 (Benjamini-Hochberg over these ${found.shape[0]}). Discount dependence helped to build the groups, so what remains within them is what counts.`
}

/** How many variables set high-value customers apart. */
export function driversTitle(claims: readonly Claim[]): string {
  const shown = claims.filter(({ topic, measure }) => topic === 'drivers' && measure === "Cliff's delta")
  const held = shown.filter(({ holds }) => holds)
  return held.length
    ? `High-value customers differ from other customers in ${held.length} of ${shown.length} variables, most in ${held[0].about!.toLowerCase()}`
    : `No variable sets high-value customers apart: no difference remains once all tests are counted`
}

export function driversCaption(study: Study, claims: readonly Claim[]): string {
  const [first] = claims.filter(({ topic }) => topic === 'drivers')
  return `n = ${count(first.n)} held-out customers; high value: the top ${percent(study.topShare)} by Value Score. Cliff’s delta: the chance that a high-value customer has more of it than another customer, minus the chance of less (−1 to 1). Bars: 95% intervals, each for its own test; filled: the claim holds among all tests (q ≤ 0.05, and the interval leaves out 0). Frequency and amount define value and are left out.`
}

/** How much a group differs from other customers in one variable. */
export interface MembershipRow {
  readonly segment: string
  readonly about: string
  readonly effect: number
  readonly holds: boolean
  readonly q: number
}

/** Effects of all variables on being in each group, the strongest variable first; † marks those that drew the groups. */
export function membershipRows(study: Study, claims: readonly Claim[]): MembershipRow[] {
  const own = membership(study, claims)
  const strength = (variable: string) =>
    Math.max(...own.filter(({ about }) => about === variable).map(({ effect }) => Math.abs(effect)))
  const drew = (variable: string) => own.some(({ about, without }) => about === variable && without)
  const order = [...new Set(own.map(({ about }) => about!))].sort((a, b) => strength(b) - strength(a))
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

function membership({ tested }: Study, claims: readonly Claim[]): Claim[] {
  const shown = new Set(variables(tested.customers).map((variable) => variable.label))
  return claims.filter(({ group, about }) => group && shown.has(about!))
}

/** How many differences hold, and the largest. */
export function membershipTitle(study: Study, claims: readonly Claim[]): string {
  const own = membership(study, claims)
  const held = own.filter(({ holds }) => holds)
  const [top] = [...held].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  return top
    ? `${held.length} of ${own.length} differences hold; the largest is in ${top.about!.toLowerCase()}, for ${members(top.group!)}`
    : 'Nothing sets the groups apart but the features that drew them'
}

export function membershipCaption(study: Study, claims: readonly Claim[]): string {
  return `n = ${count(membership(study, claims)[0].n)} held-out customers, each group against other customers. Numbers and levels: Cliff’s delta (−1 to 1); categories: Cramér’s V (0 to 1). \\* marks a claim that holds among all tests (q ≤ 0.05, and the interval leaves out 0). † helped to draw the groups, which differ in it by construction: this test reads groups drawn without it.`
}

/** Whether a group buys in high-margin categories more often than others. */
export function marginTitle(found: readonly HighMarginLift[]): string {
  const [top] = found
  return top.real && top.lift > 1
    ? `${members(top.segment)} buy in high-margin categories ${decimal(top.lift)} times as often as all customers do`
    : 'No group buys in high-margin categories more often than the others, beyond chance'
}

export function marginCaption(study: Study, margins: readonly CategoryMargin[]): string {
  return `n = ${count(study.tested.customers.shape[0])} held-out customers. High margin: above the median of the ${margins.length} categories (${highMargin(margins).size} are). Lift: how common it is in a group against all customers. Bars: 95% intervals; filled: q ≤ 0.05, and the interval leaves out 1.`
}

/** Categories to promote and stock. */
export function categoryRows(
  study: Study,
  margins: readonly CategoryMargin[],
  most: number = 8,
): Record<string, Cell>[] {
  const standing = lifts(study, 'category').filter(({ low, q }) => low > 1 && q <= 0.05)
  return categoryValues(study.customers, margins)
    .slice(0, most)
    .map((one) => ({
      Category: one.category,
      Customers: one.customers,
      'Value ($ per month)': money(one.value),
      ...(margins.length && { Margin: percent(one.margin), 'Gross profit ($ per month)': money(one.profit) }),
      'Promote to':
        listed(
          standing
            .filter(({ level }) => level === one.category)
            .map(({ group, lift }) => `${group} (lift ${decimal(lift)})`),
        ) || 'everyone: no group stands out',
    }))
}

/** What to stock, in a sentence. */
export function stockSentence(study: Study, margins: readonly CategoryMargin[]): string {
  const found = categoryValues(study.customers, margins)
  const by = margins.length ? 'profit' : 'value'
  const all = found.reduce((sum, one) => sum + one[by], 0)
  const top = found.slice(0, 5)
  return `**Stock:** ${listed(top.map(({ category }) => words(category)))} bring ${percent(top.reduce((sum, one) => sum + one[by], 0) / all)} of the ${by === 'profit' ? 'gross profit' : 'value'} with ${percent(top.length / found.length)} of the categories.${margins.length ? '' : ' Margins were not given, so this ranks by value; what is sold most may earn least.'}`
}

/** A channel's share of value with its interval, and its share of the spend. */
export interface BudgetRow {
  readonly channel: string
  readonly valueShare: number
  readonly low: number
  readonly high: number
  readonly outside: boolean
  readonly spendShare: number
}

/** Spend against value by channel, for a figure. */
export function budgetRows(budgets: readonly ChannelBudget[]): BudgetRow[] {
  return budgets.map((one) => ({
    channel: `${one.channel} (engagement ${decimal(one.engagement)})`,
    valueShare: one.valueShare,
    low: one.valueInterval[0],
    high: one.valueInterval[1],
    outside: one.verdict !== 'do not move',
    spendShare: one.spendShare,
  }))
}

export const BUDGET_NAMES: readonly [string, string] = [
  'share of value; spend lies outside',
  'share of value; do not move',
]

/** Which channel takes more of the spend than it may carry of the value. */
export function budgetTitle(budgets: readonly ChannelBudget[]): string {
  const [first] = budgets.filter(({ verdict }) => verdict === 'over-funded')
  return first
    ? `${first.channel} takes ${percent(first.spendShare)} of the spend and carries ${percent(first.valueShare)} of the value`
    : 'No channel takes more of the spend than it may carry of the value'
}

export function budgetCaption(study: Study): string {
  return `n = ${count(study.customers.shape[0])} customers; bars: 95% intervals of the share of value. Where the diamond (spend) lies inside the bar, the data give no reason to move money.`
}

/** Channels in numbers. */
export function budgetTable(budgets: readonly ChannelBudget[]): Record<string, Cell>[] {
  return budgets.map((one) => ({
    Channel: one.channel,
    Spend: money(one.spend),
    'Spend share': percent(one.spendShare),
    'Value share': `${percent(one.valueShare)} ${interval(one.valueInterval, percent)}`,
    Engagement: `${decimal(one.engagement)} ${interval(one.engagementInterval)}`,
    Verdict: one.verdict,
  }))
}

/** What to move, and when it pays. */
export function budgetSentences(budgets: readonly ChannelBudget[]): string[] {
  const moves = reallocation(budgets)
  if (!moves.length)
    return ['**Move nothing.** No channel is both outside its interval and matched by one on the other side.']
  return moves.map(
    ({ from, to, money: sum, breakEven }) =>
      `**Move ${money(sum)} from ${words(from)} to ${words(to)}.** It pays if a moved dollar brings at least ${percent(breakEven)} of what an average dollar in ${words(to)} carries today. Shares of value are not effects of spend: move in steps, and measure.`,
  )
}

/** A campaign in sentences: who, where, what, how to learn. */
export function campaignSentences(study: Study, cards: readonly Campaign[]): string[] {
  const word = groupWord(study.verdict.kind, false)
  return cards.map((card) => {
    const profile = study.profiles.find(({ segment }) => segment === card.segment)!
    const test = card.testable
      ? `leave ${count(card.control)} at random alone as control; that finds a response of ${percent(PLAN.baseline * PLAN.lift)} against ${percent(PLAN.baseline)} with 80% power`
      : `leave ${count(card.control)} at random alone as control; with so few, a response of ${percent(PLAN.baseline * PLAN.lift)} against ${percent(PLAN.baseline)} may be missed, so read it as a pilot`
    return `**${words(card.segment)}** (${word} of ${count(card.audience)} customers, ${percent(profile.valueShare)} of value). *Channel:* ${pickWords(card.channel)}. *Category:* ${pickWords(card.category)}. *Offer:* ${card.offer} (discount dependence ${decimal(card.discountDependence)}). *Test:* ${test}. *Stop* if fewer than ${percent(card.stopAt)} of the treated respond: so few could be chance.`
  })
}

function pickWords(pick: Pick): string {
  return pick.standsOut
    ? `${words(pick.level)}, lift ${decimal(pick.lift)} ${interval(pick.interval)}`
    : `none stands out; ${words(pick.level)} is most common (${percent(pick.share)})`
}

/** Campaigns as a table, for those who work it off. */
export function campaignRows(cards: readonly Campaign[]): Record<string, Cell>[] {
  return cards.map((card) => ({
    Audience: card.segment,
    Customers: card.audience,
    Channel: card.channel.level,
    Category: card.category.level,
    Control: card.control,
    'Stop below': percent(card.stopAt),
    'Lift detectable': card.testable ? 'yes' : 'pilot only',
  }))
}

export const TIER_NAMES: Readonly<Record<string, string>> = {
  from: 'From ($ per month)',
  purchasesToNext: 'More purchases per month that lift half of them into the next tier',
}

/**
 * Claims of a topic, as a list of sentences.
 *
 * @param most sentences at most; what is left out is counted, the ledger holds it
 */
export function claimSentences(claims: readonly Claim[], topic: string, most: number = Infinity): string {
  const own = claims.filter((claim) => claim.topic === topic)
  const rest = own.slice(most)
  const held = rest.filter(({ holds }) => holds).length
  const more = rest.length
    ? [`- Of ${rest.length} more tests, ${held} are supported; the ledger below holds them all.`]
    : []
  return [...own.slice(0, most).map((claim) => `- ${claimSentence(claim)}`), ...more].join('\n')
}

/** Archetypes that nobody fits, in a sentence; empty where each was found. */
export function absentSentence(study: Study): string {
  const absent = absentArchetypes(study)
  const tenure =
    absent.includes('New Customers') && !study.customers.columns.includes('tenure')
      ? ' New Customers cannot be told without first-purchase dates.'
      : ''
  return absent.length
    ? `No group fits the archetype ${absent.join(' or ')} by the rules, so nothing is claimed about them.${tenure}`
    : ''
}

/** What clustering explains of held-out customers beyond the plain rule: terciles of the Value Score. */
export function ruleRows(study: Study): Record<string, Cell>[] {
  const { customers, segmentOf } = study.tested
  const value = numbers(customers, 'value')
  const [low, high] = [quantile(value, 1 / 3), quantile(value, 2 / 3)]
  const terciles = Array.from(value, (one) => (one <= low ? 'low' : one <= high ? 'middle' : 'high'))
  const shown = [...FEATURES.map(({ column }) => column), 'rating', 'age'].filter((column) =>
    customers.columns.includes(column),
  )
  return shown.flatMap((column) => {
    const values = orderedValues(customers, column)
    if (new Set(values).size < 2) return []
    const [bySegment, byRule] = [segmentOf, terciles].map((groups) =>
      new Set(groups).size > 1 ? etaSquared(values, groups).eta : 0,
    )
    return [
      {
        Variable: label(column),
        'Explained by groups': percent(bySegment),
        'Explained by value terciles': percent(byRule),
        Better: Math.abs(bySegment - byRule) < 0.02 ? 'alike' : bySegment > byRule ? 'groups' : 'terciles',
      },
    ]
  })
}
