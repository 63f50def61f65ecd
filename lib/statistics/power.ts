import { requireProbability } from '../core/checks.js'
import { normalBelow, normalCritical } from './tails.js'

/** The design of a trial: `power` (default 0.8), two-sided `alpha` (0.05), and `ratio`, treated per control (1). */
export interface PowerOptions {
  readonly power?: number
  readonly alpha?: number
  readonly ratio?: number
}

/**
 * Compute how many customers a trial needs in treatment and control to detect a lift in a response rate.
 * It uses the normal approximation with the pooled variance under no effect, as R's power.prop.test. simple-statistics
 * and stdlib have no sample sizes.
 *
 * @param baseline the response rate of the control group, between 0 and 1
 * @param lift the treated rate over the baseline, not 1: 1.1 is 10% more; baseline x lift is between 0 and 1
 * @returns control and treatment: numbers of customers, rounded up
 * @throws {RangeError} on rates not between 0 and 1, a lift of 1, power or alpha not between 0 and 1, or ratio <= 0
 * @see Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, chapter 4
 * @example sampleSizeTwoProportions(0.5, 1.5, { power: 0.9 }) // 77 and 77
 */
export function sampleSizeTwoProportions(
  baseline: number,
  lift: number,
  options: PowerOptions = {},
): { control: number; treatment: number } {
  const treated = treatedRate('sampleSizeTwoProportions', baseline, lift)
  const { zAlpha, zPower, ratio } = settings('sampleSizeTwoProportions', options)
  const { none, some } = spreads(baseline, treated, ratio)
  return sizes(((zAlpha * none + zPower * some) / (treated - baseline)) ** 2, ratio)
}

/**
 * Compute the power of a trial: the chance that it finds a lift in a response rate, by the same approximation as
 * `sampleSizeTwoProportions`, of which it is the inverse.
 *
 * @param baseline the response rate of the control group, between 0 and 1
 * @param lift the treated rate over the baseline, not 1
 * @param sizes numbers of customers in control and treatment, each >= 1
 * @param alpha two-sided, between 0 and 1: 0.05 by default
 * @returns 0 to 1
 * @throws {RangeError} on rates not between 0 and 1, a lift of 1, an empty group, or alpha not between 0 and 1
 * @see Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, chapter 4
 * @example powerTwoProportions(0.5, 1.5, { control: 77, treatment: 77 }) // 0.903
 */
export function powerTwoProportions(
  baseline: number,
  lift: number,
  { control, treatment }: { control: number; treatment: number },
  alpha = 0.05,
): number {
  const treated = treatedRate('powerTwoProportions', baseline, lift)
  if (!(control >= 1 && treatment >= 1)) {
    throw new RangeError(`powerTwoProportions requires customers in both groups, got ${control} and ${treatment}`)
  }
  const { zAlpha, ratio } = settings('powerTwoProportions', { alpha, ratio: treatment / control })
  const { none, some } = spreads(baseline, treated, ratio)
  return normalBelow((Math.abs(treated - baseline) * Math.sqrt(control) - zAlpha * none) / some)
}

/** The treated rate, if both rates are between 0 and 1 and differ. */
function treatedRate(who: string, baseline: number, lift: number): number {
  const treated = baseline * lift
  if (baseline > 0 && baseline < 1 && treated > 0 && treated < 1 && lift !== 1) return treated
  throw new RangeError(`${who} requires rates between 0 and 1 that differ, got baseline ${baseline} and lift ${lift}`)
}

/** The standard deviations of the difference, per customer of the control group: under no effect, and under the lift. */
function spreads(baseline: number, treated: number, ratio: number): { none: number; some: number } {
  const pooled = (baseline + ratio * treated) / (1 + ratio)
  return {
    none: Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio)),
    some: Math.sqrt(baseline * (1 - baseline) + (treated * (1 - treated)) / ratio),
  }
}

function settings(
  who: string,
  { power = 0.8, alpha = 0.05, ratio = 1 }: PowerOptions,
): { zAlpha: number; zPower: number; ratio: number } {
  for (const [name, p] of Object.entries({ power, alpha })) {
    requireProbability(who, name, p)
    if (p === 0 || p === 1) throw new RangeError(`${who} requires ${name} between 0 and 1, got ${p}`)
  }
  if (!(ratio > 0 && ratio < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${who} requires a positive ratio, got ${ratio}`)
  }
  return { zAlpha: normalCritical(alpha), zPower: normalCritical(2 * (1 - power)), ratio }
}

function sizes(control: number, ratio: number): { control: number; treatment: number } {
  return { control: Math.ceil(control), treatment: Math.ceil(control * ratio) }
}
