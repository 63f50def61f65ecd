import { DataFrame, type Series, tensorflow } from 'danfojs-node'
import { printAs } from '../core/print-as.js'
import { type HeldColumn, heldColumns } from './held.js'
import { printed } from './printed.js'
import { unknownColumn } from './unknown-column.js'

// TensorFlow, which danfo includes, prints a greeting at its first use unless this is set.
tensorflow.enableProdMode()

// Danfo's own methods return base classes of its DataFrame; frames and series share the lowest one.
let lowest = DataFrame.prototype
while (Object.getPrototypeOf(lowest).constructor !== Object) lowest = Object.getPrototypeOf(lowest)
printAs<DataFrame | Series>(lowest, (held) => {
  const own = heldColumns.get(held)
  if (own) return printed([...own].map(([name, values]) => [name, values]))
  const values = held.ndim === 1 ? [held.values] : held.getColumnData
  const columns = held.columns.map((name, place): [string, unknown[]] => [
    String(name),
    (values[place] ?? []) as unknown[],
  ])
  return printed(columns, held.index)
})

/** What a frame can be asked to do. */
const METHODS: string[] = []
for (let from = DataFrame.prototype; ; from = Object.getPrototypeOf(from)) {
  METHODS.push(...Object.getOwnPropertyNames(from).filter((name) => /^[a-z]/.test(name)))
  if (from === lowest) break
}

// Danfo makes each column a property, so frame['nope'] would be undefined, and a cell that ends in it would show nothing.
Object.setPrototypeOf(
  lowest,
  new Proxy(Object.prototype, {
    get(target, name, frame) {
      if (typeof name === 'string' && !(name in target) && isColumnAsked(frame, name)) {
        throw unknownColumn(name, frame.columns, METHODS)
      }
      return Reflect.get(target, name, frame)
    },
  }),
)

/** What JavaScript and test tools ask of any object: whether it is a promise, has a JSON form, is a node or a list. */
const PROBES = ['then', 'toJSON', 'asymmetricMatch', 'nodeType', 'tagName', 'length', 'inspect']

/** Danfo's own properties start with $, those of libraries that look for each other with @@. */
function isColumnAsked(frame: object, name: string): boolean {
  return Object.hasOwn(frame, '$columns') && (frame as DataFrame).ndim === 2 && !/^[$@_]/.test(name) && !PROBES.includes(name) // biome-ignore format: one line
}

/**
 * Create a danfo DataFrame from columns. Values are not converted: missing text is null, a missing number is NaN, and
 * true stays true. Danfo itself guesses the types of columns.
 *
 * @param columns the columns by name, in order, all of the same length n >= 1; not modified
 * @returns a new DataFrame of n rows
 * @throws {RangeError} on no columns, no rows, or columns of different lengths
 * @example frame({ age: [30, NaN], city: ['Nara', null] }).shape // [2, 2]
 */
export function frame(columns: Readonly<Record<string, HeldColumn>>): DataFrame {
  const names = Object.keys(columns)
  const lengths = names.map((name) => columns[name].length)
  if (!(lengths[0] > 0)) throw new RangeError(`frame requires at least 1 row, got ${lengths[0] ?? 'no columns'}`)
  const odd = lengths.findIndex((length) => length !== lengths[0])
  if (odd > 0) {
    throw new RangeError(
      `frame requires columns of one length, got ${lengths[0]} in ${names[0]} and ${lengths[odd]} in ${names[odd]}`,
    )
  }
  return fromColumns(new Map(names.map((name) => [name, copied(columns[name])])), lengths[0])
}

/** Copy a column, so that changes of the original do not affect the frame. */
export function copied(column: ArrayLike<unknown>): HeldColumn {
  return column instanceof Float64Array ? Float64Array.from(column) : Array.from(column)
}

/** Danfo infers the types of columns from this many rows. */
const TELLING_ROWS = 50

/**
 * Create a frame from columns that are known to have the same length, which may be 0. The columns are stored as given,
 * numbers as typed arrays. Danfo stores rows, which take ten times the memory; they are created only when danfo reads
 * them.
 *
 * @param columns by name, in order; do not modify them afterwards
 * @param length the number of rows
 */
