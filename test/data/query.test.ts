import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkFiles } from '../../lib/data/check.js'
import { texts } from '../../lib/data/columns.js'
import { DataError } from '../../lib/data/data-error.js'
import { type Query, runQuery } from '../../lib/data/query.js'
import { readCustomers } from '../../lib/data/read.js'

const base = realpathSync(mkdtempSync(join(tmpdir(), 'query-')))
const folder = join(base, 'shop')
const out = join(base, 'out', 'customers.parquet')
afterAll(() => rmSync(base, { recursive: true }))

const PEOPLE = `who,born,spent,day\n${Array.from({ length: 40 }, (_, i) => `k${i},${1950 + i},${i}.5,2024-01-${String(1 + (i % 28)).padStart(2, '0')}\n`).join('')}`

beforeAll(() => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'people.csv'), PEOPLE)
  writeFileSync(join(base, 'secret.csv'), PEOPLE)
})

const run = (sql: string, more: Partial<Query> = {}) =>
  runQuery({ file: 'shop.sql', sql, folder, files: [], ...more }, out)

async function failure(sql: string, more: Partial<Query> = {}): Promise<string> {
  const error = await run(sql, more).then(
    () => undefined,
    (thrown: Error) => thrown,
  )
  expect(error).toBeInstanceOf(DataError)
  return error!.message
}

