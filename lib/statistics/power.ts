import { requireProbability } from '../core/checks.js'
import { normalCritical } from './tails.js'

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
  const treated = baseline * lift
  if (!(baseline > 0 && baseline < 1 && treated > 0 && treated < 1 && lift !== 1)) {
    const got = `baseline ${baseline} and lift ${lift}`
    throw new RangeError(`sampleSizeTwoProportions requires rates between 0 and 1 that differ, got ${got}`)
  }
  const { zAlpha, zPower, ratio } = settings('sampleSizeTwoProportions', options)
  const pooled = (baseline + ratio * treated) / (1 + ratio)
  const none = Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio))
  const some = Math.sqrt(baseline * (1 - baseline) + (treated * (1 - treated)) / ratio)
  return sizes(((zAlpha * none + zPower * some) / (treated - baseline)) ** 2, ratio)
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
