import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joined } from '../../../tools/kernel/notebook.js'
import { start } from '../../../tools/start.js'
import { call, code, notebookOf, Project, trouble } from '../project.js'

const NOTEBOOK = notebookOf(
  code(
    "const dataFile = ''\nconst spendFile = 'x'\nconst showRows = true\nconst k = 0\nconst columns = ['value']",
    'p',
    ['parameters'],
  ),
  "import { writeFileSync } from 'fs'\nimport { readFileSync } from 'fs'\nwriteFileSync('../results/size.txt', String(readFileSync(dataFile).length > 100) + k)",
)
const SQL = "SELECT who AS Customer_ID, born AS Points, spent AS Purchase_Amount\nFROM 'people.csv'\n"
const people = (n: number) =>
  `who,born,spent\n${Array.from({ length: n }, (_, i) => `k${i},${1950 + i},${i}.5\n`).join('')}`

let made: Project
beforeAll(async () => {
  made = new Project()
  await made.write('notebooks/01-one.ipynb', NOTEBOOK)
  await made.write('shop/people.csv', people(40))
  await made.write('shop/shop.sql', SQL)
})
afterAll(() => made.remove())

describe('npm start --query', () => {
  test('runs the query once; notebooks find its result among their results, and show no rows', async () => {
    const { code, out, err } = await call(start, made, [
      '--query',
      'shop/shop.sql',
      '--k',
      '3',
      '--features',
      'Points, recency',
    ])
    expect([code, trouble(err)]).toEqual([0, ''])
    expect(out).toContain('shop/shop.sql: 40 rows\nshop/shop.sql: 40 customers\n')
    expect(out).toContain('Points: kept as Points')
    expect(out.match(/wrote runs\/shop\/results\/customers\.parquet/g)).toHaveLength(1)
    expect(joined(made.notebook('runs/shop/notebooks/01-one.ipynb').cells[1].source)).toBe(
      'const spendFile = ""\nconst k = 3\nconst columns = ["Points","recency"]\nconst showRows = false\nconst dataFile = "../results/customers.parquet"',
    )
    expect(made.read('runs/shop/results/size.txt')).toBe('true3')
    expect(made.read('runs/shop/notebooks/01-one.ipynb')).not.toContain(made.root)
  })

  test.each([
    [['--query', 'shop/absent.sql'], 2, /--query requires a file that exists, got .*absent\.sql/],
    [
      ['--query', 'shop/shop.sql', '--file', 'no.csv', '--out', 'x'],
      2,
      /--file requires a file that exists, got .*no\.csv/,
    ],
    [['--query', 'shop/shop.sql'], 2, /runs.shop holds an earlier run, which is kept/],
    [
      ['--query', 'shop/shop.sql', '--data', 'shop/people.csv'],
      2,
      /--query supplies the customers, so it cannot be combined with --data/,
    ],
    [['--file', 'shop/people.csv'], 2, /--file requires --query/],
    [['--repeat', 'runs/shop', '--k', '3'], 2, /--repeat repeats a run as it was, got --k as well/],
    [['--repeat', 'shop'], 2, /--repeat requires the folder of a run with its run\.json/],
    [['--query', 'shop/shop.sql', '--out', 'x', '--features', 'a,,b'], 2, /--features requires names of columns/],
  ] as const)('%j ends with %i', async (args, exit, message) => {
    const { code, out, err } = await call(start, made, args)
    expect([code, out]).toEqual([exit, ''])
    expect(err).toMatch(message)
  })

  test.each([
    [
      'wrong.sql',
      "SELECT who AS Customer_ID,\n  borne FROM 'people.csv'",
      /^shop\/wrong\.sql: line 2: Referenced column "borne"/,
    ],
    ['copy.sql', "COPY (SELECT 1) TO 'x.csv'", /^shop\/copy\.sql: requires one SELECT and nothing else, got COPY/],
    [
      'none.sql',
      "SELECT who AS Customer_ID, born AS Points FROM 'people.csv' WHERE false",
      /^shop\/none\.sql: requires customers, got/,
    ],
    [
      'twice.sql',
      "SELECT who AS Customer_ID, born AS Age, spent + n AS Purchase_Amount FROM 'people.csv', range(2) t(n)",
      /^shop\/twice\.sql: Customer_ID requires one row each, got "k0" in row 2 and in row 3/,
    ],
    [
      'few.sql',
      "SELECT who AS Customer_ID, born AS Points, spent AS Purchase_Amount FROM 'people.csv' LIMIT 9",
      /^shop\/few\.sql: requires at least 30 customers, got 9/,
    ],
    [
      'one.sql',
      "SELECT who AS Customer_ID, born AS Points FROM 'people.csv'",
      /^shop\/one\.sql: requires 2 columns besides the id that vary/,
    ],
  ])('of %s ends with a sentence, and the earlier run is as it was', async (name, sql, message) => {
    await made.write(`shop/${name}`, sql)
    const before = made.read('runs/shop/run.json')
    const { code, err } = await call(start, made, ['--query', `shop/${name}`, '--out', 'shop', '--replace'])
    expect(code).toBe(1)
    expect(err).toMatch(message)
    expect(err.trim()).not.toContain('\n')
    expect(made.read('runs/shop/run.json')).toBe(before)
  })
})

