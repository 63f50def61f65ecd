import { members } from '../clusters/name-segments.js'
import { count, decimal, interval, listed, money, percent, pValue, words } from '../core/format.js'
import { numbers, texts } from '../data/columns.js'
import { orderedValues } from '../data/ordinal.js'
import { groupWord } from '../evidence/verdict.js'
import { FEATURES } from '../features/features.js'
import { label, unit } from '../features/labels.js'
import { drawBars } from '../figures/bars.js'
import { drawBoxes } from '../figures/boxes.js'
import type { Figure } from '../figures/figure.js'
import { drawHeatmap } from '../figures/heatmap.js'
import { drawIntervals } from '../figures/intervals.js'
import { FAINT, NEUTRAL } from '../figures/palette.js'
import { type ChannelBudget, reallocation } from '../marketing/budget.js'
import { type Campaign, type Pick, PLAN } from '../marketing/campaigns.js'
import { type Claim, claimSentence } from '../marketing/claims.js'
import { discountCorrelations, VOLUMES } from '../marketing/discounts.js'
import { absentArchetypes } from '../marketing/draft-claims.js'
import { variables } from '../marketing/drivers.js'
import { liftTable } from '../marketing/lift.js'
import { type CategoryMargin, categoryValues, highMargin } from '../marketing/margins.js'
import type { Study } from '../marketing/study.js'
import { loyaltyTiers } from '../marketing/tiers.js'
import type { Cell } from '../show.js'
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
    `**Value:** the ${word} ${words(top.segment)} is ${percent(top.share)} of customers and ${percent(top.valueShare)} of the value.`,
    drivers.length
      ? `**Drivers:** ${drivers.length} of ${tested} variables go with high value beyond chance; the strongest: ${claimSentence(drivers[0])}`
      : `**Drivers:** none of ${tested} variables goes with high value beyond chance. Whom to target can be read from the Value Score, why cannot.`,
    !budgets.length
      ? '**Budget:** left out: no marketing spend was given (a file of Purchase_Channel and Marketing_Spend).'
      : moves.length
        ? `**Budget:** ${money(moves.reduce((sum, move) => sum + move.money, 0))} would move from ${listed([...new Set(moves.map(({ from }) => words(from)))])} to ${listed([...new Set(moves.map(({ to }) => words(to)))])}; the rest lies within what the data leave open.`
        : '**Budget:** no money would move: every share of spend lies within the interval of its share of value, or only on one side of it.',
  ]
}

/** How the evidence was kept honest. */
export function splitSentence(study: Study): string {
  const { rows, agreement } = study.tested.holdOut
  const word = groupWord(study.verdict.kind)
  return `Profiles describe all ${count(study.customers.shape[0])} customers. Tests that compare the ${word}, and those of what drives value, read ${count(rows.length)} customers held out by seed ${study.seed}: the ${word} they are in were fitted on the other half (adjusted Rand index with the ${word} of all: ${decimal(agreement, 3)}). A variable that helped to draw the ${word} is tested on ${word} drawn without it, since they differ in it by construction. Discounts and the budget read all customers. The q-values of claims count all claims of this notebook; those of a table or figure, its own tests.`
}

/** The table of segments. */
export function profileRows(study: Study): Record<string, Cell>[] {
  return study.profiles.map((one) => ({
    [study.verdict.kind === 'slices' ? 'Slice' : 'Segment']: one.segment,
    Customers: one.customers,
    Share: percent(one.share),
    'Value share': percent(one.valueShare),
    'Mean purchase': money(one.meanAmount),
    'Buys a month': decimal(one.frequency, 1),
    'Recency (days)': decimal(one.recency, 0),
    Satisfaction: decimal(one.satisfaction, 1),
    Engagement: decimal(one.engagement),
    'Discount depend.': decimal(one.discountDependence),
    ...(Number.isNaN(one.tenure) ? {} : { 'Tenure (days)': decimal(one.tenure, 0) }),
  }))
}

