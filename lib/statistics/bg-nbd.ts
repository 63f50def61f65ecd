import gammaln from '@stdlib/math-base-special-gammaln'
import hyp2f1 from '@stdlib/math-base-special-hyp2f1'
import { nelderMead } from './nelder-mead.js'

/**
 * The model BG/NBD of customers who are bound by no contract: while active, a customer buys at random times, at a rate of
 * their own (a gamma distribution, r and alpha); after each purchase but the first, the customer may turn away for good,
 * with a chance of their own (a beta distribution, a and b). It reads of each customer how many purchases came after
 * the first, when the latest came, and how long the first is ago.
 *
 * Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, https://doi.org/10.1287/mksc.1040.0098
 */
export interface BgNbd {
  readonly r: number
  /** In the unit of time of the histories. */
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** What each of n customers bought, in any one unit of time. */
export interface Histories {
  /** Purchases after the first, >= 0. */
  readonly repeats: ArrayLike<number>
  /** From the first purchase to the latest; 0 where there are no others. */
  readonly latest: ArrayLike<number>
  /** From the first purchase to the end of what is known, >= latest. */
  readonly age: ArrayLike<number>
}

/** Logarithms of parameters beyond this are as good as infinite. */
const FARTHEST = 10

/**
 * Fit the model by maximum likelihood.
 *
 * @param histories of n customers, of whom some bought again; not modified
 * @returns the parameters, and the logarithm of the likelihood of all customers
 * @throws {RangeError} where nobody bought again, as nothing can be told then
 */
export function fitBgNbd(histories: Histories): { model: BgNbd; logLikelihood: number } {
  const { repeats, latest, age } = histories
  if (!Array.from(repeats).some((times) => times > 0)) {
    throw new RangeError('fitBgNbd requires customers who bought more than once, got none')
  }
  // In units of the mean age, so that the search starts near by, whatever the unit.
  const unit = Array.from(age).reduce((sum, one) => sum + one, 0) / age.length
  const scaled = {
    repeats,
    latest: Float64Array.from(latest, (t) => t / unit),
    age: Float64Array.from(age, (t) => t / unit),
  }
  const modelAt = ([r, alpha, a, b]: readonly number[]): BgNbd => ({
    r: Math.exp(r),
    alpha: Math.exp(alpha),
    a: Math.exp(a),
    b: Math.exp(b),
  })
  const { at } = nelderMead(
    (logs) =>
      logs.some((one) => Math.abs(one) > FARTHEST) ? Infinity : -logLikelihood(modelAt(logs), scaled) / age.length,
    [0, 0, 0, 0],
    { tolerance: 1e-12 },
  )
  const { alpha, ...rest } = modelAt(at)
  const model = { ...rest, alpha: alpha * unit }
  return { model, logLikelihood: logLikelihood(model, histories) }
}

/** The logarithm of the likelihood of these histories, added up. */
export function logLikelihood({ r, alpha, a, b }: BgNbd, { repeats, latest, age }: Histories): number {
  // Gamma functions depend on the number of purchases only, and few numbers occur.
  const known = new Map<number, number>()
  const constant = gammaln(a + b) - gammaln(b) - gammaln(r) + r * Math.log(alpha)
  const ofRepeats = (x: number) => {
    const value = known.get(x) ?? constant + gammaln(r + x) + gammaln(b + x) - gammaln(a + b + x)
    known.set(x, value)
    return value
  }
  let sum = 0
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i]
    const still = -(r + x) * Math.log(alpha + age[i])
    const gone = x > 0 ? Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + latest[i]) : -Infinity
    const more = Math.max(still, gone)
    sum += ofRepeats(x) + more + Math.log1p(Math.exp(Math.min(still, gone) - more))
  }
  return sum
}

/** How the chance of having turned away stands to that of being active. */
function oddsGone({ r, alpha, a, b }: BgNbd, x: number, latest: number, age: number): number {
  return x > 0 ? (a / (b + x - 1)) * ((alpha + age) / (alpha + latest)) ** (r + x) : 0
}

/**
 * The chance of each customer to be active at the end of what is known. Who bought once is active by assumption, as the
 * model lets nobody turn away after the first purchase: 1 says nothing of them.
 *
 * @returns n, 0 to 1
 */
export function chanceActive(model: BgNbd, { repeats, latest, age }: Histories): Float64Array {
  return Float64Array.from(repeats, (x, i) => 1 / (1 + oddsGone(model, x, latest[i], age[i])))
}

/**
 * How many purchases each customer is expected to make from the end of what is known on.
 *
 * @param time how long, in the unit of the histories, >= 0
 * @returns n, >= 0
 */
export function expectedPurchases(model: BgNbd, { repeats, latest, age }: Histories, time: number): Float64Array {
  const { r, alpha, b } = model
  const a = apartFromOne(model.a)
  return Float64Array.from(repeats, (x, i) => {
    const { [i]: T } = age
    const c = a + b + x - 1
    const shrunk = ((alpha + T) / (alpha + T + time)) ** (r + x) * hyp2f1(r + x, b + x, c, time / (alpha + T + time))
    return ((c / (a - 1)) * (1 - shrunk)) / (1 + oddsGone(model, x, latest[i], T))
  })
}

/**
 * How many purchases after the first the model expects of a customer who is new, by their age.
 *
 * @returns n, >= 0
 */
export function expectedRepeats(model: BgNbd, age: ArrayLike<number>): Float64Array {
  const { r, alpha, b } = model
  const a = apartFromOne(model.a)
  return Float64Array.from(age, (T) => {
    const shrunk = (alpha / (alpha + T)) ** r * hyp2f1(r, b, a + b - 1, T / (alpha + T))
    return ((a + b - 1) / (a - 1)) * (1 - shrunk)
  })
}

/** The chance of a customer of each age to have bought once only, by the model. */
export function chanceOnce({ r, alpha }: BgNbd, age: ArrayLike<number>): Float64Array {
  return Float64Array.from(age, (T) => (alpha / (alpha + T)) ** r)
}

/** At a = 1 the formulas are 0 / 0, and steady beside it. */
function apartFromOne(a: number): number {
  return Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a
}
