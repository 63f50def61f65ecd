import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coded, recoded, someRows, textAt } from '../../lib/data/coded.js'
import { numbers, texts } from '../../lib/data/columns.js'
import { readCustomers } from '../../lib/data/read.js'

test('each row keeps its text, and each distinct text is stored once, in order of appearance', () => {
  const column = fc.array(fc.option(fc.constantFrom('a', 'b', '', 'constructor')), { minLength: 1 })
  fc.assert(
    fc.property(column, (given) => {
      const held = coded(given)
      expect(given.map((_, row) => textAt(held, row))).toEqual(given)
      expect(held.texts).toEqual([...new Set(given.filter((text) => text !== null))])
      expect(Array.from(held.counts)).toEqual(held.texts.map((text) => given.filter((one) => one === text).length))
    }),
  )
})

test('codes in another order, with texts that no row has, read the same, also for some rows of a column', () => {
  const held = recoded(Int32Array.of(2, -1, 0, 2), ['a', 'unused', 'c'])
  expect(held).toEqual(coded(['c', null, 'a', 'c']))
  expect(someRows(held, [2, 2, 1])).toEqual(coded(['a', 'a', null]))
})

test('a large file reads like a small one: values, missing values and their rows', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coded-'))
  const rows = Array.from({ length: 20_010 }, (_, i) => 20_010 - i)
  const line = (i: number) => `${100_000 + i},${i % 7 ? 20 + (i % 50) : ''},${['Online', 'online', 'Mixed'][i % 3]}`
  writeFileSync(join(folder, 'many.csv'), `Customer_ID,Age,Purchase_Channel\n${rows.map(line).join('\n')}\n`)
  const { customers, log } = await readCustomers(join(folder, 'many.csv'))
  rmSync(folder, { recursive: true })
  expect(texts(customers, 'id')[0]).toBe('100001')
  expect(Array.from(numbers(customers, 'age')).slice(4, 8)).toEqual([25, 26, NaN, 28])
  expect(texts(customers, 'channel').slice(0, 3)).toEqual(['Online', 'Mixed', 'Online'])
  expect(log.find(({ step }) => step === 'spelling')).toMatchObject({ rows: 6670, detail: '"online" became "Online"' })
})