/** Shares of customers against shares of value. */
export function valueFigure(study: Study): Figure {
  const top = [...study.profiles].sort((a, b) => b.valueShare / b.share - a.valueShare / a.share)[0]
  return drawBars({
    title: `${top.segment}: ${percent(top.share)} of customers, ${percent(top.valueShare)} of value`,
    categories: study.profiles.map(({ segment }) => segment),
    series: [
      { name: 'share of customers', values: study.profiles.map(({ share }) => share), colour: FAINT },
      { name: 'share of value', values: study.profiles.map(({ valueShare }) => valueShare), colour: NEUTRAL },
    ],
    unit: 'share',
    percent: true,
    alt: study.profiles
      .map((one) => `${one.segment}: ${percent(one.share)} of customers, ${percent(one.valueShare)} of value`)
      .join('; '),
    caption: `n = ${count(study.customers.shape[0])} customers. Value is the Value Score: frequency x amount, money a month.`,
  })
}

/** Loyalty, frequency and value by segment. */
export function distributionsFigure(study: Study): Figure {
  const of = (segment: string, column: string) =>
    numbers(study.customers, column).filter((_, i) => study.segmentOf[i] === segment)
  const typical = study.profiles
    .map(({ segment }) => ({ segment, frequency: median(of(segment, 'frequency')) }))
    .sort((a, b) => b.frequency - a.frequency)
  const [first, last] = [typical[0], typical[typical.length - 1]]
  return drawBoxes({
    title: `Half of ${members(first.segment)} buy ${decimal(first.frequency, 0)} times a month or more, half of ${members(last.segment)} ${decimal(last.frequency, 0)} times or less`,
    panels: ['loyalty', 'frequency', 'value'].map((column) => ({
      label: label(column),
      unit: unit(column),
      values: numbers(study.customers, column),
    })),
    segmentOf: study.segmentOf,
    segments: study.names,
    alt: `Boxes of loyalty, frequency and Value Score for ${listed(study.names)}. Median purchases a month: ${typical.map(({ segment, frequency }) => `${segment} ${frequency}`).join(', ')}.`,
    caption: `n = ${count(study.customers.shape[0])} customers. Boxes: quartiles; whiskers: 5 % to 95 %.`,
  })
}

/** Income by segment. */
export function incomeFigure(study: Study): Figure {
  return sharesFigure(study, 'income', 'income')
}

/** Channels by segment. */
export function channelFigure(study: Study): Figure {
  return sharesFigure(study, 'channel', 'channel')
}

function sharesFigure(study: Study, column: string, what: string): Figure {
  const table = crosstab(texts(study.customers, column), study.segmentOf, { cols: study.names })
  const totals = study.names.map((_, j) =>
    table.rowLevels.reduce((sum, _, i) => sum + table.counts.data[i * study.names.length + j], 0),
  )
  const share = (i: number, j: number) => table.counts.data[i * study.names.length + j] / totals[j]
  const spread = table.rowLevels
    .map((level, i) => {
      const shares = study.names.map((_, j) => share(i, j))
      return {
        level,
        high: shares.indexOf(Math.max(...shares)),
        low: shares.indexOf(Math.min(...shares)),
        gap: Math.max(...shares) - Math.min(...shares),
        i,
      }
    })
    .sort((a, b) => b.gap - a.gap)[0]
  const shades = ['#1F4E79', '#2E86AB', '#7A6C9B', '#B5651D', '#5B7553', '#8C3B4A']
  return drawBars({
    title: `${spread.level} ${what} varies most: ${percent(share(spread.i, spread.high))} of ${members(study.names[spread.high])}, ${percent(share(spread.i, spread.low))} of ${members(study.names[spread.low])}`,
    categories: study.names,
    series: table.rowLevels.map((level, i) => ({
      name: level,
      values: study.names.map((_, j) => share(i, j)),
      colour: shades[i % shades.length],
    })),
    unit: 'share of customers',
    percent: true,
    stacked: true,
    lying: true,
    height: 200 + 44 * study.names.length,
    alt: study.names
      .map((name, j) => `${name}: ${table.rowLevels.map((level, i) => `${level} ${percent(share(i, j))}`).join(', ')}`)
      .join('. '),
    caption: `n = ${study.names.map((name, j) => `${count(totals[j])} ${words(name)}`).join(', ')}. Whether they differ beyond chance is claimed below, on held-out customers.`,
  })
}

