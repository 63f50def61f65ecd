import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from '../../../tools/command/arguments.js'
import { checkShared, readCommitted } from '../../../tools/command/collection.js'
import { code, notebookOf, Project } from '../project.js'

const job = (name: string, source: string) => ({ name, notebook: notebookOf(code(source, 'p', ['parameters'])) })

test.each([
  ['k', 'const k = 4', 'const k = 0', 'got 4 in 03-a.ipynb and 0 in 04-b.ipynb', 'in both, or give it with --k'],
  ['asOf', "const asOf = ''", "const asOf = '2024-01-01'", "got '' in 03-a.ipynb and '2024-01-01' in", 'with --as-of '],
  ['topShare', 'const topShare = 1 / 3', 'const topShare = 0.2', 'got 1 / 3 in 03-a.ipynb and 0.2 in', 'with --top '],
  ['truthFile', "let truthFile = 'a'", "let truthFile = 'b'", "got 'a' in 03-a.ipynb and 'b' in", 'in both'],
])('notebooks that differ in %s are refused, with both names, both values and what to do', (name, a, b, got, advice) => {
  const jobs = [job('03-a', `const seed = 1\n${a}`), job('04-b', `${b}\nconst seed = 1`)]
  expect(() => checkShared(jobs)).toThrow(UsageError)
  expect(() => checkShared(jobs)).toThrow(`${name} requires one value in all notebooks, ${got}`)
  expect(() => checkShared(jobs)).toThrow(advice)
  expect(() => checkShared(jobs, [name])).not.toThrow()
})

test.each([
  [
    'quotes, semicolons, types and comments',
    'const dataFile: string = "a;//b"; // it\'s ours',
    "const dataFile = 'a;//b'",
  ],
  ['names that only one declares', 'const k = 2', 'const seed = 3'],
  ['what stands in other lines', '// const k = 3\nconst k = 2', 'const k = 2\nconsole.log(k)'],
])('%s make no difference', (_, a, b) => {
  expect(() => checkShared([job('03-a', a), job('04-b', b)])).not.toThrow()
})

test('an injected value counts', () => {
  const { name, notebook } = job('04-b', 'const k = 0')
  notebook.cells.push(code('const k = 4', 'i', ['injected-parameters']))
  expect(() => checkShared([job('03-a', 'const k = 4'), { name, notebook }])).not.toThrow()
  expect(() => checkShared([job('03-a', 'const k = 0'), { name, notebook }])).toThrow('got 0 in 03-a.ipynb and 4 in')
})

test('a notebook is read as committed in git, wherever the project lies, and not if git lacks it', async () => {
  const made = new Project()
  const inner = join(made.root, 'inner')
  await made.write('inner/notebooks/01-a.ipynb', notebookOf('1'))
  await made.write('notebooks/01-a.ipynb', notebookOf('0'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: made.root })
  git('init', '--quiet')
  expect(await readCommitted(inner, '01-a')).toBeUndefined()
  git('add', '.')
  git('commit', '--quiet', '--message', 'One')
  await made.write('inner/notebooks/01-a.ipynb', notebookOf('2'))
  expect((await readCommitted(inner, '01-a'))!.cells[0].source).toEqual(['1'])
  expect(await readCommitted(inner, '02-b')).toBeUndefined()
  made.remove()
  const bare = mkdtempSync(join(tmpdir(), 'bare-'))
  expect(await readCommitted(bare, '01-a')).toBeUndefined()
  rmSync(bare, { recursive: true })
})
