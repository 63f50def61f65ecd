import { expect, test } from 'vitest'
import { compareNotebooks } from '../../../tools/command/compare.js'
import { type Notebook, parseNotebook } from '../../../tools/kernel/notebook.js'
import { PLOTLY } from '../../../tools/pages/stills.js'
import { code, notebookOf, stillOf, text } from '../project.js'

const FIGURE = { data: [{ y: [1, 2] }], layout: {} }
const still = stillOf(FIGURE)
const notebook = notebookOf(text('# A', 'title'), {
  ...code('show()'),
  execution_count: 1,
  outputs: [
    { output_type: 'stream', name: 'stdout', text: 'one\ntwo\n' },
    { output_type: 'display_data', metadata: {}, data: { 'text/html': '<td>1</td>', 'text/plain': '1' } },
    {
      output_type: 'display_data',
      metadata: {},
      data: { [PLOTLY]: FIGURE, 'image/png': still },
    },
  ],
})

const changed = (from: string, to: string): Notebook => parseNotebook(JSON.stringify(notebook).replace(from, to))

test('equal notebooks have no difference', () => {
  expect(compareNotebooks(notebook, changed('', ''))).toEqual([])
})

test.each([
  ['# A', '# B', 'text title: its source differs'],
  ['two', 'too', 'cell 1: output 1, stdout:\n  committed: "one\\ntwo\\n"\n  fresh:     "one\\ntoo\\n"'],
  ['<td>1', '<td>2', 'cell 1: output 2, text/html:\n  committed: "<td>1</td>"\n  fresh:     "<td>2</td>"'],
  ['"y":[1,2]', '"y":[1,3]', `cell 1: output 3, ${PLOTLY}:`],
  ['"execution_count":1', '"execution_count":7', 'cell 1: execution count 1, but 7 in a clean run'],
  [
    '"text/plain":"1"',
    '"text/latex":"1"',
    'cell 1: output 2, text/plain:\n  committed: something\n  fresh:     nothing',
  ],
])('a fresh run with %j as %j differs', (from, to, message) => {
  const found = compareNotebooks(notebook, changed(from, to))
  expect(found.join('\n')).toContain(message)
})

test('a figure without its still is a difference', () => {
  const bare = changed(`,"image/png":"${still}"`, '')
  expect(compareNotebooks(bare, bare)).toEqual(['cell 1: output 3: the figure has no still'])
})

test('a still that JupyterLab drew is a difference, and npm start is the remedy', () => {
  const hovered = changed(still, 'iVBORw0KGgo=')
  expect(compareNotebooks(hovered, notebook)).toEqual([
    'cell 1: output 3: the still was not drawn by npm start (pointing at a figure in JupyterLab replaces it): run npm start',
  ])
})

test('a still of another figure is a difference', () => {
  const other = changed(still, stillOf({ ...FIGURE, layout: { height: 9 } }))
  expect(compareNotebooks(other, notebook)).toEqual(['cell 1: output 3: the still shows another figure: run npm start'])
})

test('a missing cell is a difference', () => {
  const short = { ...notebook, cells: notebook.cells.slice(0, 1) }
  expect(compareNotebooks(notebook, short)).toEqual([
    '2 cells committed, 1 in a fresh run',
    'cell 1: the fresh run lacks it',
  ])
})
