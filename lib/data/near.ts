/**
 * Compute the Levenshtein distance: the number of characters to insert, delete or replace to turn one text into
 * another.
 *
 * @example edits('amuont', 'amount') // 2
 */
export function edits(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 0; i < from.length; i++) {
    const row = [i + 1]
    for (let j = 0; j < to.length; j++) {
      row.push(Math.min(row[j] + 1, above[j + 1] + 1, above[j] + Number(from[i] !== to[j])))
    }
    above = row
  }
  return above[to.length]
}

const words = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/**
 * Find the one name that a given name resembles: apart from the words they share, the letters are nearly the same; or
 * else it is the only name that shares a word of more than three letters, or the word "id".
 *
 * @returns undefined if none is near
 * @example nearName('Annual_Income', ['Customer_ID', 'Income_Level']) // 'Income_Level'
 */
export function nearName(name: string, among: readonly string[]): string | undefined {
  const own = words(name)
  const close = among.filter((other) => {
    const others = words(other)
    const [left, right] = [own.filter((word) => !others.includes(word)), others.filter((word) => !own.includes(word))]
    return edits(left.join(''), right.join('')) <= right.join('').length / 3
  })
  if (close.length === 1) return close[0]
  const long = own.filter((word) => word.length > 3 || word === 'id')
  const shared = long.map((word) => among.filter((other) => words(other).includes(word)))
  return shared.find((found) => found.length === 1)?.[0]
}
