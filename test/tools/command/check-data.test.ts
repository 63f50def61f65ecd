import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkData } from '../../../tools/command/check-data.js'
import { start } from '../../../tools/start.js'
import { call, code, notebookOf, Project } from '../project.js'

const HEADER = 'Customer_ID,Purchase_Amount,Time_of_Purchase'
const customers = (n: number, amount = '$5.50', day = '3/15/2024') =>
  `${HEADER},Age\n${Array.from({ length: n }, (_, i) => `c${i},"${amount}",${day},${20 + i}\n`).join('')}`
const SPEND = 'Purchase_Channel,Marketing_Spend\nOnline,"$1,200"\n'

/** A notebook that would be seen to start, and would take its time. */
const NOTEBOOK = notebookOf(
  code("const dataFile = ''\nconst spendFile = ''\nconst marginsFile = ''\nconst dates = ''\nconst decimal = ''", 'p', [
    'parameters',
  ]),
  'await new Promise(resolve => setTimeout(resolve, 60_000))',
)

let made: Project
beforeAll(async () => {
  made = new Project()
  const files = {
    'notebooks/01-one.ipynb': NOTEBOOK,
    'good.csv': customers(30),
    'open.csv': customers(30, '1.234', '2/3/2024'),
    'few.csv': customers(29),
    'alike.csv': customers(30).replace(/\d+$/gm, '20'),
    'other.csv': 'CustomerID,Genre,Age\n1,Male,19\n',
    'spend.csv': SPEND,
    'wrong.csv': SPEND.replace('$1,200', 'much'),
    'runs/good/notebooks/01-one.ipynb': NOTEBOOK,
  }
  for (const [name, content] of Object.entries(files)) await made.write(name, content)
})
afterAll(() => made.remove())

describe('npm start refuses a file before any kernel starts, in a sentence without lines of code', () => {
  test.each([
    [['--data', 'other.csv'], 1, /^other\.csv: requires the columns that data\/README\.md describes, .* has 2 of 29/],
    [['--data', 'few.csv'], 1, /^few\.csv: requires at least 30 customers, got 29: half of them are held out/],
    [
      ['--data', 'open.csv'],
      1,
      /^open\.csv: 2 kinds of problems\n- Time_of_Purchase .* --dates .*\n- Purchase_Amount .* --decimal /,
    ],
    [
      ['--data', 'good.csv', '--out', 'x', '--spend', 'wrong.csv'],
      1,
      /^wrong\.csv: Marketing_Spend requires .*"much" in row 2/,
    ],
    [['--spend', 'other.csv', '--out', 'x'], 1, /^other\.csv: .* at least Purchase_Channel, Marketing_Spend/],
    [['--margins', 'spend.csv', '--out', 'x'], 1, /^spend\.csv: .* at least Purchase_Category, Gross_Margin/],
    [
      ['--data', 'good.csv'],
      2,
      /runs.good holds an earlier run, which is kept: --replace replaces it, --out NAME writes/,
    ],
  ])('%j ends with %i', async (args, exit, message) => {
    const { code, out, err } = await call(start, made, args)
    expect(err).toMatch(message)
    expect(err).not.toMatch(/\n {4}at |node:|file:/)
    expect(code).toBe(exit)
    expect(out).not.toContain('starts')
  })
})

test('the given files are read once, with the given options for dates and numbers, and the result is reported', async () => {
  const said: string[] = []
  const place = {
    root: made.root,
    cwd: made.root,
    out: { write: (text: string) => said.push(text) > 0 },
    err: process.stderr,
  }
  const files = { dataFile: join(made.root, 'open.csv'), spendFile: join(made.root, 'spend.csv'), marginsFile: '' }
  await checkData({ ...files, dates: 'D/M/Y', decimal: ',' }, place)
  expect(said).toEqual([
    'open.csv: 30 customers\n',
    expect.stringMatching(/^ {2}not in the file: Gender/),
    '  Purchase_Amount: a comma before decimals: "1.234" read as 1234\n',
    '  Time_of_Purchase: dates as D/M/Y: "2/3/2024" read as 2024-03-02\n',
  ])
  said.length = 0
  await checkData({ k: 3 }, place)
  expect(said).toEqual([])
  await expect(checkData({ dataFile: join(made.root, '..', 'none.csv') }, place)).rejects.toThrow(
    /none\.csv: requires an existing file/,
  )
})
