import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { numbers } from '../../lib/data/columns.js'
import { readCustomers } from '../../lib/data/read.js'
import { ownColumns } from '../../lib/features/features.js'

const folder = mkdtempSync(join(tmpdir(), 'own-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
async function read(header: string, ...rows: string[]) {
  const file = join(folder, `${files++}.csv`)
  writeFileSync(file, `${header}\n${rows.join('\n')}\n`)
  const { customers, log } = await readCustomers(file)
  return { customers, said: log.filter(({ column }) => column).map(({ column, detail }) => `${column} ${detail}`) }
}

describe('columns that the contract does not have', () => {
  test('stay as numbers, after the fields of the contract, under their names; text does not', async () => {
    const { customers, said } = await read(
      'Points,Customer_ID,Age,Colour,Spent,Gender',
      '7,a,30,red,"$1,200.50",Female',
      ',b,40,blue,$3,Male',
    )
    expect(customers.columns).toEqual(['id', 'age', 'gender', 'Spent'])
    expect(Array.from(numbers(customers, 'Spent'))).toEqual([1200.5, 3])
    expect(said).toEqual([
      'Points left out: the same for all customers',
      'Colour left out: not in the data dictionary',
      'Spent kept as Spent: your own number; add it to the features to group by it',
    ])
  })

  test('may miss values, which stay missing', async () => {
    const { customers } = await read('Customer_ID,Age,Gender,Points', 'a,1,F,7', 'b,2,F,NA', 'c,3,F,8')
    expect(Array.from(numbers(customers, 'Points'))).toEqual([7, NaN, 8])
  })

  test('are left out if they could be read in two ways, with the option that decides', async () => {
    const { customers, said } = await read('Customer_ID,Age,Gender,Points', 'a,20,F,1.234', 'b,30,F,2.345')
    expect(customers.columns).toEqual(['id', 'age', 'gender'])
    expect(said).toContainEqual(expect.stringMatching(/^Points left out: can be read in two ways: .* --decimal /))
  })

  test('never replace derived columns, or names that objects have', async () => {
    const { customers, said } = await read(
      'Customer_ID,Age,Gender,recency,__proto__,constructor,value',
      'a,20,F,1,1,1,1',
      'b,30,F,2,2,2,2',
    )
    expect(customers.columns).toEqual(['id', 'age', 'gender', 'recency_own', 'value_own'])
    expect(said).toContain('__proto__ left out: not a valid column name')
    expect(said).toContain('constructor left out: not a valid column name')
    expect(({} as Record<string, unknown>)[0]).toBeUndefined()
  })

  test('include an income in numbers, although it has the name of our levels', async () => {
    const { customers, said } = await read('Customer_ID,Age,Gender,Income_Level', 'a,20,F,15000', 'b,30,F,40000')
    expect(customers.columns).toEqual(['id', 'age', 'gender', 'Income_Level'])
    expect(said).toContainEqual(expect.stringContaining('Income_Level kept as Income_Level'))
  })

  test('a value from your own books is money of at least 0, and it is not missed if absent', async () => {
    const { customers } = await read('Customer_ID,Customer_Value,Gender,Age', 'a,"$1,200",F,30', 'b,5,F,40')
    expect(Array.from(numbers(customers, 'value'))).toEqual([1200, 5])
    await expect(read('Customer_ID,Customer_Value,Gender,Age', 'a,-5,F,30', 'b,5,F,40')).rejects.toThrow(
      'Customer_Value requires',
    )
    const { said } = await read('Customer_ID,Gender,Age', 'a,F,30', 'b,M,40')
    expect(said.join()).not.toContain('Customer_Value')
  })

  test('a number of orders is a whole number from 1, not a feature, and it is not missed if absent', async () => {
    const { customers } = await read('Customer_ID,number of orders,Gender,Age', 'a,3,F,30', 'b,1,M,40')
    expect(Array.from(numbers(customers, 'orders'))).toEqual([3, 1])
    expect(ownColumns(customers)).toEqual([])
    await expect(read('Customer_ID,Number_of_Orders,Gender,Age', 'a,0,F,30', 'b,1,M,40')).rejects.toThrow(
      'Number_of_Orders requires',
    )
  })
})

test('a text that is longer than any name is an error: a quote may have been left open', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `c${i},20,F,${i === 7 ? 'x'.repeat(1001) : 'Leeds'}`)
  await expect(read('Customer_ID,Age,Gender,Location', ...rows)).rejects.toThrow(
    /Location requires a text of at most 1,000 characters, got "x{40}\.\.\." in row 9: correct these values, or leave out/,
  )
  const huge = rows.map((row, i) => (i === 7 ? row + 'x'.repeat(10_000_000) : row))
  await expect(read('Customer_ID,Age,Gender,Location', ...huge)).rejects.toThrow(/^.{0,500}$/s)
})
