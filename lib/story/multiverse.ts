import { count, listed, percent } from '../core/format.js'
import type { PreparationChoice } from '../evidence/choices.js'
import type { ChoiceEffect, Multiverse, Preparation } from '../evidence/multiverse.js'
import { groupWord } from '../evidence/verdict.js'
import type { VerdictKind } from '../evidence/verdict-rule.js'
import { median } from '../statistics/mean.js'

/** The sentences, titles, captions and tables of 03-clustering about the choices behind the groups. */

const CHOICES: Record<ChoiceEffect['choice'], string> = {
  weights: 'Engagement weights: default, equal, loyalty first or actions first',
  log: 'Value Score: with or without its logarithm',
  scaler: 'Scaler: standard or robust',
  k: 'Number of groups: one fewer or one more',
}

/** If a choice moves at least this share of customers, it gives different groups. */
const MANY = 0.1

/** Say how much the groups and the verdict depend on choices that could have been made differently. Markdown. */
export function multiverseSentences(found: Multiverse, kind: VerdictKind): string[] {
  const word = groupWord(kind, false)
  const moved = changedAtK(found).slice(1)
  const typical = median(moved)
  const agreeing = found.preparations.filter(({ verdict }) => verdict.kind === kind)
  const others = found.preparations.filter(({ verdict }) => verdict.kind !== kind)
  return [
    `**Preparation:** at k = ${found.k}, ${moved.length > 1 ? `the ${moved.length} other ways to prepare the data move` : 'the other way to prepare the data moves'} ${range(moved)} of customers to another ${word}${moved.length > 1 ? ` (median ${percent(typical)})` : ''}${found.customers < found.ofCustomers ? ` (in a sample of ${count(found.customers)} of ${count(found.ofCustomers)})` : ''}; a different seed moves ${percent(found.luck)}. ${dependence(moved, typical, word)}`,
    `**Verdict:** *${kind}* in ${agreeing.length} of ${found.preparations.length} preparations, each on a sample of ${count(found.sample)} customers.${
      others.length
        ? ` ${agreeing.length ? `The other ${others.length === 1 ? 'one' : others.length}${shared(others)}` : 'All of them'}: *${listed([...new Set(others.map(({ verdict }) => verdict.kind))])}*${why(others)}.`
        : ''
    }`,
  ]
}

/** Format a range of shares, "2.0% to 8.0%", or one share if all are the same. */
function range(shares: readonly number[]): string {
  const [least, most] = [percent(Math.min(...shares)), percent(Math.max(...shares))]
  return least === most ? least : `${least} to ${most}`
}

/** Say whether the choices affect which group a customer is in. */
function dependence(moved: readonly number[], typical: number, word: string): string {
  if (Math.max(...moved) < MANY) return `Which ${word} a customer is in hardly depends on how the data were prepared.`
  if (typical >= MANY)
    return `Which ${word} a customer is in depends on how the data were prepared, so do not read much into a single name.`
  const many = moved.filter((share) => share >= MANY).length
  return `Most ways give nearly the same ${word}s, but ${many} of ${moved.length} move${many > 1 ? '' : 's'} ${percent(MANY)} of customers or more: the table below says which choice matters.`
}

/** Say how many groups the data support in the given preparations. */
function why(preparations: readonly Preparation[]): string {
  const supported = [...new Set(preparations.map(({ verdict }) => verdict.best))].sort((a, b) => a - b)
  const kinds = supported.map((best) => (best > 1 ? `${best} groups` : 'one cloud'))
  return `, where the data support ${kinds.join(' or ')}`
}

/** Name the choices that the given preparations have in common. */
function shared(preparations: readonly Preparation[]): string {
  const [first] = preparations
  const words = {
    log: first.log ? 'with the log' : 'without the log',
    scaler: `${first.scaler} scaler`,
    weights: `${first.weights} weights`,
  }
  if (preparations.length === 1) return ''
  const alike = (['log', 'scaler', 'weights'] as const).filter((choice) =>
    preparations.every((one) => one[choice] === first[choice]),
  )
  return alike.length ? ` (${listed(alike.map((choice) => words[choice]))})` : ''
}