/** Channels by lift in each segment, on all customers. */
export function channelRows(study: Study): Record<string, Cell>[] {
  return lifts(study, 'channel').map((one) => ({
    [study.verdict.kind === 'slices' ? 'Slice' : 'Segment']: one.group,
    Channel: one.level,
    Share: percent(one.share),
    'Share of all': percent(one.overall),
    Lift: `${decimal(one.lift)} ${interval([one.low, one.high])}`,
    q: pValue('q', one.q),
  }))
}

function lifts(study: Study, column: string) {
  const table = crosstab(study.tested.segmentOf, texts(study.tested.customers, column))
  if (table.rowLevels.length < 2) return []
  const order = (name: string) => study.names.indexOf(name)
  return liftTable(table).sort((a, b) => order(a.group) - order(b.group) || b.lift - a.lift)
}

/** Discount behaviour against purchase volume, overall and by segment. */
export function discountFigure(study: Study): Figure {
  const found = discountCorrelations(study.customers, study.segmentOf, study.names)
  const rows = [...new Set(found.map(({ group, discount }) => `${group}: ${discount}`))]
  const at = (row: string, volume: string) =>
    found.find((one) => `${one.group}: ${one.discount}` === row && one.volume === volume)!
  const all = found
    .filter(({ group }) => group === 'All customers')
    .sort((a, b) => Math.abs(b.rho) - Math.abs(a.rho))[0]
  const real = all.q <= 0.05
  const inside = found.filter(({ group, q }) => group !== 'All customers' && q <= 0.05).length
  return drawHeatmap({
    title: real
      ? `Overall, ${all.discount} goes with ${all.rho < 0 ? 'lower' : 'higher'} ${all.volume.toLowerCase()} (rho ${decimal(all.rho)}); within groups ${inside ? `${inside} of ${found.length - 6} correlations remain` : 'nothing of it remains'}`
      : 'Discount use and sensitivity do not go with purchase volume',
    x: VOLUMES.map((volume) => volume.label),
    y: rows,
    z: rows.map((row) => VOLUMES.map((volume) => at(row, volume.label).rho)),
    text: rows.map((row) =>
      VOLUMES.map(
        (volume) =>
          `${Number.isNaN(at(row, volume.label).rho) ? '' : decimal(at(row, volume.label).rho)}${at(row, volume.label).q <= 0.05 ? '*' : ''}`,
      ),
    ),
    limit: 0.6,
    alt: `Heatmap of Spearman correlations. ${rows.map((row) => `${row}: ${VOLUMES.map((volume) => `${volume.label} ${decimal(at(row, volume.label).rho)}`).join(', ')}`).join('. ')}.`,
    caption: `Spearman’s rho, n = ${count(study.customers.shape[0])} customers in all; \\* marks q ≤ .05, Benjamini-Hochberg over these ${found.length}. Discount dependence helped to build the groups, so what remains within them is what counts.`,
  })
}

