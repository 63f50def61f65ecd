import gammaln from '@stdlib/math-base-special-gammaln'
import hyp2f1 from '@stdlib/math-base-special-hyp2f1'
import { nelderMead } from './nelder-mead.js'

/**
 * Parameters of the BG/NBD model of customers without a contract. While active, a customer buys at random times, at a
 * rate that varies between customers (a gamma distribution, r and alpha). After each purchase but the first, the
 * customer drops out for good with a probability that also varies (a beta distribution, a and b). For each customer the
 * model uses the number of purchases after the first, the time of the latest one, and the time since the first.
 *
 * @see Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, https://doi.org/10.1287/mksc.1040.0098
 */
export interface BgNbd {
  readonly r: number
  /** In the time unit of the histories. */
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** The purchase histories of n customers, in any one time unit. */
export interface Histories {
  /** Purchases after the first, >= 0. */
  readonly repeats: ArrayLike<number>
  /** Time from the first purchase to the latest; 0 if there is only one. */
  readonly latest: ArrayLike<number>
  /** Time from the first purchase to the end of the data, >= latest. */
  readonly age: ArrayLike<number>
}

/** Log parameters beyond this count as infinite. */
const FARTHEST = 10

/**
 * Fit the BG/NBD model by maximum likelihood.
 *
 * @param histories of n customers, at least one with a repeat purchase; not modified
 * @returns the parameters, and the log-likelihood of all customers
 * @throws {RangeError} if nobody bought again, because the parameters cannot be estimated then
 */
export function fitBgNbd(histories: Histories): { model: BgNbd; logLikelihood: number } {
  const { repeats, latest, age } = histories
  if (!Array.from(repeats).some((times) => times > 0)) {
    throw new RangeError('fitBgNbd requires customers who bought more than once, got none')
  }
  // In units of the mean age, so that the search starts close to the optimum whatever the time unit.
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

/** Compute the log-likelihood of these histories, summed over customers. */
export function logLikelihood({ r, alpha, a, b }: BgNbd, { repeats, latest, age }: Histories): number {
  // The gamma functions depend only on the number of purchases, which takes few different values.
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

/** The odds that a customer has dropped out. */
function oddsGone({ r, alpha, a, b }: BgNbd, x: number, latest: number, age: number): number {
  return x > 0 ? (a / (b + x - 1)) * ((alpha + age) / (alpha + latest)) ** (r + x) : 0
}

/**
 * Compute the probability that each customer is active at the end of the data. It is 1 for customers who bought once,
 * by assumption, because in the model nobody drops out after the first purchase: it says nothing about them.
 *
 * @returns length n, 0 to 1
 */
export function chanceActive(model: BgNbd, { repeats, latest, age }: Histories): Float64Array {
  return Float64Array.from(repeats, (x, i) => 1 / (1 + oddsGone(model, x, latest[i], age[i])))
}

/**
 * Compute the number of purchases that each customer is expected to make after the end of the data.
 *
 * @param time the length of the forecast, in the time unit of the histories, >= 0
 * @returns length n, >= 0
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
 * Compute the number of repeat purchases that the model expects from a new customer within each age.
 *
 * @param age n times since the first purchase, in the time unit of the histories
 * @returns length n, >= 0
 */
export function expectedRepeats(model: BgNbd, age: ArrayLike<number>): Float64Array {
  const { r, alpha, b } = model
  const a = apartFromOne(model.a)
  return Float64Array.from(age, (T) => {
    const shrunk = (alpha / (alpha + T)) ** r * hyp2f1(r, b, a + b - 1, T / (alpha + T))
    return ((a + b - 1) / (a - 1)) * (1 - shrunk)
  })
}

/** Compute the probability, by the model, that a customer of each age has bought only once: length n, 0 to 1. */
export function chanceOnce({ r, alpha }: BgNbd, age: ArrayLike<number>): Float64Array {
  return Float64Array.from(age, (T) => (alpha / (alpha + T)) ** r)
}

/** At a = 1 the formulas are 0 / 0; they are continuous around it. */
function apartFromOne(a: number): number {
  return Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a
}
