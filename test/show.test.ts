import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import jupyter from 'tslab/dist/jupyter.js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { useSettings } from '../lib/core/settings.js'
import { frame } from '../lib/data/frame.js'
import { rows } from '../lib/data/rows.js'
import { where } from '../lib/data/where.js'
import { figure } from '../lib/figures/figure.js'
import { outputsOf, save, saveList, say, show, table } from '../lib/show.js'
import { Kernel } from '../tools/kernel/kernel.js'

const notebooks = fileURLToPath(new URL('../notebooks', import.meta.url))

describe('in a tslab kernel', () => {
  let kernel: Kernel
  beforeAll(async () => {
    kernel = await Kernel.start(notebooks)
  })
  afterAll(() => kernel.shutdown())

  it('figures, tables and sentences are output as bundles of MIME types', async () => {
    const messages = await kernel.execute(
      `import { figures, show, say, table } from 'segments'
show(figures.figure({ title: 'One', data: [{ type: 'bar', y: [1] }], alt: 'A bar.', caption: 'n = 1' }))
table([{ Name: '<b>', Count: 1234 }], 'Rows & more')
say('**One**', 'Two')`,
      60_000,
    )
    const data = messages.map(({ content }) => content.data as Record<string, unknown>)
    expect(data.map((bundle) => Object.keys(bundle))).toEqual([
      ['application/vnd.plotly.v1+json', 'text/plain'],
      ['text/markdown', 'text/plain'],
      ['text/html', 'text/plain'],
      ['text/markdown', 'text/plain'],
    ])
    expect(data[0]['text/plain']).toBe('A bar.')
    expect(data[0]['application/vnd.plotly.v1+json']).toMatchObject({ layout: { height: 420 } })
    expect(data[2]['text/html']).toContain('&lt;b&gt;</td><td align="right" style="text-align: right">1,234')
    expect(data[3]['text/markdown']).toBe('**One**\n\nTwo')
  })

  it('frames and segments print as text at the end of a cell, and verbs compile without casts', async () => {
    const last = async (code: string) => {
      const messages = await kernel.execute(code, 60_000)
      const { text, data } = messages.at(-1)!.content as { text?: string; data?: Record<string, string> }
      return text?.trim() ?? data?.['text/html'] ?? data?.['text/plain']
    }
    expect(
      await last(`import { data, features, clusters, show, table } from 'segments'
const { customers } = features.prepare((await data.readCustomers('../data/customers.csv')).customers)
customers`),
    ).toMatch(/^id +age +gender .*[\s\S]*\n3,000 rows x \d+ columns$/)
    expect(await last('customers.head()')).toMatch(/\n5 rows x \d+ columns$/)
    expect(await last("customers.column('amount')")).toMatch(/\n3,000 rows x 1 column$/)
    expect(await last('const found = clusters.segmentCustomers(customers, { k: 3 })\nfound')).toMatch(
      /^3 segments of 3,000 customers: \w/,
    )
    expect(
      await last(`const named = data.derive(customers, {
  segment: found.segmentOf,
  value: c => features.valueScore(c.frequency, c.amount),
  size: c => c.amount.map(a => a > 100 ? 'big' : 'small'),
})
const loyal = data.where(named, c => c.segment.map(s => s === 'Loyalists'))
const profile = data.summarise(named, ['segment', 'income'], (own, all) => ({ share: own.id.length / all.id.length }))
const top = data.rows(data.sorted(profile, 'share', 'descending'))[0]
top.share * 2 > 0 && loyal.shape[0] > 0`),
    ).toBe('true')
    expect(
      await last("table(data.join(named, data.frame({ k: ['Low'], w: [1] }), ['income', 'k']), { most: 2 })"),
    ).toContain('<caption>The first 2 of 3,000 rows</caption>')
    expect(await last("show({ data: [{ type: 'bar', y: [1, 2] }], layout: { title: { text: 'Two bars' } } })")).toBe(
      'Two bars',
    )
    await expect(kernel.execute('data.where(named, c => c.segmnet)', 60_000)).rejects.toThrow('did you mean segment?')
  })
})