/** Drivers of high value: effect with interval, supported or not. */
export function driversFigure(study: Study, claims: readonly Claim[]): Figure | undefined {
  const shown = claims.filter(({ topic, measure }) => topic === 'drivers' && measure === "Cliff's delta")
  if (!shown.length) return undefined
  const held = shown.filter(({ holds }) => holds)
  return drawIntervals({
    title: held.length
      ? `High-value customers differ from the rest in ${held.length} of ${shown.length} variables, most by ${held[0].about!.toLowerCase()}`
      : `No variable sets high-value customers apart: all ${shown.length} intervals are compatible with nothing once tests are counted`,
    rows: shown.map((claim) => ({
      label: claim.about!,
      effect: claim.effect,
      low: claim.interval[0],
      high: claim.interval[1],
      supported: claim.holds,
    })),
    unit: "Cliff's delta, against the rest",
    nothing: 0,
    alt: `Effects with intervals: ${shown.map((claim) => `${claim.about!} ${decimal(claim.effect)}${claim.holds ? '' : ' (not supported)'}`).join(', ')}.`,
    caption: `n = ${count(shown[0].n)} held-out customers; high value: the top ${percent(study.topShare)} by Value Score. Cliff’s delta: the chance that a high-value customer has more of it than another, minus the chance of less (-1 to 1). Bars: 95 % intervals, each for its own test; filled: the claim holds among all tests (q ≤ .05, and the interval leaves out 0). Frequency and amount define value and are left out.`,
  })
}

/** What goes with being in each group: effects of all variables. */
export function membershipFigure(study: Study, claims: readonly Claim[]): Figure | undefined {
  const shown = new Set(variables(study.tested.customers).map((variable) => variable.label))
  const own = claims.filter(({ group, about }) => group && shown.has(about!))
  if (!own.length) return undefined
  const names = [...new Set(own.map(({ about }) => about!))]
  const at = (name: string, variable: string) => own.find(({ group, about }) => group === name && about === variable)
  const strength = (variable: string) =>
    Math.max(...study.names.map((name) => Math.abs(at(name, variable)?.effect ?? 0)))
  const redrawn = (variable: string) => own.some(({ about, without }) => about === variable && without)
  const order = names.sort((a, b) => strength(b) - strength(a))
  const held = own.filter(({ holds }) => holds)
  const top = [...held].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))[0]
  return drawHeatmap({
    title: top
      ? `${held.length} of ${own.length} differences hold; the largest: ${top.about!.toLowerCase()} of ${members(top.group!)}`
      : 'Nothing sets the groups apart but what drew them',
    x: study.names,
    y: order.map((variable) => (redrawn(variable) ? `${variable} †` : variable)),
    z: order.map((variable) => study.names.map((name) => at(name, variable)?.effect ?? NaN)),
    text: order.map((variable) =>
      study.names.map((name) => {
        const claim = at(name, variable)
        return claim ? `${decimal(claim.effect)}${claim.holds ? '*' : ''}` : ''
      }),
    ),
    alt: `Heatmap of effects by group. ${study.names
      .map(
        (name) =>
          `${name}: ${order
            .slice(0, 6)
            .map((variable) => `${variable} ${decimal(at(name, variable)?.effect ?? 0)}`)
            .join(', ')}`,
      )
      .join('. ')}.`,
    caption: `n = ${count(own[0].n)} held-out customers, each group against the rest. Numbers and levels: Cliff’s delta (-1 to 1); categories: Cramér’s V (0 to 1). \\* marks a claim that holds among all tests (q ≤ .05, and the interval leaves out 0). † helped to draw the groups, which differ in it by construction: this test reads groups drawn without it.`,
  })
}