export function fromColumns(columns: ReadonlyMap<string, HeldColumn>, length: number): DataFrame {
  const names = [...columns.keys()]
  if (length === 0 || names.length === 0) return new DataFrame([], { columns: names })
  const made = new Columnar(rowsFrom(columns, Math.min(length, TELLING_ROWS)), { columns: names })
  return holding(made, columns, length)
}

function rowsFrom(columns: ReadonlyMap<string, HeldColumn>, length: number): unknown[][] {
  const sources = [...columns.values()]
  return Array.from({ length }, (_, row) => sources.map((source) => source[row]))
}

/** What danfo stores for a frame: its rows, the same values by column, and the row names. */
interface Inner {
  $data: unknown[][]
  $dataIncolumnFormat: unknown[][]
  $index: number[]
}

/**
 * Back a frame by columns. As soon as danfo reads or writes its own storage, the frame is filled with rows and the
 * columns are dropped, so that every change by danfo, also in place, is visible to all.
 */
function holding(made: DataFrame, columns: ReadonlyMap<string, HeldColumn>, length: number): DataFrame {
  const inner = made as unknown as Inner
  const fill = () => {
    heldColumns.delete(made)
    const plain = { configurable: true, enumerable: true, writable: true }
    Object.defineProperty(made, '$data', { ...plain, value: rowsFrom(columns, length) })
    const lists = Array.from(columns.values(), (column) => Array.from(column))
    Object.defineProperty(made, '$dataIncolumnFormat', { ...plain, value: lists })
    delete (made as { shape?: unknown }).shape
  }
  for (const name of ['$data', '$dataIncolumnFormat'] as const) {
    Object.defineProperty(made, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        fill()
        return inner[name]
      },
      set: (value) => {
        fill()
        inner[name] = value
      },
    })
  }
  Object.defineProperty(made, '$index', {
    configurable: true,
    enumerable: true,
    get: () => {
      const value = Array.from({ length }, (_, row) => row)
      Object.defineProperty(made, '$index', { configurable: true, enumerable: true, writable: true, value })
      return value
    },
    set: (value) =>
      Object.defineProperty(made, '$index', { configurable: true, enumerable: true, writable: true, value }),
  })
  Object.defineProperty(made, 'shape', { configurable: true, get: () => [length, columns.size] })
  heldColumns.set(made, columns)
  return made
}

/**
 * Selects columns and first rows without danfo's own methods, which look up every row in the list of all rows and so
 * take quadratic time.
 */
class Columnar extends DataFrame {
  override loc(parts: Parameters<DataFrame['loc']>[0]): DataFrame {
    const own = heldColumns.get(this)
    const { rows, columns } = parts
    // A slice such as "age:amount" is left to danfo.
    const unknown = columns?.find(
      (name) => typeof name === 'string' && !name.includes(':') && !this.columns.includes(name),
    )
    if (unknown !== undefined) throw unknownColumn(String(unknown), this.columns)
    if (!own || rows !== undefined || !Array.isArray(columns) || !columns.every((name) => own.has(String(name)))) {
      return super.loc(parts)
    }
    return fromColumns(new Map(columns.map((name) => [String(name), own.get(String(name))!])), this.shape[0])
  }

  override head(rows = 5): DataFrame {
    const [length] = this.shape
    const first = Array.from({ length: Math.min(rows, length) }, (_, row) => row)
    return heldColumns.has(this) && rows > 0 ? pick(this, first) : super.head(rows)
  }
}

/**
 * Return a frame with some rows of another, in the order given.
 *
 * @param frame not modified
 * @param places row indices, from 0; repeats are allowed
 */
export function pick(frame: DataFrame, places: ArrayLike<number>): DataFrame {
  const lists = heldColumns.get(frame)?.values() ?? (frame.getColumnData as unknown[][]).values()
  const taken = Array.from(lists, (column) => taking(column, places))
  return fromColumns(new Map(frame.columns.map((name, j) => [name, taken[j] ?? []])), places.length)
}

function taking(column: HeldColumn, places: ArrayLike<number>): HeldColumn {
  const taken = column instanceof Float64Array ? new Float64Array(places.length) : new Array(places.length)
  for (let i = 0; i < places.length; i++) taken[i] = column[places[i]]
  return taken
}
