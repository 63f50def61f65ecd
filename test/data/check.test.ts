import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvFormat } from 'd3-dsv'
import { afterAll, expect, test } from 'vitest'
import { checkFiles } from '../../lib/data/check.js'
import { simulate } from '../../tools/simulate/simulator.js'

const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { rows, spend, margins } = simulate({ seed: 3, customers: 40, dirt: false })
const saved = (name: string, list: readonly object[]) => {
  const file = join(folder, name)
  writeFileSync(file, csvFormat(list as object[]))
  return file
}

test('valid files are counted, and no files give nothing', async () => {
  const files = { customers: saved('c.csv', rows), spend: saved('s.csv', spend), margins: saved('m.csv', margins) }
  expect((await checkFiles(files))!.customers).toBe(40)
  expect(await checkFiles({})).toBeUndefined()
})

test('too few customers, and identical customers, are refused with their numbers', async () => {
  await expect(checkFiles({ customers: saved('few.csv', rows.slice(0, 12)) })).rejects.toThrow(
    /requires at least 30 customers, got 12/,
  )
  const alike = rows.map(({ Customer_ID }) => ({ ...rows[0], Customer_ID }))
  await expect(checkFiles({ customers: saved('alike.csv', alike) }, { dates: 'M/D/Y' })).rejects.toThrow(
    /requires customers who differ in more than their ids/,
  )
})

test('a spend file without channels is refused', async () => {
  await expect(checkFiles({ spend: saved('none.csv', [{ Channel: 'a', Money: 1 }]) })).rejects.toThrow(
    /Purchase_Channel/,
  )
})

test('a margin or spend file that lacks entries for the customers is refused with what it lacks', async () => {
  const customers = saved('all.csv', rows)
  const [first, ...others] = [...new Set(rows.map(({ Purchase_Channel }) => Purchase_Channel))].sort()
  const spend = saved('some.csv', [{ Purchase_Channel: first, Marketing_Spend: 5 }])
  await expect(checkFiles({ customers, spend }, { dates: 'M/D/Y' })).rejects.toThrow(
    `some.csv: requires a row for every channel of the customers, got none for ${others.join(' and ')}`,
  )
  const margins = saved('margins.csv', [{ Purchase_Category: 'Nothing', Gross_Margin: '0.3' }])
  await expect(checkFiles({ customers, margins }, { dates: 'M/D/Y' })).rejects.toThrow(
    /margins\.csv: requires a row for every category of the customers, got none for .* and \d+ more$/,
  )
})
