import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readNotebook } from '../tools/kernel/notebook.js'

const beside = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const readme = readFileSync(beside('README.md'), 'utf8')

/** Return every output of a MIME type in a notebook. */
async function outputs(name: string, type: string): Promise<unknown[]> {
  const { cells } = await readNotebook(beside(`notebooks/${name}.ipynb`))
  return cells.flatMap((cell) =>
    ((cell as { outputs?: { data?: Record<string, unknown> }[] }).outputs ?? []).flatMap(({ data }) =>
      data?.[type] === undefined ? [] : [data[type]],
    ),
  )
}

const text = (value: unknown) => (Array.isArray(value) ? value.join('') : String(value))

describe('the README', () => {
  it('says the same about the segments as the committed notebook', async () => {
    const profiles = (await outputs('04-insights', 'text/plain'))
      .map(text)
      .find((table) => table.startsWith('The groups'))!
    const rows = [...readme.matchAll(/^\| (.+?) \| ([\d,]+) \| (\d+%) \| (\d+%) \|$/gm)]
    expect(rows.length).toBeGreaterThan(1)
    for (const [, name, customers, share, valueShare] of rows) {
      expect(profiles).toMatch(new RegExp(`^${name} +${customers} +${share} +${valueShare}`, 'm'))
    }
    const said = (await outputs('04-insights', 'text/markdown')).map(text).join('\n')
    const verdict = said.match(/Verdict: (\w+)/)![1]
    expect(readme).toContain(`the verdict is **${verdict}**`)
  })

  it('shows the map of the committed notebook', async () => {
    const picture = readFileSync(beside('docs/segments.png')).toString('base64')
    const stills = (await outputs('03-clustering', 'image/png')).map((still) => text(still).replace(/\s/g, ''))
    expect(stills).toContain(picture)
  })
})

it('every link between the pages of the project leads to a file', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'data/README.md', ...readdirSync(beside('docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)] // biome-ignore format: one line
  const dead = pages.flatMap((page) =>
    [...readFileSync(beside(page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map(([, link]) => join(dirname(page), link))
      .filter((path) => !existsSync(beside(path)))
      .map((path) => `${page}: ${path}`),
  )
  expect(dead).toEqual([])
})

it('the folder of .venv is not one of ES modules: JupyterLab would start with an error of its own scripts', () => {
  expect(JSON.parse(readFileSync(beside('package.json'), 'utf8'))).not.toHaveProperty('type')
})
