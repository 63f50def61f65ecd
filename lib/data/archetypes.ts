import { readJsonList } from './json-list.js'

/** A mean that must lie on one side of that of all customers, by so many standard deviations. */
export interface ArchetypeTrait {
  readonly column: string
  readonly side: 1 | -1
  /** Above 0. */
  readonly by: number
}

/** What a kind of customers looks like. */
export interface Archetype {
  /** What its customers are called, in the plural. */
  readonly name: string
  /** All groups must hold, and each counts once, by its strongest trait: "low satisfaction or high returns" is a group of two. */
  readonly traits: readonly (readonly ArchetypeTrait[])[]
}

/**
 * Read a table of archetypes: JSON, a list of `{ "name", "all" }`, of which each condition reads "recency above 0.25" or
 * "satisfaction below -0.25 or returns above 0.25", in standard deviations from the mean of all customers.
 *
 * @param file as data/archetypes.json
 * @throws {RangeError} on what is no such list; it names the archetype and the condition
 * @example (await readArchetypes('data/archetypes.json'))[0].name // 'Loyalists'
 */
export async function readArchetypes(file: string): Promise<Archetype[]> {
  const { list, wrong } = await readJsonList(file, 'archetypes')
  const archetypes = list.map((one) => {
    const { name, all } = (one ?? {}) as { name?: unknown; all?: unknown }
    if (typeof name !== 'string' || !name.trim() || !Array.isArray(all) || !all.length)
      throw wrong(`a name and a condition or more in each archetype, got ${JSON.stringify(one)}`)
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
