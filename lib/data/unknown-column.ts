import { printAs } from '../core/print-as.js'
import { FIELDS } from './fields.js'
import { edits } from './near.js'

/**
 * Create the error for a column that a frame lacks. It suggests the most similar name, in the frame or in the file.
 *
 * @param column the requested name
 * @param columns the names that the frame has
 * @param methods what else it can be asked for
 * @example unknownColumn('agee', ['id', 'age']).message // 'column "agee" requires a frame that has it: did you mean age? It has id, age'
 */
export function unknownColumn(column: string, columns: readonly string[], methods: readonly string[] = []): RangeError {
  const [near, nearMethods] = [columns, methods].map((names) => names.map((name) => distance(column, name)))
  const least = Math.min(...near)
  const isNear = (far: number) => far <= Math.ceil(column.length / 3)
  const leastMethod = Math.min(...nearMethods)
  const meant = columns.filter((_, i) => near[i] === least).join(' or ')
  const advice = isNear(least) ? `: did you mean ${meant}? It has ` : ', got '
  const error =
    leastMethod < least && leastMethod <= Math.floor(column.length / 4)
      ? new RangeError(
          `"${column}" is no column and no method of a frame: did you mean ${methods[nearMethods.indexOf(leastMethod)]}?`,
        )
      : new RangeError(`column "${column}" requires a frame that has it${advice}${columns.join(', ')}`)
  // The message says what to change: a notebook shows no code of the library around it.
  return printAs(error, ({ name, message }) => `${name}: ${message}`)
}

function distance(asked: string, name: string): number {
  return Math.min(...spellings(name).map((spelling) => edits(plain(asked), spelling)))
}

function spellings(name: string): string[] {
  const field = FIELDS.find((one) => one.name === name)
  return [plain(name), ...(field ? [plain(field.column)] : [])]
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_]/g, '')
}