describe('npm start --repeat', () => {
  test('repeats a run from its folder, and finds that nothing changed', async () => {
    const { code, out, err } = await call(start, made, ['--repeat', 'runs/shop'])
    expect([code, trouble(err)]).toEqual([0, ''])
    expect(out).toMatch(/Nothing changed since\.\n$/)
    expect(made.read('runs/shop-again/run.json')).toBe(made.read('runs/shop/run.json'))
  })

  test('says what changed: a file given to the query, the query, a version, a notebook, a result', async () => {
    await made.write(
      'given.sql',
      "SELECT who AS Customer_ID, born AS Points, spent AS Spent FROM read_csv(getvariable('file'))",
    )
    const given = await call(start, made, ['--query', 'given.sql', '--file', 'shop/people.csv'])
    expect([given.code, trouble(given.err)]).toEqual([0, ''])
    await made.write('shop/people.csv', people(41))
    await made.write('given.sql', 'SELECT 1')
    await made.write('notebooks/01-one.ipynb', { ...NOTEBOOK, cells: [...NOTEBOOK.cells, code('1 + 1', 'more')] })
    const record = JSON.parse(made.read('runs/given/run.json'))
    await made.write(
      'runs/given/run.json',
      JSON.stringify({ ...record, versions: { ...record.versions, Node: 'v0.1' } }),
    )
    const { code: exit, out } = await call(start, made, ['--repeat', 'runs/given', '--out', 'later'])
    expect(exit).toBe(0)
    expect(out.slice(out.indexOf('Changed since'))).toBe(
      `Changed since:
  shop/people.csv has changed
  given.sql was edited; the original query was repeated
  Node was v0.1, and is ${process.version}
  the cells of 01-one were edited
  results/customers.parquet came out differently
`,
    )
  })

  test('needs the files of the run, and a readable record', async () => {
    rmSync(join(made.root, 'shop', 'people.csv'))
    expect(await call(start, made, ['--repeat', 'runs/given', '--out', 'gone'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--repeat requires the files of the run, and shop/people.csv is gone'),
    })
    await made.write('runs/given/run.json', '{"parameters": 1}')
    expect(await call(start, made, ['--repeat', 'runs/given', '--out', 'gone'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('was changed and cannot be read'),
    })
  })
})

test('a file in another layout ends with the command that maps it', async () => {
  await made.write('mall.csv', 'CustomerID,Genre,Age\n1,Male,19\n')
  const { code, err } = await call(start, made, ['--data', 'mall.csv'])
  expect(code).toBe(1)
  expect(err).toMatch(/\nFor a query that maps its columns: npm run map -- "?mall\.csv"?\n$/)
})