describe('outside a kernel', () => {
  function printed(action: () => void): string {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    try {
      action()
      return log.mock.calls.map(([text]) => text).join('\n')
    } finally {
      log.mockRestore()
    }
  }

  /** The messages that a kernel would receive. */
  function bundles(action: () => void): Record<string, unknown>[] {
    const sent: Record<string, unknown>[] = []
    const write = ({ data }: { data: Record<string, unknown> }) => void sent.push(data)
    vi.spyOn(jupyter as unknown as { lastWriteDisplayData: object }, 'lastWriteDisplayData', 'get').mockReturnValue(
      write,
    )
    try {
      action()
      return sent
    } finally {
      vi.restoreAllMocks()
    }
  }

  it('an empty text gives no output', () => {
    expect(bundles(() => say('', ''))).toEqual([])
    expect(bundles(() => say('', 'One'))).toHaveLength(1)
  })

  it('the text is printed', () => {
    expect(printed(() => say('One', 'Two'))).toBe('One\n\nTwo')
    const bare = figure({ title: 'One', data: [], alt: 'Nothing.', caption: 'n = 0' })
    expect(printed(() => show(bare))).toBe('Nothing.\nn = 0')
  })

  it('numbers are right-aligned, words left-aligned, and missing values empty', () => {
    const rows = [
      { Name: 'a', Count: 1, Share: '5 %', Value: NaN },
      { Name: 'bcd', Count: 1200, Share: '50 %', Value: 12.34 },
      { Name: 'e', Count: 2.5, Share: null, Value: undefined },
    ]
    expect(printed(() => table(rows, 'Rows')).split('\n')).toEqual([
      'Rows',
      'Name  Count  Share  Value',
      '----  -----  -----  -----',
      'a         1    5 %',
      'bcd   1,200   50 %   12.3',
      'e      2.50',
    ])
  })

  const customers = frame({
    id: ['a<b', 'b|$1', null],
    amount: [1234.56, NaN, 5],
    discountUsed: [true, null, false],
    maritalStatus: ['Single', null, 'Widowed'],
    share: [0.5, 0.25, NaN],
  })

  it('a frame is shown as a table with labels, with money, yes and no from its fields', () => {
    expect(printed(() => table(customers, 'Customers')).split('\n')).toEqual([
      'Customers',
      'Customer id  Purchase amount  Discount used  Marital status  Share',
      '-----------  ---------------  -------------  --------------  -----',
      'a<b                   $1,235  yes            Single           0.50',
      'b|$1                                                          0.25',
      '                          $5  no             Widowed',
    ])
  })

  it('formats and names override columns, in frames and in rows, and missing values stay empty', () => {
    const percent = (share: number) => `${100 * share}%`
    const options = { caption: 'Shares', formats: { share: percent }, names: { share: 'Part', id: 'Who' } }
    const lines = printed(() => table(customers.loc({ columns: ['id', 'share'] }), options)).split('\n')
    expect(lines).toEqual(['Shares', 'Who   Part', '----  ----', 'a<b    50%', 'b|$1   25%', ''])
    const rows = [{ id: 'a', share: 0.1 }]
    expect(
      printed(() => table(rows, options))
        .split('\n')
        .at(-1),
    ).toBe('a     10%')
    expect(() => table(customers, { formats: { shaer: String } })).toThrow(/did you mean share/)
    expect(() => table(customers, { names: { amuont: 'x' } })).toThrow(/did you mean amount/)
  })

  it('50 rows of a frame are shown, or as many as given, and the caption counts the others', () => {
    const long = frame({ n: Array.from({ length: 1060 }, (_, i) => i) })
    const shown = printed(() => table(long, 'Numbers')).split('\n')
    expect([shown.length, shown[0], shown.at(-1)]).toEqual([53, 'Numbers (and 1,010 more rows)', '49'])
    expect(printed(() => table(long, { most: 1059 })).split('\n')[0]).toBe('The first 1,059 of 1,060 rows')
    expect(printed(() => table(rows(long))).split('\n')).toHaveLength(1062)
    expect(printed(() => table(rows(long), { most: 1, caption: 'One' })).split('\n')).toHaveLength(4)
  })

  it('a frame without rows shows its headings', () => {
    const none = where(customers, () => [false, false, false])
    expect(printed(() => table(none, 'None'))).toMatch(/^None\nCustomer id {2}Purchase amount .*\n-+[- ]+$/)
  })

  it('plain Plotly is shown with its title, with typed arrays as lists, and a caption if it has one', () => {
    expect(printed(() => show({ data: [], layout: { title: 'Two<br>lines' } }))).toBe('Two lines')
    expect(printed(() => show({ data: [], layout: { title: { text: 'One' } }, caption: 'n = 1' }))).toBe('One\nn = 1')
    expect(printed(() => show({ data: [], layout: {} }))).toBe('Figure')
    const written = bundles(() => show({ data: [{ x: Float64Array.of(1, NaN), y: [2] }], layout: {} }))
    const plot = { data: [{ x: [1, null], y: [2] }], layout: { height: 420 } }
    expect(written).toEqual([{ 'application/vnd.plotly.v1+json': plot, 'text/plain': 'Figure' }])
    expect(bundles(() => show({ data: [], layout: { height: 100 } }))[0]).toMatchObject({
      'application/vnd.plotly.v1+json': { layout: { height: 100 } },
    })
  })

  it('a frame is as safe in HTML as rows are', () => {
    const html = String(bundles(() => table(customers, 'a < b'))[0]['text/html'])
    expect(html).toContain('<caption>a &lt; b</caption>')
    expect(html).toContain('>a&lt;b</td>')
    expect(bundles(() => table(frame({ '<b>': [1] })))[0]['text/html']).toContain('>&lt;b&gt;</th>')
    expect(bundles(() => table(frame({ n: [1] })))[0]['text/html']).not.toContain('caption')
  })

  it('a table without rows has no columns', () => {
    expect(printed(() => table([], 'None'))).toContain('None')
  })
})

