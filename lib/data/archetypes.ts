import { readJsonList } from './json-list.js'

/** A condition on a segment's mean: that it is above or below the mean of all customers by some standard deviations. */
export interface ArchetypeTrait {
  readonly column: string
  readonly side: 1 | -1
  /** In standard deviations, above 0. */
  readonly by: number
}

/** A named type of customers and the traits that define it. */
export interface Archetype {
  /** The name of its customers, in the plural. */
  readonly name: string
  /**
   * Groups of alternatives, of which all must hold: "low satisfaction or high returns" is a group of two. Each group
   * counts once, by its strongest trait.
   */
  readonly traits: readonly (readonly ArchetypeTrait[])[]
}

/**
 * Read a table of archetypes from JSON: a list of `{ "name", "all" }`. Each condition in `all` is a text such as
 * "recency above 0.25" or "satisfaction below -0.25 or returns above 0.25", in standard deviations from the overall
 * mean.
 *
 * @param file a JSON file such as data/archetypes.json
 * @throws {RangeError} on an invalid list, naming the archetype and the condition
 * @example (await readArchetypes('data/archetypes.json'))[0].name // 'Loyalists'
 */
export async function readArchetypes(file: string): Promise<Archetype[]> {
  const { list, wrong } = await readJsonList(file, 'archetypes')
  const archetypes = list.map((one) => {
    const { name, all } = (one ?? {}) as { name?: unknown; all?: unknown }
    if (typeof name !== 'string' || !name.trim() || !Array.isArray(all) || !all.length)
      throw wrong(`a name and at least one condition in each archetype, got ${JSON.stringify(one)}`)
    const traits = all.map((condition) =>
      String(condition)
        .split(/\s+or\s+/)
        .map((part) => trait(part, name, wrong)),
    )
    return { name, traits }
  })
  const names = archetypes.map(({ name }) => name)
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice !== undefined) throw wrong(`different names, got ${JSON.stringify(twice)} twice`)
  return archetypes
}

function trait(text: string, name: string, wrong: (what: string) => Error): ArchetypeTrait {
  const [, column, side, number] = /^(\w+) (above|below) (-?\d*\.?\d+)$/.exec(text.trim()) ?? []
  const by = side === 'above' ? Number(number) : -Number(number)
  if (!column || !(by > 0))
    throw wrong(
      `conditions such as "recency above 0.25" or "tenure below -0.25", got ${JSON.stringify(text)} for ${name}`,
    )
  return { column, side: side === 'above' ? 1 : -1, by }
}
