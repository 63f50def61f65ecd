import { expect, test } from 'vitest'
import type { Notebook } from '../../../tools/kernel/notebook.js'
import { relinked } from '../../../tools/kernel/relink.js'

test('links in a run folder lead to the other folders of the project, and links to its own folders stay', () => {
  const cell = (source: string, cell_type: 'markdown' | 'raw' = 'markdown') => ({
    cell_type,
    id: 'a',
    metadata: {},
    source,
  })
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      cell('See [data](../data/README.md#ages) and [01](01-eda.ipynb), [list](../results/a.csv).'),
      cell('[x](../y)', 'raw'),
    ],
  }
  const before = structuredClone(notebook)
  expect(relinked(notebook, '../../..').cells.map(({ source }) => source)).toEqual([
    'See [data](../../../data/README.md#ages) and [01](01-eda.ipynb), [list](../results/a.csv).',
    '[x](../y)',
  ])
  expect(notebook).toEqual(before)
})
