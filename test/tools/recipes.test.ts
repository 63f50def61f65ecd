import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { Kernel } from '../../tools/kernel/kernel.js'

const beside = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const recipes = [...readFileSync(beside('docs/recipes.md'), 'utf8').matchAll(/```ts\n([\s\S]+?)```/g)].map(
  ([, code]) => code,
)

it('every recipe runs in a notebook, and shows or writes something', async () => {
  const kernel = await Kernel.start(beside('notebooks'))
  try {
    const [setUp, ...cells] = recipes
    await kernel.execute(setUp, 60_000)
    expect(cells.length).toBeGreaterThan(10)
    for (const cell of cells) {
      const messages = await kernel.execute(cell, 60_000)
      expect(messages.length, cell).toBeGreaterThan(0)
    }
    const [header, first] = readFileSync(beside('results/at-risk.csv'), 'utf8').split('\n')
    expect(header).toBe('id,segment,value,recency')
    expect(first).toMatch(/^\d\d-\d{3}-\d{4},At-Risk,\d/)
    expect(readFileSync(beside('results/at-risk.parquet')).subarray(0, 4).toString()).toBe('PAR1')
  } finally {
    await kernel.shutdown()
    for (const name of ['at-risk.csv', 'at-risk.parquet']) rmSync(beside(`results/${name}`), { force: true })
  }
})
