import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check } from '../../tools/check.js'
import { type Cell, isCode, joined, type Notebook } from '../../tools/kernel/notebook.js'
import type { Figure } from '../../tools/pages/stills.js'
import { start } from '../../tools/start.js'
import { call, code, NO_BROWSER, notebookOf, Project, stillOf, text, trouble } from './project.js'

const FIGURE = `const { lastWriteDisplayData: write } = require('tslab/dist/jupyter.js')
const figure = { data: [{ type: 'bar', y: [1, k] }], layout: { height: 300 } }
const data = { 'application/vnd.plotly.v1+json': figure, 'text/plain': 'Two bars' }
write({ data, metadata: {}, transient: {} }, false)`

const GOOD = notebookOf(
  text('# Good\n\n[Columns](../data/README.md)'),
  code("const dataFile = '../data/customers.csv'\nconst k = 0\nconst spendFile = '../data/s.csv'", 'p', ['parameters']),
  "import { copyFileSync } from 'fs'\ncopyFileSync(dataFile, '../results/copy.csv')\nconsole.log(dataFile, k, spendFile)",
  FIGURE,
)
const BAD = notebookOf(text('# Bad'), 'const fine = 1', "const y = fine + 1\nthrow new RangeError('too far')")
const OTHER_K = notebookOf(code('const k = 4', 'p', ['parameters']), ...BAD.cells.slice(1))
const OTHER = notebookOf(text('# Other'), 'console.log(2)')

const CUSTOMERS = `Customer_ID,Age,Gender\n${Array.from({ length: 30 }, (_, i) => `c${i},${20 + i},Female\n`).join('')}`

async function project(notebooks: Record<string, typeof GOOD>): Promise<Project> {
  const made = new Project()
  await made.write('data/customers.csv', CUSTOMERS)
  for (const [name, notebook] of Object.entries(notebooks)) await made.write(`notebooks/${name}.ipynb`, notebook)
  return made
}

/** What a run must not leave behind: workspaces, half-written files, kernels. */
function traces(made: Project): string[] {
  const names = readdirSync(made.root, { recursive: true }) as string[]
  const left = names.filter((name) => /\.work-|\.tmp$|\.new|\.old|\.part/.test(name))
  if (!existsSync('/proc')) return left
  const kernels = readdirSync('/proc').filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(made.root)
    } catch {
      return false
    }
  })
  return [...left, ...kernels]
}

const outputsOf = (made: Project, file: string) =>
  made
    .notebook(file)
    .cells.filter(isCode)
    .map((cell) => cell.outputs)

