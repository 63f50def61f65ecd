import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { useSettings } from '../../lib/core/settings.js'
import { DataError } from '../../lib/data/data-error.js'
import { FIELDS } from '../../lib/data/fields.js'
import { has } from '../../lib/data/has.js'
import { readCustomers } from '../../lib/data/read.js'
import { readMargins, readSpend, readTruth } from '../../lib/data/read-side.js'
import type { Writings } from '../../lib/data/read-table.js'

const folder = mkdtempSync(join(tmpdir(), 'read-'))
afterAll(() => rmSync(folder, { recursive: true }))

const GOOD: Record<string, string> = {
  Customer_ID: '37-611-6911',
  Age: '22',
  Gender: 'Female',
  Income_Level: 'Middle',
  Marital_Status: 'Married',
  Education_Level: "Bachelor's",
  Occupation: 'Middle',
  Location: 'Évry',
  Purchase_Category: 'Gardening & Outdoors',
  Purchase_Amount: '$333.80 ',
  Frequency_of_Purchase: '4',
  Purchase_Channel: 'Mixed',
  Brand_Loyalty: '5',
  Product_Rating: '5',
  'Time_Spent_on_Product_Research(hours)': '0.25',
  Social_Media_Influence: 'None',
  Discount_Sensitivity: 'Somewhat Sensitive',
  Return_Rate: '1',
  Customer_Satisfaction: '7',
  Engagement_with_Ads: 'None',
  Device_Used_for_Shopping: 'Tablet',
  Payment_Method: 'Credit Card',
  Time_of_Purchase: '3/15/2024',
  Discount_Used: 'TRUE',
  Customer_Loyalty_Program_Member: 'FALSE',
  Purchase_Intent: 'Need-based',
  Shipping_Preference: 'No Preference',
  Time_to_Decision: '2',
}
const NAMES = Object.keys(GOOD)

let files = 0
function save(content: string | Buffer, ending = '.csv'): string {
  const file = join(folder, `file${files++}${ending}`)
  writeFileSync(file, content)
  return file
}

/** Text in the code pages of Windows and of DOS, for the letters that these tests have, and in UTF-16. */
const encoded: Record<string, (text: string) => Buffer> = {
  cp1252: (text) => Buffer.from(text, 'latin1'),
  cp850: (text) => Buffer.from(text.replace('É', '\x90').replace('ö', '\x94'), 'latin1'),
  'utf-16le': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
}

const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A customer file: each row a good one with its own id, and with the given values. */
function csv(rows: Record<string, string>[], names = NAMES, separator = ',', end = '\n'): string {
  const full = rows.map((row, i): Record<string, string> => ({ ...GOOD, Customer_ID: `c${i + 1}`, ...row }))
  return [names, ...full.map((row) => names.map((name) => quote(row[name])))]
    .map((r) => r.join(separator) + end)
    .join('')
}

