import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { data } from 'segments'
import { checkFiles } from 'segments/check'
import { runQuery } from 'segments/query'
import { expect, test } from 'vitest'
import { exampleFiles } from '../../../tools/simulate/examples.js'

const FOLDER = resolve('data/examples')

test('the files beside the example queries are those that the simulator writes', () => {
  for (const [name, text] of Object.entries(exampleFiles())) {
    expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text)
    expect(text.length).toBeLessThan(12_000)
  }
})

async function run(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'examples-'))
  const out = join(folder, 'customers.parquet')
  const sql = readFileSync(join(FOLDER, name), 'utf8')
  try {
    const { rows } = await runQuery({ file: name, sql, folder: FOLDER, files: [] }, out)
    await checkFiles({ customers: out }, {}, 2)
    return { rows, ...(await data.readCustomers(out)) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('the query of a customer table yields its customers', async () => {
  const { rows, customers } = await run('customer-table.sql')
  expect(rows).toBe(48)
  expect(customers.columns).toEqual(
    'id age gender location amount frequency lastPurchase member since Margin_Share'.split(' '),
  )
  const [first] = data.rows(customers)
  // From its row of the file: 899,66 in 14 orders, of a customer of more than a year.
  expect(first).toMatchObject({ id: 'C-0001', lastPurchase: '2024-08-31', since: '2022-02-09', Margin_Share: 0.379 })
  expect(first.amount).toBeCloseTo(899.66 / 14)
  expect(first.frequency).toBeCloseTo(14 / 12)
})

test('the query of orders yields the result of counting them by hand', async () => {
  const { customers, log } = await run('orders.sql')
  const [, ...lines] = readFileSync(join(FOLDER, 'orders.csv'), 'utf8').trim().split('\n')
  const all = lines.map((line) => line.split(','))
  const amount = ([, , , , , units, price, discount]: string[]) =>
    Number(units) * Number(price) * (1 - Number(discount))
  const sum = (some: string[][]) => some.reduce((total, line) => total + amount(line), 0)
  const bought = all.filter(([, who, , , , , , , status]) => who.startsWith('K') && status === 'delivered')
  expect(data.texts(customers, 'id')).toEqual([...new Set(bought.map(([, who]) => who))].sort())
  for (const row of data.rows(customers)) {
    const own = bought.filter(([, who]) => who === row.id)
    const orders = new Set(own.map(([order]) => order)).size
    expect(row.orders).toBe(orders)
    expect(row.amount).toBeCloseTo(sum(own) / orders, 1)
    const days = own.map(([, , day]) => day).sort()
    expect([row.since, row.lastPurchase]).toEqual([days[0], days.at(-1)])
    const back = all.filter(([, who, , , , , , , status]) => who === row.id && status === 'returned')
    expect(row.returns).toBe(new Set(back.map(([order]) => order)).size)
  }
  const nobody = all.filter(([, who]) => who === '')
  const note = log.find(({ step }) => step === 'note')!.detail
  expect(note).toContain(
    `Of ${all.length} lines, ${nobody.length} have no customer (${((100 * sum(nobody)) / sum(all)).toFixed(1)}% of revenue)`,
  )
  expect(note).toContain('shares of value are shares of known customers')
})