describe('npm start', () => {
  let good: Project
  beforeAll(async () => {
    good = await project({ '01-good': GOOD, '02-other': OTHER })
  })
  afterAll(() => good.remove())

  test('writes notebooks, pages and exports; a second time gives the same bytes, and check agrees', async () => {
    const first = await good.run('start', [], NO_BROWSER).done
    expect(first).toMatchObject({ code: 0 })
    expect(first.err).toContain(
      'Warning: no Chromium was found on the PATH or in CHROMIUM, so 1 new figures have no still picture.\n',
    )
    expect(first.err).toMatch(/01-good: done in [\d.]+ s\n/)
    expect(first.out).toContain('wrote results/copy.csv (1 kB)\n')
    expect(first.out).toMatch(/Look at reports.index\.html\n$/)
    const cells = good.notebook('notebooks/01-good.ipynb').cells.filter(isCode)
    expect(cells.map((cell) => cell.execution_count)).toEqual([1, 2, 3])
    const [, printed, figure] = outputsOf(good, 'notebooks/01-good.ipynb')
    expect(printed).toEqual([
      { output_type: 'stream', name: 'stdout', text: ['../data/customers.csv 0 ../data/s.csv\n'] },
    ])
    expect(figure[0]).toMatchObject({ data: { 'text/plain': ['Two bars'] } })
    const bytes = good.read('notebooks/01-good.ipynb')
    expect(bytes).not.toContain(good.root)
    expect(bytes).not.toContain(String(new Date().getFullYear()))
    expect(await call(start, good, ['--only', '01'])).toMatchObject({ code: 0 })
    expect(good.read('notebooks/01-good.ipynb')).toBe(bytes)
    expect(traces(good)).toEqual([])

    const file = 'notebooks/02-other.ipynb'
    await good.write(file, good.read(file).replace('"2\\n"', '"3\\n"'))
    const { code, err } = await good.run('check', [], NO_BROWSER).done
    expect(code).toBe(1)
    expect(err).toContain('01-good.ipynb, cell 3: output 1: the figure has no still\n')
    expect(err).toContain('02-other.ipynb, cell 1: output 1, stdout:\n  committed: "3\\n"\n  fresh:     "2\\n"\n')
    expect(traces(good)).toEqual([])
  })

  test('with parameters writes a run in its own folder, and leaves notebooks/ alone', async () => {
    const before = good.read('notebooks/01-good.ipynb')
    const args = ['--data', 'data/customers.csv', '--k', '3', '--out', 'mine', '--only', '01']
    expect(await call(start, good, args)).toMatchObject({ code: 0 })
    expect(good.read('notebooks/01-good.ipynb')).toBe(before)
    const { cells } = good.notebook('runs/mine/notebooks/01-good.ipynb')
    expect(joined(cells[0].source)).toContain('[Columns](../../../data/README.md)')
    expect(cells[2].metadata.tags).toEqual(['injected-parameters'])
    expect(joined(cells[2].source)).toBe(
      'const dataFile = "../../../data/customers.csv"\nconst spendFile = ""\nconst k = 3',
    )
    expect(good.read('runs/mine/results/copy.csv')).toBe(CUSTOMERS)
    expect(readdirSync(join(good.root, 'runs', 'mine')).sort()).toEqual(['notebooks', 'reports', 'results', 'run.json'])
    expect(traces(good)).toEqual([])
  })

  test.each([
    [['--help'], 0, 'out', /^Usage: npm start/],
    [['--kk', '3'], 2, 'err', /Unknown option '--kk'/],
    [['--data', 'absent.csv'], 2, 'err', /--data requires a file that exists, got .*absent\.csv/],
    [['--seed', '3'], 2, 'err', /--seed requires a notebook that declares seed/],
    [['--only', '09'], 2, 'err', /--only requires the beginning of a notebook's name, got '09'/],
    [['--k', '3', '--out', './data'], 2, 'err', /--out requires a new folder .* which contains customers\.csv/],
  ] as const)('%j ends with %i before any kernel starts', async (args, exit, stream, message) => {
    const done = await call(start, good, args)
    expect(done.code).toBe(exit)
    expect(done[stream]).toMatch(message)
    expect(done[stream === 'out' ? 'err' : 'out']).toBe('')
  })
})

describe('notebooks with different parameters', () => {
  const withK = (k: number) => notebookOf(code(`const k = ${k}`, 'p', ['parameters']))

  test('are refused before any kernel starts, by npm start, by --only and by check', async () => {
    const made = await project({ '03-a': withK(4), '04-b': withK(0) })
    for (const [command, args] of [
      [start, []],
      [start, ['--only', '03']],
      [check, []],
      [check, ['--only', '03']],
    ] as const) {
      const { code, out, err } = await call(command, made, args)
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(
        /^k requires one value .* 4 in 03-a\.ipynb and 0 in 04-b\.ipynb: .* with --k .*\n(See .*\n)?$/,
      )
    }
    made.remove()
  })
})

test('npm start restores the committed stills of figures that JupyterLab redrew', async () => {
  const made = await project({ '01-good': GOOD })
  const still = stillOf({ data: [{ type: 'bar', y: [1, 0] }], layout: { height: 300 } } as Figure)
  const file = 'notebooks/01-good.ipynb'
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: made.root }).toString()
  git('init', '--quiet')
  await call(start, made)
  const withStill = (picture: string): Notebook => {
    const notebook = made.notebook(file)
    const { outputs } = notebook.cells.at(-1) as Extract<Cell, { cell_type: 'code' }>
    Object.assign((outputs[0] as { data: object }).data, { 'image/png': picture })
    return notebook
  }
  await made.write(file, withStill(still))
  git('add', 'notebooks')
  git('commit', '--quiet', '--message', 'Stills')
  await made.write(file, withStill('iVBORw0KGgo='))
  expect(git('status', '--short', 'notebooks')).toBe(` M ${file}\n`)
  expect(await made.run('start').done).toMatchObject({ code: 0 })
  expect(git('status', '--short', 'notebooks')).toBe('')
  made.remove()
})

describe('a run that fails', () => {
  test('names notebook, cell, source and message, leaves the file as it was, and writes the others', async () => {
    const made = await project({ '01-bad': BAD, '02-other': OTHER })
    const before = made.read('notebooks/01-bad.ipynb')
    const { code, err } = await call(start, made)
    expect(code).toBe(1)
    expect(err).toContain('01-bad.ipynb failed, cell 2:\n\n    const y = fine + 1\n    throw new RangeError')
    expect(err).toContain('RangeError: too far')
    expect(made.read('notebooks/01-bad.ipynb')).toBe(before)
    expect(outputsOf(made, 'notebooks/02-other.ipynb')[0]).toHaveLength(1)
    expect(existsSync(join(made.root, 'reports'))).toBe(false)
    expect(traces(made)).toEqual([])
    made.remove()
  })

  test('writes nothing of a run in its own folder, for which one k was given, and keeps the earlier one', async () => {
    const made = await project({ '01-bad': OTHER_K, '02-good': GOOD })
    await made.write('runs/mine/notebooks/old.ipynb', OTHER)
    const { code, err } = await call(start, made, ['--k', '3', '--out', 'mine', '--replace'])
    expect(code).toBe(1)
    expect(err).toContain('Nothing was written.\n')
    expect(readdirSync(join(made.root, 'runs'), { recursive: true }).sort()).toEqual(
      ['mine', 'mine/notebooks', 'mine/notebooks/old.ipynb'].map((name) => join(name)),
    )
    made.remove()
  })

  test('says so if a cell takes too long', async () => {
    const made = await project({ '01-bad': notebookOf('while (true) {}') })
    const { code, err } = await call(start, made, ['--timeout', '0.5'])
    expect(code).toBe(1)
    expect(err).toMatch(/cell 1:[\s\S]*did not end in 0.5 s/)
    expect(traces(made)).toEqual([])
    made.remove()
  })

  test.skipIf(process.platform === 'win32')('leaves nothing behind when it is interrupted', async () => {
    const made = await project({ '01-long': notebookOf('const a = 1', 'while (true) {}') })
    const { child, said, done } = made.run('start', [], NO_BROWSER)
    while (!said.err.includes('cell 2/2') && child.exitCode === null && child.signalCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(said.err).toContain('cell 2/2')
    expect(trouble(said.err)).toBe('')
    child.kill('SIGINT')
    expect((await done).code).toBe(130)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(traces(made)).toEqual([])
    made.remove()
  })
})
