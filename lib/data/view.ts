import type { DataFrame } from 'danfojs-node'
import { isMissing, numeric, values } from './columns.js'
import { FIELDS } from './fields.js'
import type { HeldColumn } from './held.js'
import { unknownColumn } from './unknown-column.js'

/**
 * The columns of a frame, by name. Numbers and flags are a Float64Array in which missing is NaN and true is 1; text is
 * an array of strings in which missing is null.
 */
// biome-ignore lint/suspicious/noExplicitAny: only the data shows which columns are numbers and which are text; with any, c.amount.map(...) and valueScore(c.frequency, c.amount) compile in a notebook.
export type Columns = Readonly<Record<string, any>>

/** The values of a column, as passed to callbacks. */
export type Column = Float64Array | (string | null)[]

/**
 * Return the columns of a frame, each read at its first access.
 *
 * @param frame not modified
 * @throws {RangeError} on access to a column that the frame lacks, or that mixes text and numbers
 * @example view(frame({ age: [30, null] })).age // [30, NaN]
 */
export function view(frame: DataFrame): Columns {
  return lazily(frame.columns, (name) => columnOf(frame, name))
}

/** Return the columns of a view for some rows, given by index from 0. */
export function part(all: Columns, names: readonly string[], places: readonly number[]): Columns {
  return lazily(names, (name) => {
    const column: Column = all[name]
    if (Array.isArray(column)) return places.map((place) => column[place])
    return filled(places, (place) => column[place])
  })
}

/** Return a column's values as numbers or as text, whichever it has. */
export function columnOf(frame: DataFrame, name: string): Column {
  const all = values(frame, name)
  if (all instanceof Float64Array) return new Numbers(all)
  if (isText(name, all)) return Array.from(all, (value) => (isMissing(value) ? null : String(value)))
  return filled(all, numeric)
}

/** Whether a column is text; if all values are missing, by its field. */
function isText(name: string, all: HeldColumn): boolean {
  const text = firstPlace(all, (value) => typeof value === 'string')
  const other = firstPlace(all, (value) => typeof value !== 'string' && !isMissing(value))
  if (text >= 0 && other >= 0) {
    const found = `${all[other]} in row ${other} and "${all[text]}" in row ${text}`
    throw new RangeError(`column "${name}" requires numbers or text, got ${found}`)
  }
  if (text >= 0 || other >= 0) return text >= 0
  const kind = FIELDS.find((field) => field.name === name)?.kind
  return kind ? ['text', 'ordered', 'date'].includes(kind) : firstPlace(all, (value) => typeof value === 'number') < 0
}

function firstPlace(all: HeldColumn, holds: (value: unknown) => boolean): number {
  for (let place = 0; place < all.length; place++) if (holds(all[place])) return place
  return -1
}

/** Return the missing value of a column: NaN for numbers, null for flags and text. */
export function missingIn(name: string, all: HeldColumn): null | number {
  if (all instanceof Float64Array) return NaN
  const known = all[firstPlace(all, (value) => !isMissing(value))]
  const numeric = known === undefined ? !isText(name, all) : typeof known === 'number'
  return numeric ? NaN : null
}

function lazily(names: readonly string[], read: (name: string) => Column): Columns {
  const held = new Map<string, Column>()
  const has = (name: string | symbol) => typeof name === 'string' && names.includes(name)
  const get = (name: string | symbol) => {
    if (typeof name === 'symbol') return undefined
    const column = held.get(name)
    if (column) return column
    if (!has(name)) throw unknownColumn(name, names)
    return held.set(name, read(name)).get(name)
  }
  return new Proxy<Record<string, Column>>(
    {},
    {
      get: (_, name) => get(name),
      has: (_, name) => has(name),
      ownKeys: () => [...names],
      getOwnPropertyDescriptor: (_, name) =>
        has(name) ? { get: () => get(name), enumerable: true, configurable: true } : undefined,
      set: () => false,
    },
  )
}

/** Numbers whose `map` may return text: a plain Float64Array would turn text into NaN, and null into 0. */
class Numbers extends Float64Array {
  // biome-ignore lint/suspicious/noExplicitAny: numbers or text, depending on the callback.
  override map(callback: (value: number, index: number, array: any) => unknown): any {
    const found = new Numbers(this.length)
    for (let index = 0; index < this.length; index++) {
      const value = callback(this[index], index, this)
      if (typeof value === 'number') found[index] = value
      else return this.mixed(callback, [...found.subarray(0, index), value])
    }
    return found
  }

  /** Continues `map` from the first result that is not a number. */
  // biome-ignore lint/suspicious/noExplicitAny: as for map.
  private mixed(callback: (value: number, index: number, array: any) => unknown, mapped: unknown[]): any {
    for (let index = mapped.length; index < this.length; index++) mapped.push(callback(this[index], index, this))
    const numbers = mapped.every((value) => isMissing(value) || typeof value === 'number' || typeof value === 'boolean')
    return numbers ? filled(mapped, numeric) : mapped
  }
}

/** A loop, because Float64Array.from is ten times slower. */
function filled<Value>(list: ArrayLike<Value>, number: (value: Value) => number): Numbers {
  const numbers = new Numbers(list.length)
  for (let i = 0; i < list.length; i++) numbers[i] = number(list[i])
  return numbers
}