async function failure(file: string, read: (file: string) => Promise<unknown> = readCustomers): Promise<string> {
  const error = await read(file).then(
    () => undefined,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(DataError)
  expect(error.message.startsWith(file)).toBe(true)
  return error.message.slice(file.length)
}

const column = async (rows: Record<string, string>[], field: string, names = NAMES) =>
  (await readCustomers(save(csv(rows, names)))).customers.column(field).values

describe('a good file', () => {
  test('gives every field as its kind says', async () => {
    const { customers, log, rowsRead } = await readCustomers(save(csv([{}])))
    expect(customers.columns).toEqual(FIELDS.map((field) => field.name).filter((name) => name !== 'since'))
    expect(customers.values[0]).toEqual(
      // biome-ignore format: one row
      ['c1', 22, 'Female', 'Middle', 'Married', "Bachelor's", 'Middle', 'Évry', 'Gardening & Outdoors', 333.8, 4, 'Mixed', 5, 5, 0.25,
        'None', 'Somewhat Sensitive', 1, 7, 'None', 'Tablet', 'Credit Card', '2024-03-15', true, false, 'Need-based', 'No Preference', 2],
    )
    expect(log).toEqual([{ step: 'columns', column: '', rows: 0, detail: 'not in the file: Customer_Since' }])
    expect(rowsRead).toBe(1)
  })

  test('may have its columns in any order; unknown columns are left out with a log line', async () => {
    const names = ['Extra', ...[...NAMES].reverse()]
    const { customers, log } = await readCustomers(save(csv([{ Extra: 'x' }, { Extra: 'y' }], names)))
    expect(customers.columns[0]).toBe('id')
    expect(customers.column('id').values).toEqual(['c1', 'c2'])
    expect(log).toContainEqual({
      step: 'columns',
      column: 'Extra',
      rows: 2,
      detail: 'left out: not in the data dictionary',
    })
  })

  test('is ordered by id, whatever its order and length', async () => {
    const rows = Array.from({ length: 5000 }, () => ({}))
    expect(await column(rows, 'id')).toEqual(rows.map((_, i) => `c${i + 1}`).sort())
  })

  test('may have a BOM, CRLF, quoted commas, quotes and line breaks, and empty lines at the end', async () => {
    const rows = [{ Location: 'A, "B"' }, { Location: 'C\nD' }]
    const { customers } = await readCustomers(save(`\uFEFF${csv(rows, NAMES, ',', '\r\n')}\r\n\r\n`))
    expect(customers.column('location').values).toEqual(['A, "B"', 'C D'])
    expect(customers.columns[0]).toBe('id')
  })

  test('may be gzipped, tab-separated, or have stars and quotes in its name', async () => {
    const again = [
      save(gzipSync(csv([{}])), '.csv.gz'),
      save(csv([{}], NAMES, '\t'), '.tsv'),
      save(csv([{}]), " [1]*'s.csv"),
    ]
    for (const file of again) expect((await readCustomers(file)).customers.shape).toEqual([1, 28])
  })

  test('may be Parquet, with typed columns', async () => {
    const file = join(folder, 'typed.parquet')
    const source = save(csv([{}, { Age: '' }]))
    const connection = await (await DuckDBInstance.create()).connect()
    await connection.run(`COPY (SELECT * REPLACE (CAST(Age AS DOUBLE) AS Age, Discount_Used = 'TRUE' AS Discount_Used,
      TIMESTAMP '2024-03-01' AS Time_of_Purchase) FROM read_csv('${source}', all_varchar = true)) TO '${file}' (FORMAT parquet)`)
    const { customers } = await readCustomers(file)
    expect(customers.column('age').values).toEqual([22, NaN])
    expect(customers.column('discountUsed').values).toEqual([true, true])
    expect(customers.column('lastPurchase').values).toEqual(['2024-03-01', '2024-03-01'])
  })

  test('prints nothing, not even the greeting of TensorFlow', () => {
    const file = save(csv([{}]))
    const code = `import('segments').then(({ data }) => data.readCustomers(${JSON.stringify(file)})).then((r) => r.customers.head(1))`
    expect(execFileSync('node', ['-e', code], { encoding: 'utf8', stdio: 'pipe' })).toBe('')
  })
})

describe('the shape of a file', () => {
  test('an absent file, a folder, a workbook and a picture are each reported plainly, whatever the name', async () => {
    expect(await failure(join(folder, 'none.csv'))).toBe(': requires an existing file; there is none with this name')
    mkdirSync(join(folder, 'sub.csv'))
    expect(await failure(join(folder, 'sub.csv'))).toContain('this is a folder')
    for (const mark of ['PK\x03\x04\x14\0', '\xD0\xCF\x11\xE0\0']) {
      expect(await failure(save(Buffer.from(mark, 'latin1')))).toBe(
        ': requires text; this is a workbook or an archive, whatever its name says: open it, and save the sheet of customers as "CSV UTF-8"',
      )
    }
    expect(await failure(save(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')))).toContain('this file is not')
  })

  test('an empty file, one without rows, and one without a header are reported plainly', async () => {
    expect(await failure(save(''))).toBe(': requires a header and rows; the file is empty')
    expect(await failure(save(csv([])))).toBe(': requires rows below the header; the file has none')
    expect(await failure(save(NAMES.join(',')))).toContain('the file has none')
    expect(await failure(save(`${csv([])},,,\n`.replace(',,,', NAMES.map(() => '').join(','))))).toContain('has none')
    expect(await failure(save('\nx\n'))).toContain('column names in the first line; it is empty')
  })

  test('a broken gzip or Parquet file is reported as an error of that file', async () => {
    expect(await failure(save(gzipSync('x'.repeat(99)).subarray(0, 20)))).toContain('requires a complete gzip file')
    expect(await failure(save('PAR1'))).toMatch(/: cannot be read: .*parquet/i)
  })

  test('the content decides how a file is read, not its name', async () => {
    for (const [separator, name] of [
      [';', 'semicolons'],
      ['\t', 'tabs'],
      ['|', 'bars'],
    ]) {
      const { customers, log } = await readCustomers(save(csv([{}, {}], NAMES, separator)))
      expect(customers.shape).toEqual([2, 28])
      expect(log[0]).toEqual({ step: 'file', column: '', rows: 0, detail: `columns separated by ${name}` })
    }
    const quotedNames = csv([{}], NAMES, ';').replace(NAMES.join(';'), NAMES.map((name) => `"${name}"`).join(';'))
    expect((await readCustomers(save(quotedNames))).customers.shape).toEqual([1, 28])
    expect((await readCustomers(save(csv([{}]), '.tsv'))).customers.shape).toEqual([1, 28])
    expect((await readCustomers(save(gzipSync(csv([{}])), ''))).customers.shape).toEqual([1, 28])
  })

  test('ragged rows are reported by line, each kind in one sentence, and without other problems', async () => {
    const lines = csv([{}, {}, {}, { Age: 'x' }]).split('\n')
    lines[1] += ',1'
    lines[2] = 'a,b'
    lines[3] = 'c'
    expect((await failure(save(lines.join('\n')))).split('\n')).toEqual([
      ': 2 kinds of problems',
      expect.stringMatching(/^- requires 28 values in each line, .* in line 2: it has more; put values .* in quotes$/),
      '- requires 28 values in each line, as the header has, got "a,b" in line 3: it has fewer (2 lines); correct or delete it',
    ])
  })

  test('a quote that is never closed is reported by line', async () => {
    expect(await failure(save(`${csv([{}])}"open,1\n`))).toMatch(
      / in line 3: it has a quote that does not end; correct/,
    )
  })

  test('text in another encoding is read, and the encoding is logged with a word to check', async () => {
    const rows = [{ Location: 'Évry' }, { Location: 'Malmö' }, { Location: 'Łódź' }]
    const words = (n: number) => rows.slice(0, n).map(({ Location }) => Location)
    for (const [encoding, n] of [
      ['cp1252', 2],
      ['cp850', 2],
      ['utf-16le', 3],
      ['utf-16be', 3],
    ] as const) {
      const text = csv(rows.slice(0, n), NAMES, ',', '\r\n')
      const { customers, log } = await readCustomers(save(encoded[encoding](text)))
      expect(customers.column('location').values).toEqual(words(n))
      expect(log[0].detail.toLowerCase()).toBe(
        `text in ${encoding}, as in "évry": if that looks wrong, save the file as "csv utf-8"`,
      )
    }
    expect(await failure(save(Buffer.from(csv([{ Location: '\xCC\xEE\xF1\xEA\xE2\xE0' }]), 'latin1')))).toContain(
      'save it as "CSV UTF-8"',
    )
  })

  test('lines may end in CRLF, LF or both', async () => {
    const [header, row] = csv([{}]).split('\n')
    expect((await readCustomers(save(`${header}\r\n${row}\nx${row}\r\n`))).customers.shape).toEqual([2, 28])
  })

  test('rows of separators alone are not rows, and a line "sep=" is not a header', async () => {
    const blank = `${NAMES.map(() => '').join(';')}\n`
    const [header, row, bad] = csv([{}, { Age: 'x' }], NAMES, ';').split(/(?<=\n)/)
    const { log, rowsRead } = await readCustomers(save(`sep=;\r\n${header}${row}${blank}${blank}`))
    expect(rowsRead).toBe(1)
    expect(log.map(({ detail, rows }) => [detail, rows])).toEqual([
      ['line "sep=;" left out', 0],
      ['columns separated by semicolons', 0],
      ['2 empty rows left out', 2],
      ['not in the file: Customer_Since', 0],
    ])
    expect(await failure(save(`sep=;\n${header}${row}${blank}${bad}`))).toContain('got "x" in row 4')
  })

  test('names need only the same letters and digits', async () => {
    expect((await readCustomers(save(csv([{}]).replace(/_(?=.*\n.)/g, '.')))).customers.shape).toEqual([1, 28])
    const text = csv([{}]).replace(NAMES.join(','), NAMES.join(',').toUpperCase().replace('CUSTOMER_ID', 'Customer Id'))
    const { customers, log } = await readCustomers(save(text))
    expect(customers.shape).toEqual([1, 28])
    expect(log[0].detail).toBe('column "Customer Id" read as Customer_ID, and 27 more names in the same way')
    expect(await failure(save(csv([{ AGE: '1' }], [...NAMES, 'AGE'])))).toContain('got Age twice or more')
  })
})

describe('rows that are not customers', () => {
  const HEADER = csv([])
  const [, ROW] = csv([{}]).split('\n')
  const cells = (values: Record<string, string>) => NAMES.map((name) => quote(values[name] ?? '')).join(',')

  test.each([
    [
      'a title and a blank line above',
      `Customers 2024\n\n${HEADER}${ROW}`,
      'they are in line 3: delete the 2 lines above',
    ],
    [
      'a line of groups above',
      `${cells({ Customer_ID: 'Customer' })}\n${HEADER}${ROW}`,
      'they are in line 2: delete the line above',
    ],
    [
      'a total',
      `${HEADER}${ROW}\n${cells({ Customer_ID: 'Total', Purchase_Amount: '$9' })}`,
      'got "Total" in row 3, without 13 of the 14 values',
    ],
    ['a remark', `${HEADER}${ROW}\n${cells({ Customer_ID: 'Export of May' })}`, 'got "Export of May" in row 3'],
    ['a total without a name', `${HEADER}${ROW}\n${cells({ Purchase_Amount: '$9' })}`, 'got nothing in row 3'],
    [
      'the header again',
      `${HEADER}${ROW}\n${HEADER}x${ROW}`,
      'requires one line of column names, got another in row 3, "Customer_ID"',
    ],
    [
      'units below the header',
      `${HEADER}${cells({ Customer_ID: 'text', Age: 'years', Purchase_Amount: 'dollars', Return_Rate: 'returns', Time_of_Purchase: 'day' })}\n${ROW}`,
      'got another in row 2, "text": delete it',
    ],
    ['no header', ROW, 'requires column names in the first line; it holds values such as "22"'],
  ])('are refused in one sentence with what to do: %s', async (_, text, message) => {
    const said = await failure(save(text))
    expect(said).toContain(message)
    expect(said).not.toContain('\n')
  })

  test('customers with many missing values are reported by column, if there are many', async () => {
    const lines = Array.from({ length: 12 }, (_, i) => cells({ Customer_ID: `c${i}`, Age: '30' }))
    expect(await failure(save(`${HEADER}x${ROW}\n${lines.join('\n')}`))).toContain(
      '- Purchase_Amount requires a value in each row, got nothing in row 3 (12 of 13 rows)',
    )
  })
})

describe('a file in another layout', () => {
  test('is reported with its columns, those that come near, and where the layout is described', async () => {
    const file = save('CustomerID,Genre,Age,Annual_Income,Spending_Score\n1,Male,19,15,39\n')
    expect(await failure(file)).toBe(
      `: requires the columns that data/README.md describes, at least Customer_ID and two more; the file has 2 of 29: Customer_ID, Age.
Similar names are Genre (Gender?), Annual_Income (Income_Level?): rename those that mean the same.
It has 3 other columns: Genre, Annual_Income, Spending_Score.
For a query that maps its columns: npm run map -- ${file}`,
    )
  })

  test('without ids is reported in no more than a few lines, however wide', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `Feature ${i}`)
    const message = await failure(save(`ID;${names.join(';')}\n`))
    expect(message).toContain('ID (Customer_ID?)')
    expect(message).toContain('and 289 more')
    expect(message.split('\n').length).toBeLessThan(15)
    expect(await failure(save(csv([{}], NAMES.slice(1))))).toContain('the file has 27 of 29: Age, Gender')
  })

  test('of spend is reported with the names of both columns', async () => {
    expect(await failure(save('Channel,Spend\nOnline,1\n'), readSpend)).toContain(
      'at least Purchase_Channel, Marketing_Spend; the file has 0 of 3.\nSimilar names are Channel (Purchase_Channel?), Spend (Marketing_Spend?)',
    )
  })
})

describe('columns that are absent, empty or of another meaning', () => {
  test('are not in the frame, and the log says why', async () => {
    const names = ['Purchase_Amount', 'Age', 'Customer_ID', 'Income_Level', 'Product_Rating', 'Time_of_Purchase']
    const rows = Array.from({ length: 20 }, (_, i) => ({
      Age: `${1960 + i}`,
      Income_Level: '',
      Product_Rating: i ? '80' : '4',
    }))
    const { customers, log } = await readCustomers(save(csv(rows, names)))
    expect(customers.columns).toEqual(['id', 'amount', 'lastPurchase'])
    expect(has(customers, 'amount')).toBe(true)
    expect(has(customers, 'age')).toBe(false)
    expect(log.map(({ column, detail }) => `${column} ${detail}`)).toEqual([
      expect.stringMatching(/^ not in the file: Gender, Marital_Status, .*, Customer_Since$/),
      'Age left out: 20 of 20 values are not a number from 10 to 110, such as "1960"',
      'Income_Level left out: every row is empty',
      'Product_Rating left out: 19 of 20 values are not a number from 1 to 5, such as "80"',
    ])
  })

  test('but amounts and dates that cannot be read are reported, since they can be corrected', async () => {
    const rows = Array.from({ length: 20 }, () => ({ Time_of_Purchase: '3/15/24' }))
    expect(await failure(save(csv(rows)))).toBe(
      ': Time_of_Purchase requires a date such as 2024-12-31 or 12/31/2024, the year in four digits, got "3/15/24" in row 2 (20 of 20 rows): correct these values, or leave out the column',
    )
  })
})

describe('values that can be read in two ways', () => {
  const two = [...NAMES, 'Customer_Since']
  const read = async (rows: Record<string, string>[], writings: Writings = {}, separator = ',') =>
    (await readCustomers(save(csv(rows, two, separator)), writings)).customers
  const days = (text: string, since = '') => [{ Time_of_Purchase: text, Customer_Since: since }]

  test('are read as the whole column shows', async () => {
    const frame = await read([...days('2/11/2024', '1/2/2023'), ...days('14/11/2024', '1/3/2023')])
    expect(frame.column('lastPurchase').values).toEqual(['2024-11-02', '2024-11-14'])
    expect(frame.column('since').values).toEqual(['2023-02-01', '2023-03-01'])
    const amounts = await read(
      [{ Purchase_Amount: '1.234' }, { Purchase_Amount: '0,5' }].map((row) => ({
        ...row,
        ...days('2024-05-05', '2023-01-01')[0],
      })),
    )
    expect(amounts.column('amount').values).toEqual([1234, 0.5])
  })

  test('are asked about in one sentence with both readings, if nothing shows which applies', async () => {
    expect(await failure(save(csv(days('2/11/2024'))))).toBe(
      ': Time_of_Purchase can be read in two ways, as no day of such dates is above 12: "2/11/2024" is 2024-11-02 as D/M/Y and 2024-02-11 as M/D/Y; say which with --dates D/M/Y or --dates M/D/Y (in a notebook, with dates)',
    )
    expect(await failure(save(csv([{ Purchase_Amount: '890' }, { Purchase_Amount: '1.234' }])))).toBe(
      ': Purchase_Amount can be read in two ways: "1.234" is 1234 where a point separates thousands, and 1.234 where it comes before decimals; say what comes before decimals with --decimal , or --decimal . (in a notebook, with decimal)',
    )
  })

  test('are read as the caller says', async () => {
    const rows = days('2/11/2024', '1/2/2023').map((row) => ({ ...row, Purchase_Amount: '1.234' }))
    const frame = await read(rows, { dates: 'D/M/Y', decimal: ',' })
    expect(frame.column('lastPurchase').values).toEqual(['2024-11-02'])
    expect(frame.column('amount').values).toEqual([1234])
    expect((await read(rows, { dates: 'M/D/Y', decimal: '.' })).column('amount').values).toEqual([1.234])
    await expect(read(rows, { dates: 'Y/M/D' as 'D/M/Y' })).rejects.toThrow('dates requires D/M/Y or M/D/Y')
    await expect(read(rows, { decimal: ' ' as ',' })).rejects.toThrow('decimal requires ".", "," or nothing')
  })

  test('are read by the same rules in the spend file', async () => {
    const file = save('Purchase_Channel,Marketing_Spend\nOnline,10.000\nMixed,500\n')
    expect(await failure(file, readSpend)).toContain('"10.000" is 10000 where a point')
    expect((await readSpend(file, { decimal: ',' }))[0].spend).toBe(10000)
  })
})

describe('values', () => {
  const bad: [string, string, string][] = [
    ['Age', 'old', 'a number from 10 to 110'],
    ['Age', 'Infinity', 'a number'],
    ['Age', '0x1F', 'a number'],
    ['Age', '1e999', 'a number'],
    ['Income_Level', 'None', 'one of Low, Middle, High'],
    ['Education_Level', 'PhD', 'one of High School'],
    ['Purchase_Amount', '-$5.00', 'an amount such as $1,333.80, at least 0'],
    ['Purchase_Amount', '($5.00)', 'an amount'],
    ['Purchase_Amount', '$1,33.80', 'an amount'],
    ['Purchase_Amount', '', 'a value in each row'],
    ['Frequency_of_Purchase', '-1', 'a number of at least 0'],
    ['Frequency_of_Purchase', 'NaN', 'a value in each row'],
    ['Return_Rate', '#DIV/0!', 'values, not formula errors'],
    ['Brand_Loyalty', '2.5', 'a whole number from 1 to 5'],
    ['Brand_Loyalty', '6', 'a whole number from 1 to 5'],
    ['Product_Rating', '0', 'a number from 1 to 5'],
    ['Customer_Satisfaction', '11', 'a number from 1 to 10'],
    ['Social_Media_Influence', '', 'a value in each row'],
    ['Social_Media_Influence', 'NA', 'a value in each row'],
    ['Engagement_with_Ads', 'Huge', 'one of None, Low'],
    ['Discount_Sensitivity', 'Sensitive', 'one of Not Sensitive'],
    ['Discount_Used', 'maybe', 'TRUE or FALSE, Yes or No, 1 or 0'],
    ['Time_of_Purchase', '2/30/2024', 'a date'],
    ['Time_of_Purchase', '2023-02-29', 'a date'],
    ['Time_of_Purchase', '3/1/24', 'a date'],
    ['Time_of_Purchase', '2024-3-1', 'a date'],
    ['Time_of_Purchase', '', 'a purchase date in each row'],
    ['Time_to_Decision', 'null', 'a value in each row'],
    ['Return_Rate', '-0.1', 'a number of at least 0'],
    ['Customer_ID', 'N/A', 'a value in each row'],
  ]
  test.each(bad)('%s "%s" is refused, with its row and what to do', async (name, value, rule) => {
    const message = await failure(save(csv([{}, { [name]: value }])))
    expect(message).toContain(`: ${name} requires ${rule}`)
    expect(message).toMatch(new RegExp(`, got ${value === '' ? 'nothing' : '"'}.* in row 3: [a-z ]+`))
    expect(message).not.toContain('\n')
  })

  test('each kind of problem is one line: how many, the first place, an example', async () => {
    const rows = Array.from({ length: 1500 }, () => ({ Brand_Loyalty: '9' }))
    const message = await failure(save(csv([...rows, ...Array.from({ length: 500 }, () => ({})), { Age: 'x' }])))
    expect(message.split('\n')).toEqual([
      ': 2 kinds of problems',
      '- Age requires a number from 10 to 110, got "x" in row 2002: correct these values, or leave out the column',
      '- Brand_Loyalty requires a whole number from 1 to 5, got "9" in row 2 (1,500 of 2,001 rows): correct these values, or leave out the column',
    ])
  })

  test('rows are numbered as in a spreadsheet, past blank lines and line breaks in quotes', async () => {
    const lines = csv([{ Location: 'A\nB' }, {}, { Age: 'x' }]).split('\n')
    lines.splice(3, 0, '')
    expect(await failure(save(lines.join('\n')))).toContain('got "x" in row 5')
  })

  test('contradicting decimal signs, date orders and currencies are reported', async () => {
    const amounts = (...texts: string[]) => failure(save(csv(texts.map((Purchase_Amount) => ({ Purchase_Amount })))))
    expect(await amounts('333.80', '333,80')).toContain('one decimal separator, got "333.80" and "333,80"')
    expect(await amounts('€3.00', '$4.00')).toContain('amounts in one currency, got "€3.00" and "$4.00"')
    const dates = save(csv([{ Time_of_Purchase: '3/13/2024' }, { Time_of_Purchase: '13/3/2024' }]))
    expect(await failure(dates)).toContain('dates in one order, got "13/3/2024" and "3/13/2024"')
  })

  test('flags, dates and amounts in other forms are read, and each form is logged', async () => {
    const names = [...NAMES, 'Customer_Since']
    const rows: Record<string, string>[] = [
      {
        Discount_Used: 'Yes',
        Customer_Loyalty_Program_Member: 'F',
        Purchase_Amount: '€1.234,50',
        Time_of_Purchase: '45440',
      },
      {
        Discount_Used: 'n',
        Customer_Loyalty_Program_Member: '1',
        Purchase_Amount: '890 €',
        Time_of_Purchase: '28.5.2024 14:30',
      },
    ].map((row) => ({ ...row, Customer_Since: '2024-05-01T00:00:00Z' }))
    const { customers, log } = await readCustomers(save(csv(rows, names)))
    const of = (name: string) => customers.column(name).values
    expect([of('discountUsed'), of('member')]).toEqual([
      [true, false],
      [false, true],
    ])
    expect(of('amount')).toEqual([1234.5, 890])
    expect([of('lastPurchase'), of('since')]).toEqual([
      ['2024-05-28', '2024-05-28'],
      ['2024-05-01', '2024-05-01'],
    ])
    expect(log.map(({ step, column, rows, detail }) => [step, column, rows, detail])).toEqual([
      [
        'writing',
        'Purchase_Amount',
        1,
        'amounts in €, which pages show as $: --currency sets another, a comma before decimals: "€1.234,50" read as 1234.5',
      ],
      [
        'writing',
        'Purchase_Amount',
        1,
        'amounts in €, which pages show as $: --currency sets another: "890 €" read as 890',
      ],
      ['writing', 'Time_of_Purchase', 1, 'Excel serial numbers of days: "45440" read as 2024-05-28'],
      ['writing', 'Time_of_Purchase', 1, 'dates as D.M.Y, times left out: "28.5.2024 14:30" read as 2024-05-28'],
      ['writing', 'Discount_Used', 2, 'flags in other words: "Yes" read as true, "n" read as false'],
      ['writing', 'Customer_Loyalty_Program_Member', 2, 'flags in other words: "F" read as false, "1" read as true'],
      ['writing', 'Customer_Since', 2, 'times left out: "2024-05-01T00:00:00Z" read as 2024-05-01'],
    ])
  })

  test('text may be missing; formula errors and hyphens are not levels, and are logged separately', async () => {
    const rows = ['#N/A', '-', '', '#REF!', 'n/a', 'Books'].map((text) => ({
      Purchase_Category: text,
      Payment_Method: text,
    }))
    const { customers, log } = await readCustomers(save(csv(rows)))
    expect(customers.column('category').values).toEqual([null, null, null, null, null, 'Books'])
    expect(log.filter(({ column }) => column === 'Payment_Method').map(({ rows, detail }) => [rows, detail])).toEqual([
      [2, '"-", "n/a" read as missing'],
      [2, 'formula errors "#N/A", "#REF!" read as missing'],
    ])
  })

  test('NA among codes of two letters is a code, and otherwise missing', async () => {
    const locations = async (...texts: string[]) => {
      const { customers, log } = await readCustomers(save(csv(texts.map((Location) => ({ Location })))))
      return [customers.column('location').values, log.find(({ column }) => column === 'Location')?.detail]
    }
    expect(await locations('ZA', 'NA', 'DE', '')).toEqual([
      ['ZA', 'NA', 'DE', null],
      '"NA" kept as a code, as among other codes of two letters; if it means missing, empty these cells',
    ])
    expect(await locations('Nara', 'NA', 'Wien')).toEqual([['Nara', null, 'Wien'], '"NA" read as missing'])
  })

  test('ids that a spreadsheet truncated are an error if they collide, and otherwise logged', async () => {
    const ids = (...texts: string[]) => save(csv(texts.map((Customer_ID, i) => ({ Customer_ID, Age: `${30 + i}` }))))
    expect(await failure(ids('6.93E+11', '6.93E+11', '7.1E+11', '7.1E+11'))).toBe(
      ': Customer_ID requires one row each, got "6.93E+11" in row 2 and in row 3, with a different Age (2 rows in all): a spreadsheet has shortened these numbers: export the ids again, as text',
    )
    const { log } = await readCustomers(ids('6.93E+11', '7.1E+11'))
    expect(log.find(({ column }) => column === 'Customer_ID')?.detail).toContain(
      'a spreadsheet has shortened ids, such as "6.93E+11"',
    )
    useSettings({ fewestShown: 5 })
    const quiet = await readCustomers(ids('6.93E+11', '7.1E+11')).finally(() => useSettings())
    expect(JSON.stringify(quiet.log)).not.toContain('E+11')
  })

  test('missing demographics stay missing, and the words for them are logged', async () => {
    const rows: Record<string, string>[] = [
      { Age: 'N/A', Gender: 'null', Income_Level: '', Location: 'nan', Occupation: ' ' },
      {},
    ]
    const { customers, log } = await readCustomers(save(csv(rows)))
    const values = ['age', 'gender', 'income', 'location', 'occupation'].map((name) => customers.column(name).values[0])
    expect(values).toEqual([NaN, null, null, null, null])
    expect(log.filter((line) => line.step === 'missing values').map((line) => line.column)).toEqual([
      'Age',
      'Gender',
      'Location',
    ])
  })

  test('impossible ages become missing, with a log line', async () => {
    const { customers, log } = await readCustomers(
      save(csv([{ Age: '-3' }, { Age: '110' }, { Age: '999' }, { Age: '10' }])),
    )
    expect(customers.column('age').values).toEqual([NaN, 110, NaN, 10])
    expect(log.at(-1)).toMatchObject({ step: 'impossible values', column: 'Age', rows: 2 })
    const one = await readCustomers(save(csv([{ Age: '999' }, {}])))
    expect(one.log.at(-1)?.detail).toBe('1 value outside 10 to 110 became missing (999)')
  })

  test('spellings become the known level, or the most frequent spelling', async () => {
    const rows: Record<string, string>[] = [
      { Purchase_Channel: 'in store', Purchase_Category: 'toys &  games', Income_Level: 'HIGH ', Location: 'al ain' },
      { Purchase_Channel: 'ONLINE ', Purchase_Category: 'Toys & Games', Location: 'Alain' },
      { Purchase_Channel: 'In_Store', Purchase_Category: 'Toys & Games', Location: 'Al Ain' },
    ]
    const { customers, log } = await readCustomers(save(csv(rows)))
    expect(customers.column('channel').values).toEqual(['In-Store', 'Online', 'In-Store'])
    expect(customers.column('category').values).toEqual(Array(3).fill('Toys & Games'))
    expect(customers.column('income').values[0]).toBe('High')
    expect(customers.column('location').values).toEqual(['Al Ain', 'Alain', 'Al Ain'])
    expect(log).toContainEqual({
      step: 'spelling',
      column: 'Purchase_Channel',
      rows: 3,
      detail: '"in store" became "In-Store", "ONLINE " became "Online", "In_Store" became "In-Store"',
    })
  })

  test('equal rows are dropped with a log line, even if spelled differently', async () => {
    const rows: Record<string, string>[] = [
      { Customer_ID: 'a' },
      {},
      { Customer_ID: 'a ', Purchase_Channel: 'mixed', Purchase_Amount: '333.8' },
    ]
    const { customers, log, rowsRead } = await readCustomers(save(csv(rows)))
    expect(customers.column('id').values).toEqual(['a', 'c2'])
    expect(rowsRead).toBe(3)
    expect(log.at(-1)).toMatchObject({ step: 'duplicates', rows: 1 })
  })

  test('one id with two different rows names both rows and what differs', async () => {
    const message = await failure(save(csv([{ Customer_ID: 'a' }, {}, { Customer_ID: 'a', Age: '30' }])))
    expect(message).toContain(
      'Customer_ID requires one row each, got "a" in row 2 and in row 4, with a different Age: keep',
    )
  })

  test('the first purchase is read, is left out if it is empty in all rows, and comes before the latest', async () => {
    const names = [...NAMES, 'Customer_Since']
    expect(await column([{ Customer_Since: '1/22/2023' }], 'since', names)).toEqual(['2023-01-22'])
    const { customers, log } = await readCustomers(save(csv([{ Customer_Since: '' }], names)))
    expect(customers.columns).not.toContain('since')
    expect(log).toMatchObject([{ column: 'Customer_Since', detail: 'left out: every row is empty' }])
    const late = await failure(save(csv([{ Customer_Since: '3/20/2024' }], names)))
    expect(late).toContain('a date no later than Time_of_Purchase, got "2024-03-20" and 2024-03-15 in row 2: correct')
    expect(await failure(save(csv([{ Customer_Since: '' }, { Customer_Since: '1/2/2023' }], names)))).toContain(
      'Customer_Since requires a value in each row, got nothing in row 2',
    )
  })

  test('what is written is read back', async () => {
    const row = fc.record({
      Purchase_Amount: fc.integer({ min: 0, max: 1e9 }).map((cents) => cents / 100),
      Frequency_of_Purchase: fc.double({ min: 0, max: 1e6, noNaN: true }),
      Time_of_Purchase: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      Location: fc.string({ minLength: 1, maxLength: 12 }).map((text) => `x${text}x`),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const written = rows.map((r) => ({
          Purchase_Amount: `$${r.Purchase_Amount.toLocaleString('en-US', { minimumFractionDigits: 2 })} `,
          Frequency_of_Purchase: String(r.Frequency_of_Purchase),
          Time_of_Purchase: r.Time_of_Purchase.toISOString().slice(0, 10),
        }))
        const { customers } = await readCustomers(save(csv(written)))
        expect(customers.column('amount').values).toEqual(rows.map((r) => r.Purchase_Amount))
        expect(customers.column('frequency').values).toEqual(rows.map((r) => r.Frequency_of_Purchase + 0))
        expect(customers.column('lastPurchase').values).toEqual(written.map((r) => r.Time_of_Purchase))
      }),
      { numRuns: 30, seed: 1 },
    )
  })
})

describe('the files beside it', () => {
  test('spend, margins and groups are read', async () => {
    const spend = await readSpend(save('Purchase_Channel,Marketing_Spend\nonline,"$1,200"\nIn-Store,0\n'))
    expect(spend).toEqual([
      { channel: 'Online', spend: 1200, followsDemand: false },
      { channel: 'In-Store', spend: 0, followsDemand: false },
    ])
    const told = await readSpend(
      save('Purchase_Channel,Marketing_Spend,Follows_Demand\nOnline,5,TRUE\nIn-Store,0,no\n'),
    )
    expect(told.map(({ followsDemand }) => followsDemand)).toEqual([true, false])
    expect(await readMargins(save('Purchase_Category,Gross_Margin\nBooks,0.25\n'))).toEqual([
      { category: 'Books', margin: 0.25 },
    ])
    expect([...(await readTruth(save('Group,Customer_ID\nat risk,c1\n')))]).toEqual([['c1', 'At-Risk']])
  })

  test('values that are out of bounds or contradict each other are refused', async () => {
    expect(await failure(save('Purchase_Channel,Marketing_Spend\nOnline,-1\n'), readSpend)).toContain('"-1"')
    expect(await failure(save('Purchase_Channel,Marketing_Spend\nOnline,1\nOnline,2\n'), readSpend)).toContain(
      'got "Online" in row 2 and in row 3, with a different Marketing_Spend',
    )
    expect(await failure(save('Purchase_Channel,Marketing_Spend\nOnline,1\nonline,1\n'), readSpend)).toContain(
      'got "online" in row 2 and in row 3: keep',
    )
    expect(await failure(save('Purchase_Channel,Marketing_Spend\nOnline,1\nTotal,1\n'), readSpend)).toContain('"Total"')
    expect(await failure(save('Purchase_Channel,Marketing_Spend\nOnline,\nMixed,\n'), readSpend)).toContain(
      'Marketing_Spend requires a value in each row, got nothing in row 2 (2 of 2 rows): fill them, or leave out these rows',
    )
    expect(await failure(save('Purchase_Category,Gross_Margin\nBooks,25\n'), readMargins)).toContain(
      'a number from 0 to 1',
    )
  })
})
