/**
 * Say how an object prints, at the end of a cell and by console.log. Copies, comparisons and clones of it see no difference.
 *
 * @param value the object, or a prototype for all that it makes
 * @param text what is printed, from the object itself
 * @returns the same object
 * @example console.log(printAs({ k: 3 }, ({ k }) => `${k} segments`)) // 3 segments
 */
export function printAs<Value extends object>(value: Value, text: (value: Value) => string): Value {
  Object.defineProperty(value, Symbol.for('nodejs.util.inspect.custom'), {
    value(this: Value) {
      return text(this)
    },
    configurable: true,
  })
  return value
}
