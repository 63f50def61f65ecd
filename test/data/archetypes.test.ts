import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ARCHETYPES } from '../../lib/clusters/name-segments.js'
import { readArchetypes } from '../../lib/data/archetypes.js'

const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const written = (text: string) => {
  const file = join(folder, 'archetypes.json')
  writeFileSync(file, text)
  return readArchetypes(file)
}

test('the shipped table is the default of the library', async () => {
  expect(await readArchetypes('data/archetypes.json')).toEqual(ARCHETYPES)
})

test('conditions are read with their side, distance and alternatives', async () => {
  expect(
    await written('[{"name": "Bulk buyers", "all": ["amount above 1", "age below -.5 or returns above 2"]}]'),
  ).toEqual([
    {
      name: 'Bulk buyers',
      traits: [
        [{ column: 'amount', side: 1, by: 1 }],
        [
          { column: 'age', side: -1, by: 0.5 },
          { column: 'returns', side: 1, by: 2 },
        ],
      ],
    },
  ])
})

test.each([
  ['[{', /^archetypes.json requires valid JSON: /],
  ['{}', 'archetypes.json requires a list of archetypes'],
  ['[{"name": "A", "all": []}]', 'a name and at least one condition in each archetype, got {"name":"A","all":[]}'],
  [
    '[{"name": "A", "all": ["age over 3"]}]',
    'conditions such as "recency above 0.25" or "tenure below -0.25", got "age over 3" for A',
  ],
  ['[{"name": "A", "all": ["age below 0.5"]}]', 'got "age below 0.5" for A'],
  ['[{"name": "A", "all": ["age above 1"]}, {"name": "A", "all": ["age above 2"]}]', 'different names, got "A" twice'],
])('an invalid table is refused: %s', async (text, message) => {
  await expect(written(text)).rejects.toThrow(message)
})