/** Segments against categories of high margin. */
export function marginFigure(study: Study, margins: readonly CategoryMargin[]): Figure {
  const high = highMargin(margins)
  const inHigh = (texts(study.tested.customers, 'category') as string[]).map((category) =>
    high.has(category) ? 'high' : 'other',
  )
  const table = crosstab(study.tested.segmentOf, inHigh)
  const found = (table.rowLevels.length > 1 ? liftTable(table) : [])
    .filter(({ level }) => level === 'high')
    .sort((a, b) => b.lift - a.lift)
  const top = found[0]
  const stands = top && top.q <= 0.05 && top.low > 1
  return drawIntervals({
    title: stands
      ? `${members(top.group)} buy in high-margin categories ${decimal(top.lift)} times as often as all customers do`
      : 'No group buys in high-margin categories more often than the others, beyond chance',
    rows: found.map((one) => ({
      label: one.group,
      effect: one.lift,
      low: one.low,
      high: one.high,
      supported: one.q <= 0.05 && (one.low > 1 || one.high < 1),
    })),
    unit: 'lift against all customers',
    nothing: 1,
    alt: `Lifts with intervals: ${found.map((one) => `${one.group} ${decimal(one.lift)} ${interval([one.low, one.high])}`).join(', ')}.`,
    caption: `n = ${count(study.tested.customers.shape[0])} held-out customers. High margin: above the median of the ${margins.length} categories (${high.size} are). Bars: 95 % intervals; filled: q ≤ .05, and the interval leaves out 1.`,
  })
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
      'Value ($ a month)': money(one.value),
      ...(margins.length && { Margin: percent(one.margin), 'Gross profit ($ a month)': money(one.profit) }),
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

/** Spend against value by channel. */
export function budgetFigure(study: Study, budgets: readonly ChannelBudget[]): Figure {
  const over = budgets.filter(({ verdict }) => verdict === 'over-funded')
  const first = over[0]
  return drawIntervals({
    title: first
      ? `${first.channel} takes ${percent(first.spendShare)} of the spend and carries ${percent(first.valueShare)} of the value`
      : 'No channel takes more of the spend than it may carry of the value',
    rows: budgets.map((one) => ({
      label: `${one.channel} (engagement ${decimal(one.engagement)})`,
      effect: one.valueShare,
      low: one.valueInterval[0],
      high: one.valueInterval[1],
      supported: one.verdict !== 'do not move',
      against: one.spendShare,
    })),
    unit: 'share',
    percent: true,
    names: {
      supported: 'share of value; spend lies outside',
      unsupported: 'share of value; do not move',
      against: 'share of spend',
    },
    alt: budgets
      .map(
        (one) =>
          `${one.channel}: ${percent(one.spendShare)} of spend, ${percent(one.valueShare)} of value ${interval(one.valueInterval, percent)}, ${one.verdict}`,
      )
      .join('; '),
    caption: `n = ${count(study.customers.shape[0])} customers; bars: 95 % intervals of the share of value. Where the diamond (spend) lies inside the bar, the data give no reason to move money.`,
  })
}

/** Channels in numbers. */
export function budgetRows(budgets: readonly ChannelBudget[]): Record<string, Cell>[] {
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
      ? `leave ${count(card.control)} at random alone as control; that finds a response of ${percent(PLAN.baseline * PLAN.lift)} against ${percent(PLAN.baseline)} with 80 % power`
      : `leave ${count(card.control)} at random alone as control; with so few, a response of ${percent(PLAN.baseline * PLAN.lift)} against ${percent(PLAN.baseline)} may be missed, so read it as a pilot`
    return `**${words(card.segment)}** (${word} of ${count(card.audience)} customers, ${percent(profile.valueShare)} of value). *Channel:* ${pickWords(card.channel)}. *Category:* ${pickWords(card.category)}. *Offer:* ${card.offer} (discount dependence ${decimal(card.discountDependence)}). *Test:* ${test}. *Stop* if fewer than ${percent(card.stopAt)} of the treated respond: so few could be chance.`
  })
}

function pickWords(pick: Pick): string {
  return pick.standsOut
    ? `${words(pick.level)}, lift ${decimal(pick.lift)} ${interval(pick.interval)}`
    : `none stands out; ${words(pick.level)} is commonest (${percent(pick.share)})`
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

/** Loyalty tiers. */
export function tierRows(study: Study): Record<string, Cell>[] {
  return loyaltyTiers(study.customers).map((one) => ({
    Tier: one.tier,
    'From ($ a month)': money(one.from),
    Customers: one.customers,
    Share: percent(one.share),
    'Value share': percent(one.valueShare),
    'To move up': Number.isNaN(one.purchasesToNext)
      ? 'top tier'
      : `half of them need ${decimal(one.purchasesToNext, 1)} more purchases a month, or fewer`,
  }))
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
