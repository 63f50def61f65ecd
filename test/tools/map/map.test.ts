import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { map } from '../../../tools/map.js'
import { call, Project } from '../project.js'

let made: Project
beforeAll(() => {
  made = new Project()
})
afterAll(() => made.remove())

const rows = (n: number, row: (i: number) => string) => Array.from({ length: n }, (_, i) => `${row(i)}\n`).join('')
const day = (i: number) => String(1 + (i % 28)).padStart(2, '0')

/** The query that map writes for a file, and what it says of it. */
async function mapped(name: string, content: string) {
  await made.write(name, content)
  const { code, out, err } = await call(map, made, [name])
  expect(code).toBe(0)
  return { sql: out, said: err }
}

describe('a file of customers', () => {
  test('is mapped by names and values, with the reason of each line, and the query runs', async () => {
    const body = rows(40, (i) => `${i + 1},${i % 2 ? 'Male' : 'Female'},${20 + i},${15 + 2 * i},${(i * 7) % 100},c${i}`)
    const { sql, said } = await mapped(
      'mall.csv',
      `CustomerID,Genre,Age,Annual Income (k$),Spending Score,Colour\n${body}`,
    )
    expect(said).toBe('mall.csv: the query yields 40 customers\n')
    expect(sql).toContain('-- Run it:   npm start -- --query mall.sql --file mall.csv\n')
    expect(sql).toContain('  CustomerID AS Customer_ID,  -- CustomerID, one row each\n')
    expect(sql).toContain('  Genre AS Gender,  -- Genre, by its name\n')
    expect(sql).toContain(
      "THEN 'High' END AS Income_Level,  -- Annual Income (k$) in thirds; the numbers stay as well\n",
    )
    expect(sql).toContain(' AS Annual_Income_k,  -- your own number\n')
    expect(sql).toContain('--   Colour: text of unknown meaning, such as "c0", "c1"\n')
    expect(sql).toContain('--   ... AS Purchase_Amount,\n')
    expect(sql).not.toContain('... AS Age,')
  })

  test('gets amount and frequency from totals over counts and months, and dates from days that have passed', async () => {
    const body = rows(40, (i) => `${1000 + 3 * i};1.${100 + i},50;${1 + (i % 9)};${day(i)}/0${1 + (i % 9)}/2023;${i}`)
    const { sql, said } = await mapped('totals.csv', `ID;Total Spent;Number of Orders;Joined;Recency\n${body}`)
    expect(said).toContain('40 customers')
    expect(sql).toContain('columns separated by semicolons')
    expect(sql).toContain("'%d/%m/%Y') AS DATE) AS Joined  -- day first, as days above 12 show")
    expect(sql).toContain('AS "Total Spent",  -- decimal comma')
    expect(sql).toContain('round("Total Spent" / greatest("Number of Orders", 1), 2) AS Purchase_Amount,')
    expect(sql).toContain('AS Frequency_of_Purchase,  -- Number of Orders, over the months since Customer_Since')
    expect(sql).toContain('(SELECT day FROM today) - CAST(Recency AS INTEGER) AS Time_of_Purchase')
  })

  test('without an id, without a header, or with codes instead of words says so', async () => {
    const bare = await mapped('bare.csv', `age,balance,sex\n${rows(40, (i) => `${20 + (i % 30)},${i * 3},${i % 2}`)}`)
    expect(bare.sql).toContain('row_number() OVER () AS Customer_ID,  -- no column is unique')
    expect(bare.sql).toContain('AS Gender,  -- sex, by its name; the meaning of its codes (0, 1) is unknown')
    const lost = await mapped(
      'lost.csv',
      rows(40, (i) => `${i + 1},${20 + i},${i % 3 ? 'M' : 'F'},Cash,${i * 2}`),
    )
    expect(lost.sql).toContain('the header is missing')
    expect(lost.sql).toContain('  c0 AS Customer_ID,  -- c0, one row each\n')
    expect(lost.sql).toContain('  c1 AS Age,  -- c1, by its values only\n')
    expect(lost.sql).toContain('  c2 AS Gender,  -- c2, by its values only\n')
    expect(lost.said).toContain('40 customers')
  })

  test('with our own columns passes as it is; lines that the readers refuse are taken out, with the reason', async () => {
    const body = rows(40, (i) => `x${i},${20 + i},Planned,${1 + (i % 5)},${i || 'soon'}`)
    const { sql, said } = await mapped(
      'ours.csv',
      `Customer_ID,Age,Purchase_Intent,Brand_Loyalty,Time_to_Decision\n${body}`,
    )
    expect(said).toContain('40 customers')
    expect(sql).toContain('  Age,  -- Age, by its name\n')
    expect(sql).toContain(
      '--   Time_to_Decision: refused: Time_to_Decision requires a number of at least 0, got "soon"',
    )
  })

  test('with names that end comments, contain quotes or are in another encoding is read, and its query runs', async () => {
    const header = '"id","Ag""e\n; DROP","it\'s","Größe","select"'
    const body = rows(40, (i) => `a${i},${i},${i * 2},${i * 3},${i * 5}`)
    writeFileSync(join(made.root, 'hostile.csv'), Buffer.from(`${header}\n${body}`, 'latin1'))
    const { code, out, err } = await call(map, made, ['hostile.csv'])
    expect([code, err]).toEqual([0, 'hostile.csv: the query yields 40 customers\n'])
    expect(out).toContain('in cp1252, as in "Größe"')
    expect(out).not.toMatch(/^; DROP/m)
  })
})

