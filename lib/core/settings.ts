/** What a run says once, and all that it writes goes by. */
export interface Settings {
  /** The currency of all money: a sign, a code or an abbreviation, such as €, CHF or kr. */
  readonly currency: string
  /** How few customers a published number may describe; 0 and 1 show all. */
  readonly fewestShown: number
}

const DEFAULTS: Settings = { currency: '$', fewestShown: 1 }

/** One for all: money is written and customers are counted in hundreds of places, none of which knows the run. */
let settings = DEFAULTS

/**
 * Set what all outputs go by from here on; what is not given is as by default.
 *
 * @throws {RangeError} on what is no currency, or no number of customers
 * @example useSettings({ currency: '€' })
 */
export function useSettings(given: { readonly [Name in keyof Settings]?: Settings[Name] | undefined } = {}): void {
  const { currency = DEFAULTS.currency, fewestShown = DEFAULTS.fewestShown } = given
  if (!isCurrency(currency)) throw new RangeError(`currency requires ${CURRENCY_RULE}, got '${currency}'`)
  if (!Number.isInteger(fewestShown) || fewestShown < 0)
    throw new RangeError(`fewestShown requires a whole number of customers, 0 or more, got ${fewestShown}`)
  settings = { currency, fewestShown }
}

/** The currency of the run, as it is given. */
export function currency(): string {
  return settings.currency
}

export const CURRENCY_RULE = 'a sign or an abbreviation of at most 5 letters, such as €, CHF or kr'

/** No digits, blanks or markup: it stands beside numbers in sentences, tables and figures. */
export function isCurrency(text: string): boolean {
  return /^(?=.*[\p{L}\p{Sc}])[\p{L}\p{Sc}.]{1,5}$/u.test(text)
}

/** How few customers a published number may describe. */
export function fewestShown(): number {
  return settings.fewestShown
}
