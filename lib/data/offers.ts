import { readJsonList } from './json-list.js'

/** A rule for what to offer to a segment; the first rule that applies is used. */
export interface OfferRule {
  /** The state of the segment in words, such as "gone silent and unhappy". */
  readonly state: string
  /** Columns whose mean in the segment must be clearly above or below that of all customers. */
  readonly when: Readonly<Record<string, 'above' | 'below'>>
  readonly offer: string
}

/**
 * Read a table of offers from JSON: a list of rules, of which the first that applies to a segment is used.
 *
 * @param file a JSON file such as data/offers.json
 * @throws {RangeError} on an invalid list, naming the rule
 */
export async function readOffers(file: string): Promise<OfferRule[]> {
  const { list, wrong } = await readJsonList(file, 'at least one rule')
  if (!list.length) throw wrong('a list of at least one rule')
  return list.map((rule, at) => {
    const { state, when, offer } = (rule ?? {}) as Partial<OfferRule>
    const sides = when && typeof when === 'object' ? Object.values(when) : []
    const valid = typeof state === 'string' && typeof offer === 'string' && sides.length > 0
    if (!valid)
      throw wrong(
        `a state, at least one condition, and an offer in each rule, got ${JSON.stringify(rule)} as rule ${at + 1}`,
      )
    const odd = sides.find((side) => side !== 'above' && side !== 'below')
    if (odd !== undefined)
      throw wrong(`"above" or "below" for each column, got ${JSON.stringify(odd)} in rule ${at + 1}`)
    return { state, when: when!, offer }
  })
}