describe('a query', () => {
  test('reads files by names relative to its folder, and leaves the working folder as it was', async () => {
    const before = process.cwd()
    expect(await run("SELECT who AS Customer_ID, born AS Age FROM 'people.csv'")).toEqual({ rows: 40, log: [] })
    expect(process.cwd()).toBe(before)
  })

  test('may yield days, flags and numbers, which are taken as they are where text would raise a question', async () => {
    await run(`SELECT who AS Customer_ID, DATE '2024-03-12' + (born - 1950)::INTEGER AS Time_of_Purchase,
      TIMESTAMP '2024-01-02 23:30:00' AS Customer_Since, born % 2 = 0 AS Discount_Used,
      1.234::DECIMAL(9, 3) + born AS Purchase_Amount, 2.345::DOUBLE AS Return_Rate, 17.0::DOUBLE + born AS Points FROM 'people.csv'`)
    const { customers, log } = await readCustomers(out)
    expect(customers.columns).toEqual(['id', 'amount', 'returns', 'lastPurchase', 'discountUsed', 'since', 'Points'])
    expect(customers.values[0]).toEqual(['k0', 1951.234, 2.345, '2024-03-12', true, '2024-01-02', 1967])
    expect(log.map(({ detail }) => detail)).not.toContainEqual(expect.stringMatching(/comma|read as/))
  })

  test('may yield text, which goes through the strict readers', async () => {
    await run(
      "SELECT who AS Customer_ID, 'EUR 1.234,50' AS Purchase_Amount, '31.12.2024' AS Time_of_Purchase FROM 'people.csv'",
    )
    const { customers } = await readCustomers(out)
    expect(customers.values[0]).toEqual(['k0', 1234.5, '2024-12-31'])
    await run("SELECT who AS Customer_ID, 'much' AS Purchase_Amount, 'x' AS Gender FROM 'people.csv'")
    await expect(readCustomers(out)).rejects.toThrow('Purchase_Amount requires an amount such as $1,333.80')
  })

  test('without an id gets row numbers, and this is reported with the column that may be the id', async () => {
    const { log } = await run("SELECT spent AS Purchase_Amount, who AS customer_no FROM 'people.csv'")
    expect(log.map(({ detail }) => detail)).toEqual([
      'the result has no Customer_ID: the row number is used as the id; if customer_no is the id, write customer_no AS Customer_ID',
    ])
    expect((await readCustomers(out)).customers.values[0]).toEqual(['1', 0.5])
  })

  test('may yield ids such as 17850.0, which are read as 17850', async () => {
    await run(
      "SELECT (17850 + born)::DOUBLE AS Customer_ID, born AS Points, spent AS Purchase_Amount FROM 'people.csv'",
    )
    expect(texts((await readCustomers(out)).customers, 'id')[0]).toBe('19800')
  })

  test('may yield a remark about all rows in a column called Note, which is not a column of customers', async () => {
    await run(
      "SELECT who AS Customer_ID, born AS Points, spent AS Spent, '3 lines are left out' AS Note FROM 'people.csv'",
    )
    const { customers, log } = await readCustomers(out)
    expect(customers.columns).toEqual(['id', 'Points', 'Spent'])
    expect(log).toContainEqual({ step: 'note', column: '', rows: 0, detail: '3 lines are left out' })
  })

  test('has no remark if its Note is empty', async () => {
    await run("SELECT who AS Customer_ID, born AS Points, spent AS Spent, NULL::VARCHAR AS Note FROM 'people.csv'")
    const { customers, log } = await readCustomers(out)
    expect([customers.columns, log.filter(({ detail }) => /Note|contract/.test(detail))]).toEqual([
      ['id', 'Points', 'Spent'],
      [],
    ])
  })

  test('may yield levels of an ENUM, which keep their defined order, and the log of the result says how', async () => {
    await run(
      `SELECT who AS Customer_ID, spent AS Purchase_Amount,
        (CASE WHEN born % 2 = 0 THEN 'never' ELSE 'always' END)::ENUM('never', 'rarely', 'often', 'always') AS Engagement_with_Ads,
        (CASE WHEN born % 2 = 0 THEN 'high' ELSE 'Low' END)::ENUM('Low', 'Middle', 'high') AS Income_Level,
        (CASE WHEN born % 2 = 0 THEN 'school' ELSE 'phd' END)::ENUM('school', 'master', 'phd') AS Education_Level,
        (CASE WHEN born % 2 = 0 THEN 'z' ELSE 'a' END)::ENUM('z', 'm', 'a') AS "My Grade",
        FROM 'people.csv' ORDER BY who`,
    )
    const { customers, log } = await readCustomers(out)
    const values = (name: string) => new Set(customers.column(name).values as string[])
    expect(values('ads')).toEqual(new Set(['None', 'High']))
    expect(values('income')).toEqual(new Set(['Low', 'High']))
    expect(values('Education_Level')).toEqual(new Set([1, 3]))
    expect(values('My Grade')).toEqual(new Set([1, 3]))
    expect(log.filter(({ step }) => step === 'query').map(({ column, detail }) => `${column}: ${detail}`)).toEqual([
      'Engagement_with_Ads: your own levels, mapped in order: never as None, rarely as Low, often as Medium, always as High',
      'Education_Level: your own levels, numbered in order: 1 school, 2 master, 3 phd',
      'My Grade: your own levels, numbered in order: 1 z, 2 m, 3 a',
    ])
  })

  test('reads given files by getvariable, in any encoding, gzipped, and with mixed line ends', async () => {
    const files = [join(base, 'other.csv'), join(base, 'zipped.csv.gz')]
    writeFileSync(files[0], Buffer.from('who,town\r\na,Évry\nb,Zürich\n', 'latin1'))
    writeFileSync(files[1], gzipSync(PEOPLE))
    const { log } = await run(
      "SELECT who AS Customer_ID, town AS Location, town AS Occupation FROM read_csv(getvariable('file'))",
      { files },
    )
    expect(log.map(({ detail }) => detail)).toEqual(['text of other.csv in cp1252, as in "Évry"'])
    expect((await readCustomers(out)).customers.values).toEqual(
      [
        ['a', 'Évry', 'Évry'],
        ['b', 'Zürich', 'Zürich'],
      ].map(([id, town]) => [id, town, town]),
    )
    expect(
      await run("SELECT who AS Customer_ID, born AS Age FROM read_csv(getvariable('files')[2])", { files }),
    ).toMatchObject({ rows: 40 })
  })

  test('that doubles customers is refused by the reader, with both rows', async () => {
    await run(
      "SELECT who AS Customer_ID, spent + n AS Purchase_Amount, born AS Points FROM 'people.csv', range(2) t(n)",
    )
    await expect(readCustomers(out)).rejects.toThrow(
      /Customer_ID requires one row each, got "k0" in row 2 and in row 3, .* orders must be added up first/,
    )
  })

  test('needs two columns besides the id that vary', async () => {
    await run("SELECT who AS Customer_ID, born AS Points, 1 AS Purchase_Amount FROM 'people.csv'")
    await expect(checkFiles({ customers: out }, {}, 2)).rejects.toThrow(
      'requires 2 columns besides the id that vary and can be used, got 1: Points',
    )
  })
})

