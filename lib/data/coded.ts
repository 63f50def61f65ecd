/**
 * A column of texts that stores each distinct text once: row i holds texts[codes[i]]. Work on a column is done on its
 * few distinct texts, and rows are only numbers: a file of a million customers has 29 million cells.
 */
export interface Coded {
  /** The distinct texts, in order of first appearance. */
  readonly texts: readonly string[]
  /** By row, the index of its text; -1 if it has none. */
  readonly codes: Int32Array
  /** By text, the number of rows that hold it. */
  readonly counts: Int32Array
}

/**
 * Encode a column by its distinct texts.
 *
 * @param column n texts, null where missing; not modified
 * @example coded(['b', null, 'b']) // texts b, codes 0, -1, 0, counts 2
 */
export function coded(column: readonly (string | null)[]): Coded {
  const places = new Map<string, number>()
  const codes = new Int32Array(column.length)
  for (let row = 0; row < column.length; row++) {
    const text = column[row]
    let place = text === null ? -1 : places.get(text)
    if (place === undefined) {
      place = places.size
      places.set(text!, place)
    }
    codes[row] = place
  }
  return { texts: [...places.keys()], codes, counts: counted(codes, places.size) }
}

/**
 * Encode a column that is given by indices into texts in any order, some of which may not occur.
 *
 * @param numbers by row, the index of its text; -1 if it has none; not modified
 * @param all the texts
 */
export function recoded(numbers: Int32Array, all: readonly string[]): Coded {
  const places = new Int32Array(all.length).fill(-1)
  const texts: string[] = []
  const codes = new Int32Array(numbers.length)
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]
    if (number >= 0 && places[number] < 0) places[number] = texts.push(all[number]) - 1
    codes[row] = number < 0 ? -1 : places[number]
  }
  return { texts, codes, counts: counted(codes, texts.length) }
}

/** Return the text of a row; null if it has none. */
export function textAt({ texts, codes }: Coded, row: number): string | null {
  return texts[codes[row]] ?? null
}

/** Return the column of some rows, in the order given. */
export function someRows({ texts, codes }: Coded, rows: readonly number[]): Coded {
  return recoded(
    Int32Array.from(rows, (row) => codes[row]),
    texts,
  )
}

function counted(codes: Int32Array, different: number): Int32Array {
  const counts = new Int32Array(different)
  for (let row = 0; row < codes.length; row++) if (codes[row] >= 0) counts[codes[row]]++
  return counts
}
