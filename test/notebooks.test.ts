import { readdirSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { hasTag, isCode, joined, type Notebook, readNotebook } from '../tools/kernel/notebook.js'

const folder = fileURLToPath(new URL('../notebooks', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))
const names = readdirSync(folder).filter((name) => name.endsWith('.ipynb'))
const SAMPLED =
  'associations|assess|kmeans|scanK|jaccardStability|multiverse|study|discountCorrelations|componentMap|silhouettes|judgedSentence'
const PLOTLY = 'application/vnd.plotly.v1+json'

it('there are four notebooks', () => {
  expect(names).toEqual(['01-eda.ipynb', '02-preparation.ipynb', '03-clustering.ipynb', '04-insights.ipynb'])
})

/** Return the text typed in a notebook, without code and link targets. */
function typed(cells: Notebook['cells']): string {
  const texts = cells.filter(({ cell_type }) => cell_type === 'markdown').map(({ source }) => joined(source))
  return texts
    .join('\n')
    .replace(/`[^`]*`/g, '')
    .replace(/\]\([^)]*\)/g, ']')
}

it('the notebooks can be read in a quarter of an hour: repeated explanations are in docs/', async () => {
  const notebooks = await Promise.all(names.map((name) => readNotebook(join(folder, name))))
  const words = notebooks.flatMap(({ cells }) => typed(cells).match(/\p{L}[\p{L}’'-]*/gu) ?? [])
  expect(words.length).toBeLessThanOrEqual(1700)
})

describe.each(names)('%s', (name) => {
  const file = join(folder, name)

  it('is nbformat 4.5 with a question as its title, and under 1.5 MB', async () => {
    const { cells, nbformat, nbformat_minor } = await readNotebook(file)
    expect([nbformat, nbformat_minor]).toEqual([4, 5])
    expect(joined(cells[0].source)).toMatch(/^# .+\?\n/)
    expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length)
    expect(statSync(file).size).toBeLessThan(1_500_000)
  })

  it('has one import cell, one parameters cell, and cells that fit on a screen', async () => {
    const code = (await readNotebook(file)).cells.filter(isCode)
    const lines = code.filter((cell) => !hasTag(cell, 'parameters')).map((cell) => joined(cell.source).split('\n'))
    const imports = lines.filter((cell) => cell.some((line) => line.startsWith('import ')))
    expect(imports).toEqual([lines[0]])
    expect(lines[0].length).toBeLessThanOrEqual(3)
    expect(code.filter((cell) => hasTag(cell, 'parameters'))).toHaveLength(1)
    expect(lines.filter((cell) => cell.length > 10)).toEqual([])
    // JupyterLab does not wrap code: at 1,280 pixels it shows 104 characters of a line.
    expect(lines.flat().filter((line) => line.length > 104)).toEqual([])
  })

  it('says in a sentence what each cell computes, and types no number', async () => {
    const { cells } = await readNotebook(file)
    const computing = cells.filter((cell, i) => isCode(cell) && !hasTag(cell, 'parameters') && i > 1)
    const before = computing.map((cell) => cells[cells.indexOf(cell) - 1])
    expect(before.filter(isCode)).toEqual([])
    for (const cell of before) expect(joined(cell.source)).toMatch(/[.?:]\)?$/)
    expect(
      typed(cells)
        .match(/\d+/g)
        ?.filter((number) => !/^0[1-4]$/.test(number)) ?? [],
    ).toEqual([])
  })

  it('passes the sample size to everything that reads a sample', async () => {
    const code = (await readNotebook(file)).cells.filter(isCode).map((cell) => joined(cell.source))
    // Up to the closing parenthesis; arguments hold at most one pair of their own.
    const call = new RegExp(`(?:${SAMPLED})\\((?:[^()]|\\([^()]*\\))*\\)`, 'g')
    const calls = code.flatMap((source) => source.match(call) ?? [])
    for (const call of calls) expect(call).toMatch(/\bsample\b/)
  })

  it('has the outputs of one clean run, every figure with its still and its texts', async () => {
    const code = (await readNotebook(file)).cells.filter(isCode)
    expect(code.map((cell) => cell.execution_count)).toEqual(code.map((_, i) => i + 1))
    const outputs = code.flatMap((cell) => cell.outputs as { output_type: string; data?: Record<string, unknown> }[])
    expect(outputs.filter(({ output_type }) => output_type !== 'display_data')).toEqual([])
    const figures = outputs.flatMap(({ data }) => (data?.[PLOTLY] ? [data] : []))
    expect(figures.length).toBeGreaterThan(2)
    for (const data of figures) expect(Object.keys(data).sort()).toEqual([PLOTLY, 'image/png', 'text/plain'])
  })

  it('contains no path of the machine that ran it', () => {
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain(root)
    expect(text).not.toContain(`${homedir()}/`)
  })
})

it.each(names)('no cell of %s writes a currency, except the parameter', async (name) => {
  const code = (await readNotebook(join(folder, name))).cells.filter(
    (cell) => isCode(cell) && !hasTag(cell, 'parameters'),
  )
  for (const cell of code) expect(joined(cell.source)).not.toMatch(/\$(?!\{)|dollar/i)
})
