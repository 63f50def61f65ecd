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

test('files that are in order are counted, and none are nothing', async () => {
  const files = { customers: saved('c.csv', rows), spend: saved('s.csv', spend), margins: saved('m.csv', margins) }
  expect((await checkFiles(files))!.customers).toBe(40)
  expect(await checkFiles({})).toBeUndefined()
})

test('too few customers, and customers who are all alike, are refused with their numbers', async () => {
  await expect(checkFiles({ customers: saved('few.csv', rows.slice(0, 12)) })).rejects.toThrow(
    /requires at least 30 customers, got 12/,
  )
  const alike = rows.map(({ Customer_ID }) => ({ ...rows[0], Customer_ID }))
  await expect(checkFiles({ customers: saved('alike.csv', alike) }, { dates: 'M/D/Y' })).rejects.toThrow(
    /requires customers who differ, got 40/,
  )
})

test('a spend file without channels is refused', async () => {
  await expect(checkFiles({ spend: saved('none.csv', [{ Channel: 'a', Money: 1 }]) })).rejects.toThrow(
    /Purchase_Channel/,
  )
})
