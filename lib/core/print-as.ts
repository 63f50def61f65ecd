/**
 * Set how an object prints at the end of a cell and in console.log. Copying, comparing and cloning it are not affected.
 *
 * @param value the object, or the prototype of many
 * @param text returns the text to print, given the object
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
