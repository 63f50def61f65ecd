import { FIELDS } from '../data/fields.js'
import { FEATURES } from './features.js'

const DERIVED: Record<string, string> = Object.fromEntries(FEATURES.map(({ column, label }) => [column, label]))

/**
 * A column's name for readers: that of the file without its underscores, or that of a derived score; `valueShare` of a
 * frame of one's own becomes "Value share".
 *
 * @example label('maritalStatus') // "Marital status"
 */
export function label(name: string): string {
  if (Object.hasOwn(DERIVED, name)) return DERIVED[name]
  const column = FIELDS.find((field) => field.name === name)?.column ?? name.replace(/([a-z])([A-Z])/g, '$1 $2')
  const text = column.replace(/\(.*/, '').replace(/_/g, ' ').toLowerCase()
  return text[0].toUpperCase() + text.slice(1)
}

/** A column's unit for an axis; text for those without one. */
export function unit(name: string): string {
  return FEATURES.find(({ column }) => column === name)?.unit ?? FIELDS.find((field) => field.name === name)?.unit ?? ''
}