describe('a query that cannot be used is reported in one sentence', () => {
  test.each([
    [
      "SELECT who AS Customer_ID,\n  borne\nFROM 'people.csv'",
      /^shop\.sql: line 2: Referenced column "borne" not found .*"born"/,
    ],
    ["SELECT 1 AS Customer_ID FROM 'people.csv' WHERE", /^shop\.sql: line 1: syntax error/],
    [
      "SELECT CAST(who AS INTEGER) AS Customer_ID FROM 'people.csv'",
      /^shop\.sql: Could not convert string 'k0' to INT32/,
    ],
    [
      "SELECT who AS Customer_ID FROM 'people.csv' WHERE born > 3000",
      /^shop\.sql: requires customers, got a result of no rows/,
    ],
    ["FROM 'absent.csv'", /^shop\.sql: No files found that match the pattern "absent\.csv"/],
    [
      "SELECT born, who AS Born FROM 'people.csv'",
      /^shop\.sql: requires columns of different names, got born twice|got Born twice/,
    ],
    [
      "FROM read_csv(getvariable('file'))",
      /^shop\.sql: reads getvariable\('file'\), and no file was given: give it with --file/,
    ],
    ['SELECT ? AS Customer_ID', /^shop\.sql: requires a query without parameters/],
    ['-- nothing', /^shop\.sql: requires one SELECT and nothing else, got nothing/],
  ])('%s', async (sql, message) => {
    const told = await failure(sql)
    expect(told).toMatch(message)
    expect(told).not.toContain('\n')
  })

  test('a query that takes too long is reported, too', async () => {
    const sql = 'SELECT count(*) AS Customer_ID FROM range(100000) a, range(100000000) b'
    expect(await failure(sql, { timeout: 300 })).toBe('shop.sql: did not finish in 0.3 s: --timeout gives it more')
  })

  test('a query over a broken file is reported, too: Parquet, gzip, a workbook, or another encoding', async () => {
    const file = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const zipped = gzipSync(PEOPLE)
    const given = (path: string) => failure("FROM read_csv(getvariable('file'))", { files: [path] })
    expect(await given(file('cut.csv.gz', zipped.subarray(0, 40)))).toMatch(/requires a complete gzip file/)
    expect(await given(file('book.csv', 'PK\x03\x04'))).toMatch(/this is a workbook or an archive/)
    file('cut.parquet', 'PAR1 and no more')
    expect(await failure("FROM 'cut.parquet'")).toMatch(/^shop\.sql: .*cut\.parquet/)
    file('latin.csv', Buffer.from('who,town\na,Évry\n', 'latin1'))
    expect(await failure("FROM 'latin.csv'")).toMatch(/give the file with --file, which reads other encodings too$/)
  })
})

describe('a query can only read, and only what it may read', () => {
  test.each([
    ["COPY (SELECT 1) TO 'stolen.csv'", 'COPY'],
    ["ATTACH 'other.db'", 'ATTACH'],
    ['INSTALL httpfs', 'INSTALL'],
    ['LOAD httpfs', 'LOAD'],
    ['SET enable_external_access = true', 'SET'],
    ['PRAGMA database_list', 'PRAGMA'],
    ['CREATE TABLE t AS SELECT 1', 'CREATE'],
    ['INSERT INTO t VALUES (1)', 'INSERT'],
    ["EXPORT DATABASE 'd'", 'EXPORT'],
    ['CALL pragma_version()', 'CALL'],
    ['EXPLAIN SELECT 1', 'EXPLAIN'],
    ["SELECT 1; COPY (SELECT 1) TO 'stolen.csv'", '2 statements'],
  ])('%s is refused', async (sql, got) => {
    expect(await failure(sql)).toMatch(`shop.sql: requires one SELECT and nothing else, got ${got}`)
    expect(existsSync(join(folder, 'stolen.csv'))).toBe(false)
  })

  test.each([
    "SELECT 1) TO 'stolen.csv'; --",
    "SELECT * FROM query('COPY (SELECT 1) TO ''stolen.csv''')",
    'WITH a AS (SELECT 1) INSERT INTO b SELECT * FROM a',
    "WITH a AS (SELECT 1) COPY a TO 'stolen.csv'",
  ])('%s does not get through in disguise', async (sql) => {
    await failure(sql)
    expect(existsSync(join(folder, 'stolen.csv'))).toBe(false)
  })

  test.each([
    "FROM '../secret.csv'",
    `FROM read_csv('${join(base, 'secret.csv')}')`,
    `FROM read_text('${join(base, 'secret.csv')}')`,
    "FROM read_blob('/etc/hostname')",
    `FROM glob('${base}/*')`,
    `FROM sniff_csv('${join(base, 'secret.csv')}')`,
    "FROM read_csv('https://example.org/a.csv')",
    "FROM 's3://bucket/a.parquet'",
    'SELECT * FROM duckdb_secrets()',
  ])('%s is refused, like everything outside its folder', async (sql) => {
    expect(await failure(sql)).toMatch(
      /may not read .*: a query reads the files of its folder and those given with --file/,
    )
  })

  test('no setting can be changed back, and no extension is loaded', async () => {
    await run(`SELECT name AS Customer_ID, value AS Location FROM duckdb_settings()
      WHERE name IN ('lock_configuration', 'enable_external_access', 'autoload_known_extensions', 'autoinstall_known_extensions')`)
    const { customers } = await readCustomers(out)
    expect(customers.values).toEqual([
      ['autoinstall_known_extensions', 'false'],
      ['autoload_known_extensions', 'false'],
      ['enable_external_access', 'false'],
      ['lock_configuration', 'true'],
    ])
  })
})

test.skipIf(process.platform === 'win32')('a folder may be reached by a link', async () => {
  symlinkSync(folder, join(base, 'link'))
  expect(
    await run("SELECT who AS Customer_ID, born AS Age FROM 'people.csv'", { folder: join(base, 'link') }),
  ).toMatchObject({ rows: 40 })
})