test('a few texts that may have an order are shown as the ENUM that would keep it', async () => {
  const band = (i: number) => ['50-100k', 'under 20k', '20-50k', '100k and more'][i % 4]
  const { sql } = await mapped(
    'bands.csv',
    `CustomerID,Band,Spent,Orders\n${rows(80, (i) => `${i},${band(i)},${i * 3},${i % 7}`)}`,
  )
  expect(sql).toContain("Band::ENUM('20-50k', 'under 20k', '50-100k', '100k and more') AS Band")
})

test('a query is written into a folder that is created for it', async () => {
  const { code } = await call(map, made, ['bands.csv', '--out', 'new/bands.sql'])
  expect(code).toBe(0)
  expect(made.read('new/bands.sql')).toContain('Customer_ID')
})

describe('an order log', () => {
  const line = (i: number) => {
    const back = i % 40 === 7
    const who = i % 16 === 3 ? '' : `${17850 + (i % 40)}.0`
    return `${back ? 'C' : ''}${5000 + i},${back ? -1 : 1 + (i % 3)},2024-0${1 + (i % 9)}-${day(i)} 08:26:00,2.5,${who},UK${i % 3}`
  }
  const LOG = `InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n${rows(160, line)}`

  test('is recognized, and summed by customer; what is left out is reported', async () => {
    const { sql, said } = await mapped('log.csv', LOG)
    expect(said).toMatch(/^log\.csv: the query yields \d+ customers\n$/)
    expect(sql).toContain('with several rows each: orders are summed')
    expect(sql).toContain('count(DISTINCT purchase) AS Number_of_Orders,')
    expect(sql).toContain('GROUP BY customer\n')
    expect(sql).toContain("SIMILAR TO '[Cc][0-9]+'")
    expect(sql).toContain('Quantity * UnitPrice AS amount')
    expect(sql).toContain("greatest(3, date_diff('day'")
    expect(sql).toContain('AS Note  -- shown in the log')
  })

  test('may be gzipped; an existing query is kept', async () => {
    writeFileSync(join(made.root, 'log.csv.gz'), gzipSync(LOG))
    const { code, err } = await call(map, made, ['log.csv.gz', '--out', 'log.sql'])
    expect([code, err]).toEqual([0, expect.stringMatching(/customers; wrote log\.sql\n$/)])
    expect(made.read('log.sql')).toContain('--query log.sql --file log.csv.gz')
    expect(await call(map, made, ['log.csv.gz', '--out', 'log.sql'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('log.sql is there already: --replace replaces it'),
    })
  })
})

describe('npm run map', () => {
  test.each([
    [['--help'], 0, /^$/],
    [[], 2, /map requires a file, got none/],
    [['absent.csv'], 2, /map requires a file that exists, got absent\.csv/],
    [['a.csv', '--wrong'], 2, /Unknown option '--wrong'/],
  ] as const)('%j ends with %i', async (args, exit, message) => {
    const { code, err } = await call(map, made, args)
    expect(code).toBe(exit)
    expect(err).toMatch(message)
  })

  test('says in one sentence what cannot be used', async () => {
    await made.write('empty.csv', 'a,b,c\n')
    const { code, err } = await call(map, made, ['empty.csv'])
    expect([code, err]).toEqual([1, 'empty.csv: requires rows below the header; the file has none\n'])
  })
})
