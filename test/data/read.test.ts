import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { DataError } from '../../lib/data/data-error.js'
import { FIELDS } from '../../lib/data/fields.js'
import { readCustomers, readMargins, readSpend, readTruth } from '../../lib/data/read.js'

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
  Time_of_Purchase: '3/1/2024',
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
        'None', 'Somewhat Sensitive', 1, 7, 'None', 'Tablet', 'Credit Card', '2024-03-01', true, false, 'Need-based', 'No Preference', 2],
    )
    expect(log).toEqual([])
    expect(rowsRead).toBe(1)
  })

  test('may have its columns in any order; unknown ones are left out with a line of log', async () => {
    const names = ['Extra', ...[...NAMES].reverse()]
    const { customers, log } = await readCustomers(save(csv([{ Extra: 'x' }, { Extra: 'y' }], names)))
    expect(customers.columns[0]).toBe('id')
    expect(customers.column('id').values).toEqual(['c1', 'c2'])
    expect(log).toEqual([
      { step: 'columns', column: 'Extra', rows: 2, detail: 'left out: not a column of the contract' },
    ])
  })

  test('keeps its order, whatever its length', async () => {
    const rows = Array.from({ length: 5000 }, () => ({}))
    expect(await column(rows, 'id')).toEqual(rows.map((_, i) => `c${i + 1}`))
  })

  test('may have a BOM, CRLF, quoted commas, quotes and line breaks, and empty lines at its end', async () => {
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
    const code = `import('./lib/data/read.ts').then((m) => m.readCustomers(${JSON.stringify(file)})).then((r) => r.customers.head(1))`
    expect(execFileSync('node', ['--import', 'tsx', '-e', code], { encoding: 'utf8', stdio: 'pipe' })).toBe('')
  })
})

describe('the shape of a file', () => {
  test('absent, folder, unknown ending: said plainly', async () => {
    expect(await failure(join(folder, 'none.csv'))).toBe(': requires a file that exists; there is none of this name')
    mkdirSync(join(folder, 'sub.csv'))
    expect(await failure(join(folder, 'sub.csv'))).toContain('this is a folder')
    expect(await failure(save('x', '.xlsx'))).toContain('.parquet')
  })

  test('empty, without rows, or without a first line: said plainly', async () => {
    expect(await failure(save(''))).toBe(': requires a header and rows; the file is empty')
    expect(await failure(save(csv([])))).toBe(': requires rows below the header; the file has none')
    expect(await failure(save(NAMES.join(',')))).toContain('the file has none')
    expect(await failure(save(`\n${csv([{}])}`))).toContain('column names in the first line; it is empty')
  })

  test('a broken gzip or Parquet file is an error of that file', async () => {
    expect(await failure(save('x', '.csv.gz'))).toContain('GZIP')
    expect(await failure(save('x', '.parquet'))).toContain('Parquet')
  })

  test('a missing column names itself and those found', async () => {
    const message = await failure(save(csv([{}], NAMES.slice(1))))
    expect(message).toContain('column Customer_ID: a column of this name; the file has Age, Gender')
    expect(await failure(save(csv([{}], NAMES.slice(2))))).toMatch(/2 problems[\s\S]*Customer_ID[\s\S]*Age/)
  })

  test('a doubled column is named', async () => {
    expect(await failure(save(csv([{}], [...NAMES, 'Age'])))).toContain('column Age: a name that occurs once')
  })

  test('ragged rows are told by line, all of them, and alone', async () => {
    const lines = csv([{}, {}, { Age: 'x' }]).split('\n')
    lines[1] += ',1'
    lines[2] = 'a,b'
    const message = await failure(save(lines.join('\n')))
    expect(message).toMatch(
      /: 2 problems\nline .*\n +2 .*Expected Number of Columns: 28 Found: 29\n +3 +"a,b" +Expected.*Found: 2$/,
    )
  })

  test('a quote that is never closed is told by line', async () => {
    expect(await failure(save(`${csv([{}])}"open,1\n`))).toMatch(/\n +3 .*unterminated quote/)
  })

  test('semicolons and tabs are named, with what to do', async () => {
    expect(await failure(save(csv([{}], NAMES, ';')))).toBe(
      ': requires commas between the columns; the header has semicolons: save it with commas and with decimal points',
    )
    expect(await failure(save(csv([{}], NAMES, '\t')))).toContain(
      'the header has tabs: save it with commas, or name it .tsv',
    )
    expect(await failure(save(csv([{}]), '.tsv'))).toContain('requires tabs between the columns; the header has commas')
  })

  test('a file that is not UTF-8 is told by line', async () => {
    expect(await failure(save(Buffer.from(csv([{}, { Location: 'Évry' }]), 'latin1')))).toContain(
      'requires text in UTF-8; line 2 is not',
    )
    expect(await failure(save(Buffer.from(`\uFEFF${csv([{}])}`, 'utf16le')))).toContain('line 1 is not')
  })

  test('lines that end in CRLF and in LF are told', async () => {
    const [header, row] = csv([{}]).split('\n')
    expect(await failure(save(`${header}\r\n${row}\nx${row}\r\n`))).toContain('requires lines that all end alike')
  })
})

