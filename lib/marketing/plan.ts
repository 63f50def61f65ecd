import { sampleSizeTwoProportions } from '../statistics/power.js'

/** What a campaign's plan assumes, since no customer file holds responses. Nothing that rests on these was found. */
export interface Assumptions {
  /** Response rate without the campaign, 0 to 1. */
  readonly baseResponse: number
  /** The smallest effect worth finding, as a lift of that rate: 1.4 is two fifths more responses. */
  readonly smallestLift: number
  /** Money to contact a customer. */
  readonly contactCost: number
  /** Gross margin of a purchase, 0 to 1. */
  readonly grossMargin: number
  /** Purchases that a response brings, which would not have come without it. */
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
  /** Customers to leave alone, chosen at random, and to treat. */
  readonly control: number
  readonly treated: number
  /** The audience is large enough to see the smallest effect with a power of 80%. */
  readonly testable: boolean
  /** Money: the margin of one more response; NaN if the file does not give amounts. */
  readonly worth: number
  /** How many more of the treated must respond than would anyway, 0 to 1, so that the margin pays for the contacts; NaN likewise. */
  readonly breakEven: number
  /** Money after the cost of contacts: if nobody more responds, and if the smallest effect is there; NaN likewise. */
  readonly least: number
  readonly expected: number
}

/**
 * Plan a campaign's test: leave enough customers alone to see the smallest effect, half of them at most.
 *
 * @param audience customers, >= 2
 * @param amount what a customer of the segment spends per purchase; NaN where it is not known
 * @throws {RangeError} on assumptions that are none: see requireAssumptions
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
    worth,
    breakEven: worth > 0 ? contactCost / worth : NaN,
    least: Number.isNaN(worth) ? NaN : -cost,
    expected: treated * baseResponse * (smallestLift - 1) * worth - cost,
  }
}

/**
 * Refuse assumptions that are none.
 *
 * @throws {RangeError} naming the assumption and its value
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