describe('save', () => {
  it('writes whole files into a folder that it creates', () => {
    const folder = mkdtempSync(join(tmpdir(), 'segments show '))
    expect(save(join(folder, 'a', 'b'), 'x.txt', 'one')).toBe('x.txt')
    save(join(folder, 'a', 'b'), 'x.txt', 'two')
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['x.txt'])
    expect(readFileSync(join(folder, 'a', 'b', 'x.txt'), 'utf8')).toBe('two')
    rmSync(folder, { recursive: true })
  })
})

it('a list is saved as CSV for spreadsheets and as Parquet for machines, with the same ids', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
  const ids = ['007', '=1+1', 'a "b", c', '12345678901234567890']
  const columns = [
    { name: 'Customer_ID', at: (row: number) => ids[row] },
    { name: 'Value_Score', at: (row: number) => (row ? row.toFixed(2) : null) },
  ]
  expect(await saveList(folder, 'segments', columns, ids.length)).toEqual(['segments.csv', 'segments.parquet'])
  expect(readFileSync(join(folder, 'segments.csv'), 'utf8').split('\n')[2]).toBe("'=1+1,1.00")
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const found = await connection.runAndReadAll(`SELECT * FROM '${join(folder, 'segments.parquet')}'`)
  expect(found.getRows()).toEqual(ids.map((id, row) => [id, row || null]))
  expect(readdirSync(folder).sort()).toEqual(['segments.csv', 'segments.parquet'])
})

it('a frame is saved as CSV and Parquet with its own types, and under no other name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
  const list = frame({ id: ['a', null], value: [1.5, NaN], member: [true, false] })
  expect(await saveList(folder, 'own', list)).toEqual(['own.csv', 'own.parquet'])
  expect(readFileSync(join(folder, 'own.csv'), 'utf8')).toBe('id,value,member\na,1.5,true\n,,false\n')
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const database = await (await DuckDBInstance.create(':memory:')).connect()
  const read = await database.runAndReadAll(`SELECT id, value, typeof(value) FROM read_parquet('${join(folder, 'own.parquet')}')`) // biome-ignore format: one line
  expect(read.getRows()).toEqual([['a', 1.5, 'DOUBLE'], [null, null, 'DOUBLE']]) // biome-ignore format: one line
  database.closeSync()
  expect(() => save(folder, 'own.parquet', list)).toThrow(
    'save writes a frame as CSV, got own.parquet: name it .csv, or use saveList',
  )
})

it('show takes a frame as a table, and plain Plotly without a layout', () => {
  expect(outputsOf(() => show(frame({ n: [1] })))[0]['text/plain']).toBe('n\n-\n1')
  expect(outputsOf(() => show({ data: [{ type: 'bar', y: [1] }] }))[0]['text/plain']).toBe('Figure')
})

it.runIf(existsSync('/dev/full'))('on a full disk the error names the file, and the earlier one stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
  save(folder, 'a.txt', 'one')
  symlinkSync('/dev/full', join(folder, `a.txt.${process.pid}.part`))
  expect(() => save(folder, 'a.txt', 'two')).toThrow(
    `${join(folder, 'a.txt')} could not be written: the disk is full; the earlier file of this name is unchanged`,
  )
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('one')
})

it('outputs of a page are collected instead of shown', () => {
  expect(outputsOf(() => say('Nothing moved.'))).toEqual([
    { 'text/markdown': 'Nothing moved.', 'text/plain': 'Nothing moved.' },
  ])
})

it('a column of money is right-aligned in any currency', () => {
  useSettings({ currency: 'CHF' })
  try {
    const [output] = outputsOf(() => table(frame({ amount: [1200, -5] })))
    expect(output['text/html']).toContain('<td align="right" style="text-align: right">CHF\u00A01,200</td>')
  } finally {
    useSettings()
  }
})

it('rows and cells about fewer customers than the limit are withheld, and counted', () => {
  const rows = frame({ what: ['a', 'b'], customers: [40, 3], silent: [2, 1], worth: [7, 8] })
  useSettings({ fewestShown: 5 })
  try {
    const [output] = outputsOf(() => table(rows, { caption: 'T', counts: ['silent'] }))
    expect(output['text/plain']).toBe(
      'T. Withheld: 1 row of fewer than 5 customers. Withheld: 1 cell of fewer than 5 customers.\nWhat  Customers  Silent  Worth\n----  ---------  ------  -----\na            40       …      7',
    )
  } finally {
    useSettings()
  }
  expect(outputsOf(() => table(rows, { counts: ['silent'] }))[0]['text/plain']).toContain(
    'b             3       1      8',
  )
})
