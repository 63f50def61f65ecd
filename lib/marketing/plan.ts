import { powerTwoProportions, sampleSizeTwoProportions } from '../statistics/power.js'

/**
 * What a campaign's plan assumes, since no customer file has responses. Nothing based on these numbers is a finding.
 */
export interface Assumptions {
  /** Response rate without the campaign, 0 to 1. */
  readonly baseResponse: number
  /** The smallest effect worth finding, as a lift of that rate: 1.4 means 40% more responses. */
  readonly smallestLift: number
  /** Cost of contacting a customer, $. */
  readonly contactCost: number
  /** Gross margin of a purchase, 0 to 1. */
  readonly grossMargin: number
  /** Purchases per response that would not have been made without it. */
  readonly purchasesPerResponse: number
  /** Months after which the outcome is looked at, once. */
  readonly horizonMonths: number
}

export const ASSUMPTIONS: Assumptions = {
  baseResponse: 0.2,
  smallestLift: 1.4,
  contactCost: 1,
  grossMargin: 0.4,
  purchasesPerResponse: 1,
  horizonMonths: 1,
}

/** The test of a campaign, and what it may return, under the assumptions. */
export interface Plan {
  /** Number of customers to leave alone, chosen at random, and to treat. */
  readonly control: number
  readonly treated: number
  /** Whether the audience is large enough to detect the smallest effect with a power of 80%. */
  readonly testable: boolean
  /** The chance to detect the smallest effect, 0 to 1. */
  readonly power: number
  /** The margin of one additional response, $; NaN if the file does not give amounts. */
  readonly worth: number
  /**
   * Additional responses, as a share of the treated (0 to 1), at which the margin pays for the contacts; NaN likewise.
   */
  readonly breakEven: number
  /** $ after the cost of contacts: without additional responses, and with the smallest effect; NaN likewise. */
  readonly least: number
  readonly expected: number
}

/**
 * Plan the test of a campaign: leave enough customers alone to detect the smallest effect, at most half of them.
 *
 * @param audience number of customers, >= 2
 * @param amount what a customer of the segment spends per purchase, $; NaN if unknown
 * @param assumptions not modified
 * @throws {RangeError} on invalid assumptions: see requireAssumptions
 * @see sampleSizeTwoProportions
 */
export function plan(audience: number, amount: number, assumptions: Assumptions): Plan {
  requireAssumptions(assumptions)
  const { baseResponse, smallestLift, contactCost, grossMargin, purchasesPerResponse } = assumptions
  const needed = sampleSizeTwoProportions(baseResponse, smallestLift).control
  const control = Math.min(needed, Math.floor(audience / 2))
  const treated = audience - control
  const worth = amount * grossMargin * purchasesPerResponse
  const cost = treated * contactCost
  return {
    control,
    treated,
    testable: audience >= 2 * needed,
    power: powerTwoProportions(baseResponse, smallestLift, { control, treatment: treated }),
    worth,
    breakEven: worth > 0 ? contactCost / worth : NaN,
    least: Number.isNaN(worth) ? NaN : -cost,
    expected: treated * baseResponse * (smallestLift - 1) * worth - cost,
  }
}

/**
 * Check that assumptions are valid.
 *
 * @param given not modified
 * @throws {RangeError} on an invalid assumption, naming it and its value
 */
export function requireAssumptions(given: Assumptions): void {
  const rules: readonly (readonly [keyof Assumptions, boolean, string])[] = [
    ['baseResponse', given.baseResponse > 0 && given.baseResponse < 1, 'a rate between 0 and 1'],
    [
      'smallestLift',
      given.smallestLift > 1 && given.smallestLift * given.baseResponse < 1,
      'a lift above 1 that keeps the response rate below 1',
    ],
    ['contactCost', given.contactCost >= 0 && Number.isFinite(given.contactCost), 'money, 0 or more'],
    ['grossMargin', given.grossMargin > 0 && given.grossMargin <= 1, 'a share above 0 and up to 1'],
    [
      'purchasesPerResponse',
      given.purchasesPerResponse > 0 && Number.isFinite(given.purchasesPerResponse),
      'purchases above 0',
    ],
    ['horizonMonths', given.horizonMonths > 0 && Number.isFinite(given.horizonMonths), 'months above 0'],
  ]
  const wrong = rules.find(([, valid]) => !valid)
  if (wrong) throw new RangeError(`${wrong[0]} requires ${wrong[2]}, got ${given[wrong[0]]}`)
}