describe('values', () => {
  const bad: [string, string][] = [
    ['Age', 'old'],
    ['Age', 'Infinity'],
    ['Age', '0x1F'],
    ['Age', '1e999'],
    ['Income_Level', 'None'],
    ['Education_Level', 'PhD'],
    ['Purchase_Amount', '-$5.00'],
    ['Purchase_Amount', '($5.00)'],
    ['Purchase_Amount', '$1,33.80'],
    ['Purchase_Amount', '€3.00'],
    ['Purchase_Amount', '333,80'],
    ['Purchase_Amount', ''],
    ['Purchase_Category', 'NA'],
    ['Purchase_Channel', ''],
    ['Frequency_of_Purchase', '-1'],
    ['Frequency_of_Purchase', 'NaN'],
    ['Brand_Loyalty', '2.5'],
    ['Brand_Loyalty', '6'],
    ['Product_Rating', '0'],
    ['Customer_Satisfaction', '11'],
    ['Social_Media_Influence', ''],
    ['Social_Media_Influence', 'NA'],
    ['Engagement_with_Ads', 'Huge'],
    ['Discount_Sensitivity', 'Sensitive'],
    ['Discount_Used', '1'],
    ['Time_of_Purchase', '2/30/2024'],
    ['Time_of_Purchase', '2023-02-29'],
    ['Time_of_Purchase', '13/1/2024'],
    ['Time_of_Purchase', '1.3.2024'],
    ['Time_of_Purchase', '3/1/24'],
    ['Time_of_Purchase', '2024-3-1'],
    ['Time_to_Decision', 'null'],
    ['Return_Rate', '-0.1'],
    ['Customer_ID', 'N/A'],
  ]
  test.each(bad)('%s "%s" is refused, with its row', async (name, value) => {
    const message = await failure(save(csv([{}, { [name]: value }])))
    expect(message).toContain(': 1 problem\nrow  column')
    expect(message).toMatch(new RegExp(`\\n +3  ${name} +${value === '' ? '\\(empty\\)' : '"'}`))
  })

  test('all problems are told at once, 20 are shown, and the others are counted', async () => {
    const rows = Array.from({ length: 1500 }, () => ({ Brand_Loyalty: '9' }))
    const message = await failure(save(csv([...rows, { Age: 'x' }])))
    expect(message.split('\n')).toHaveLength(1 + 1 + 20 + 1)
    expect(message).toContain(': 1,501 problems (1,500 in Brand_Loyalty, 1 in Age)')
    expect(message).toContain('... and 1,481 more')
  })

  test('rows are numbered as in a spreadsheet, past blank lines and line breaks in quotes', async () => {
    const lines = csv([{ Location: 'A\nB' }, {}, { Age: 'x' }]).split('\n')
    lines.splice(3, 0, '')
    expect(await failure(save(lines.join('\n')))).toMatch(/\n +5 {2}Age/)
  })

  test('a column without any value is one problem', async () => {
    const message = await failure(save(csv([{ Return_Rate: '' }, { Return_Rate: 'NA' }])))
    expect(message).toBe(': column Return_Rate: values; every row is empty')
  })

  test('missing demographics stay missing, and their words are logged', async () => {
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

  test('impossible ages become missing, with a line of log', async () => {
    const { customers, log } = await readCustomers(
      save(csv([{ Age: '-3' }, { Age: '110' }, { Age: '999' }, { Age: '10' }])),
    )
    expect(customers.column('age').values).toEqual([NaN, 110, NaN, 10])
    expect(log).toMatchObject([{ step: 'impossible values', column: 'Age', rows: 2 }])
    const one = await readCustomers(save(csv([{ Age: '999' }])))
    expect(one.log[0].detail).toBe('1 value outside 10 to 110 became missing (999)')
  })

  test('spellings become the known level, or else the most frequent spelling', async () => {
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

  test('equal rows are dropped, with a line of log, though spelled differently', async () => {
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
    expect(message).toMatch(/\n +4 {2}Customer_ID {2}"a" +one row each, but row 2 has it too, with another Age/)
  })

  test('the first purchase is read, is left out where all is empty, and comes before the latest', async () => {
    const names = [...NAMES, 'Customer_Since']
    expect(await column([{ Customer_Since: '1/2/2023' }], 'since', names)).toEqual(['2023-01-02'])
    const { customers, log } = await readCustomers(save(csv([{ Customer_Since: '' }], names)))
    expect(customers.columns).not.toContain('since')
    expect(log).toMatchObject([{ column: 'Customer_Since', detail: 'left out: every row is empty' }])
    const late = await failure(save(csv([{ Customer_Since: '3/2/2024' }], names)))
    expect(late).toMatch(/Customer_Since +"2024-03-02" +a date no later than Time_of_Purchase, 2024-03-01/)
    expect(await failure(save(csv([{ Customer_Since: '' }, { Customer_Since: '1/2/2023' }], names)))).toContain(
      '(empty)',
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
      { channel: 'Online', spend: 1200 },
      { channel: 'In-Store', spend: 0 },
    ])
    expect(await readMargins(save('Purchase_Category,Gross_Margin\nBooks,0.25\n'))).toEqual([
      { category: 'Books', margin: 0.25 },
    ])
    expect([...(await readTruth(save('Group,Customer_ID\nat risk,c1\n')))]).toEqual([['c1', 'At-Risk']])
  })

  test('what is out of bounds or contradicts itself is refused', async () => {
    expect(await failure(save('Purchase_Channel,Marketing_Spend\nOnline,-1\n'), readSpend)).toContain('"-1"')
    expect(await failure(save('Purchase_Channel,Marketing_Spend\nOnline,1\nOnline,2\n'), readSpend)).toContain(
      'but row 2 has it',
    )
    expect(await failure(save('Purchase_Channel,Marketing_Spend\nOnline,1\nonline,1\n'), readSpend)).toMatch(
      /row 2 has it too$/,
    )
    expect(await failure(save('Purchase_Category,Gross_Margin\nBooks,25\n'), readMargins)).toContain(
      'a number from 0 to 1',
    )
    expect(await failure(save('Customer_ID;Group\nc1;x\n'), readTruth)).toContain('semicolons')
  })
})
