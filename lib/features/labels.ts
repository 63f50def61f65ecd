import { inCurrency } from '../core/format.js'
import { columnLabel, FIELDS } from '../data/fields.js'
import { FEATURES } from './features.js'

const DERIVED: Record<string, string> = Object.fromEntries(FEATURES.map(({ column, label }) => [column, label]))

/**
 * Return a column's name for readers: that of its field, or that of a derived score.
 *
 * @example label('value') // "Value Score"
 */
export function label(name: string): string {
  return Object.hasOwn(DERIVED, name) ? DERIVED[name] : columnLabel(name)
}

/** The levels of ordered derived columns, lowest first. */
export const DERIVED_LEVELS: Readonly<Record<string, readonly string[]>> = {
  activity: ['lapsed', 'slipping', 'active'],
}

/** Return a column's unit for an axis, money in the currency of the run; an empty string if it has none. */
export function unit(name: string): string {
  const known =
    FEATURES.find(({ column }) => column === name)?.unit ?? FIELDS.find((field) => field.name === name)?.unit
  return inCurrency(known ?? '')
}
