/** Settings made once per run, which all its outputs follow. */
export interface Settings {
  /** The currency of all amounts: a sign, a code or an abbreviation, such as €, CHF or kr. */
  readonly currency: string
  /** The fewest customers that a published number may describe; 0 and 1 show all. */
  readonly fewestShown: number
}

const DEFAULTS: Settings = { currency: '$', fewestShown: 1 }

/** Global, because amounts and counts are formatted in hundreds of places that know nothing of the run. */
let settings = DEFAULTS

/**
 * Set the settings of all outputs from now on; those not given return to their defaults.
 *
 * @throws {RangeError} on an invalid currency, or a number of customers that is not a whole number of 0 or more
 * @example useSettings({ currency: '€' })
 */
export function useSettings(given: { readonly [Name in keyof Settings]?: Settings[Name] | undefined } = {}): void {
  const { currency = DEFAULTS.currency, fewestShown = DEFAULTS.fewestShown } = given
  if (!isCurrency(currency)) throw new RangeError(`currency requires ${CURRENCY_RULE}, got '${currency}'`)
  if (!Number.isInteger(fewestShown) || fewestShown < 0)
    throw new RangeError(`fewestShown requires a whole number of customers, 0 or more, got ${fewestShown}`)
  settings = { currency, fewestShown }
}

/** Return the currency of the run. */
export function currency(): string {
  return settings.currency
}

export const CURRENCY_RULE = 'a sign or an abbreviation of at most 5 letters, such as €, CHF or kr'

/** Test whether a text can be a currency: no digits, spaces or markup, because it stands next to numbers everywhere. */
export function isCurrency(text: string): boolean {
  return /^(?=.*[\p{L}\p{Sc}])[\p{L}\p{Sc}.]{1,5}$/u.test(text)
}

/** Return the fewest customers that a published number may describe. */
export function fewestShown(): number {
  return settings.fewestShown
}
