import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { numbers, texts } from '../../lib/data/columns.js'
import { readList } from '../../lib/data/read-list.js'
import { readSome } from '../../lib/data/read-some.js'

const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('only the requested columns are read, in the order of the file, and invalid values become missing', async () => {
  const path = file(
    'a.csv',
    'Customer_ID,Purchase_Amount,Brand_Loyalty,Gender\nb,$2.00,9,Male\na,,3,Female\nc,$4.50,,Male\n',
  )
  const read = await readSome(path, ['Purchase_Amount', 'Brand_Loyalty'])
  expect(read.columns).toEqual(['id', 'amount', 'loyalty'])
  expect(texts(read, 'id')).toEqual(['b', 'a', 'c'])
  expect([...numbers(read, 'amount')]).toEqual([2, NaN, 4.5])
  expect([...numbers(read, 'loyalty')]).toEqual([NaN, 3, NaN])
  await expect(readSome(path, ['Purchase_Amount', 'Brand_Loyalty', 'Customer_Since'])).rejects.toThrow(
    'requires Customer_Since',
  )
})

test("columns of the caller's own are read too, even if constant, and an absent one is refused", async () => {
  const path = file('own.csv', 'Customer_ID,Margin_Share,Customer_Value,Colour\na,0.5,12,red\nb,0.5,30,blue\n')
  const read = await readSome(path, ['Customer_Value', 'Margin_Share'])
  expect(read.columns).toEqual(['id', 'value', 'Margin_Share'])
  expect([...numbers(read, 'value')]).toEqual([12, 30])
  expect([...numbers(read, 'Margin_Share')]).toEqual([0.5, 0.5])
  await expect(readSome(path, ['Colour'])).rejects.toThrow('requires Colour, which are absent or empty')
  await expect(readSome(path, ['Margin'])).rejects.toThrow('requires Margin, which are absent or empty')
})

test('a list is read with its scores, and with the ids from before the apostrophes', async () => {
  const path = file('list.csv', "Customer_ID,Segment,Confidence,Value_Score,Recency\n'=1+1,X,0.50,12.50,3\n007,,,,\n")
  const read = await readList(path)
  expect(read.ids).toEqual(['=1+1', '007'])
  expect(read.segments).toEqual(['X', ''])
  expect([...read.scores.value]).toEqual([12.5, NaN])
  expect(Object.keys(read.scores)).toEqual(['value', 'recency'])
})