/**
 * Return one row per preparation and number of groups with the share of customers who change group (0 to 1), and one
 * row per preparation with its verdict.
 */
export function multiverseRows(
  found: Multiverse,
  kind: VerdictKind,
): { preparation: string; groups: string; changed: number; written: string }[] {
  return found.preparations.flatMap((one) => {
    const preparation = nameOf(one, found.preparations)
    const cells = found.ks.map((k, i) => ({
      preparation,
      groups: k === found.k ? `k = ${k}, as chosen` : `k = ${k}`,
      changed: one.changed[i],
      written: percent(one.changed[i]),
    }))
    const verdict = one.verdict.kind === kind ? 'same' : one.verdict.kind
    return [...cells, { preparation, groups: 'verdict', changed: 0, written: verdict }]
  })
}

/** Say how many customers other preparations move, and how many preparations give the same verdict. */
export function multiverseTitle(found: Multiverse, kind: VerdictKind): string {
  const same = found.preparations.filter(({ verdict }) => verdict.kind === kind).length
  return `Other preparations move ${range(changedAtK(found).slice(1))} of customers; ${same} of ${found.preparations.length} give the same verdict`
}

/** Explain rows and cells, and say on how many customers they are based. */
export function multiverseCaption(found: Multiverse, kind: VerdictKind): string {
  return `n = ${count(found.customers)} customers${found.customers < found.ofCustomers ? `, sampled from ${count(found.ofCustomers)}` : ''}. Rows: ${choicesInWords(found)}; the first is the one used. Cells: the share of customers who are in a different group than in the segmentation used, after matching groups by their members; with another k, one group has no match, and all its customers count. Verdicts (*same* means ${kind}): by the same rule at k = ${found.k} on ${count(found.sample)} customers drawn by seed ${found.seed}.${found.unscaled.length ? ` The robust scaler cannot rescale ${listed(found.unscaled)}: the middle half of the values are all equal.` : ''}`
}

/** Name the choices that were made in more than one way. */
function choicesInWords({ preparations }: Multiverse): string {
  const made = (choice: 'log' | 'scaler' | 'weights') => new Set(preparations.map((one) => one[choice])).size > 1
  const choices = [
    ...(made('log') ? ['value with or without its logarithm'] : []),
    ...(made('scaler') ? ['scaler'] : []),
    ...(made('weights')
      ? [
          'engagement weights (default 0.4, 0.3, 0.3 for loyalty, ads and social; equal thirds; loyalty 0.6, 0.2, 0.2; actions 0.2, 0.4, 0.4)',
        ]
      : []),
  ]
  return choices.join(', ')
}

/** Return the median and largest share of customers who change group (0 to 1) over pairs that differ in one choice. */
export function choiceRows(
  found: Multiverse,
): { choice: string; pairsCompared: number; medianChange: number; largestChange: number }[] {
  return found.effects.map(({ choice, pairs, median: middle, largest }) => {
    return { choice: CHOICES[choice], pairsCompared: pairs, medianChange: middle, largestChange: largest }
  })
}

function changedAtK({ preparations, ks, k }: Multiverse): number[] {
  return preparations.map(({ changed }) => changed[ks.indexOf(k)])
}

/** Name a preparation by the choices that are made in more than one way. */
function nameOf(one: PreparationChoice, all: readonly PreparationChoice[]): string {
  const named = { log: one.log ? 'log' : 'no log', scaler: one.scaler, weights: one.weights }
  const made = (['log', 'scaler', 'weights'] as const).filter(
    (choice) => new Set(all.map((other) => other[choice])).size > 1,
  )
  return (made.length ? made : (['scaler'] as const)).map((choice) => named[choice]).join(', ')
}
