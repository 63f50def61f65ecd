import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { start } from '../../../tools/start.js'
import { call, Project, trouble } from '../project.js'

const HOME = process.cwd()
const IMG = `<img src=x onerror="document.title='owned'">`
const CATEGORIES = [
  IMG,
  '</script><script>document.title="owned"</script>',
  '[click](javascript:alert(1)) **bold** `code`',
  '$\\\\frac{1}{0}$ and $$x$$ \\\\(y\\\\)',
  '__proto__',
  'one\ntwo',
  `${'long '.repeat(160)}`,
]
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length]

/** Customers of two kinds whose every text is an attack; the query hands on what the file holds. */
const FILE = `id,cat,where,amount,often,day,first,__proto__,constructor,<b>own</b>\n${Array.from(
  { length: 60 },
  (_, i) => {
    const loyal = i % 2
    const cells = [`${IMG}${i}`, pick(CATEGORIES, i), `${pick(CATEGORIES, i + 3)}`].map(quoted)
    const day = `2024-${loyal ? '12' : '03'}-${String(1 + (i % 28)).padStart(2, '0')}`
    return [...cells, loyal ? 90 + i : 20 + i, loyal ? 5 : 1 + (i % 3), day, '2020-01-01', i, i, i * 2].join(',')
  },
).join('\n')}\n`
const SQL = `SELECT id AS Customer_ID, cat AS Purchase_Category, "where" AS Location, cat AS Occupation, cat AS Purchase_Channel,
  amount AS Purchase_Amount, often AS Frequency_of_Purchase, day AS Time_of_Purchase, first AS Customer_Since,
  "__proto__", "constructor", "<b>own</b>", '${IMG.replaceAll("'", "''")}' AS Note FROM 'hostile.csv'`

const program = ['chromium', 'chromium-browser', 'google-chrome'].map(found).find(Boolean)

function found(name: string): string | undefined {
  try {
    return execFileSync('which', [name]).toString().trim()
  } catch {
    return undefined
  }
}

describe.runIf(program)('pages of customers whose every text is an attack', () => {
  let made: Project
  beforeAll(async () => {
    made = new Project()
    cpSync(join(HOME, 'notebooks'), join(made.root, 'notebooks'), { recursive: true })
    for (const name of ['offers.json', 'archetypes.json'])
      cpSync(join(HOME, 'data', name), join(made.root, 'data', name))
    await made.write('hostile.csv', FILE)
    await made.write('hostile.sql', SQL)
    const { code, err } = await call(start, made, ['--query', 'hostile.sql', '--only', '01,04'])
    expect([code, trouble(err)]).toEqual([0, expect.stringMatching(/^(Warning: no Chromium.*\n)?$/)])
  }, 600_000)
  afterAll(() => made.remove())

  test('run nothing, show no id, and fit the screen, wide or narrow', async () => {
    const browser = await chromium.launch({ executablePath: program!, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      for (const width of [1280, 390]) {
        const context = await browser.newContext({ offline: true, viewport: { width, height: 800 } })
        for (const name of ['index', '01-eda', '04-insights']) {
          const page = await context.newPage()
          const faults: string[] = []
          page.on('dialog', (dialog) => {
            faults.push(dialog.message())
            dialog.dismiss()
          })
          page.on('pageerror', (error) => faults.push(error.message))
          page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || faults.push(request.url()))
          await page.goto(pathToFileURL(join(made.root, 'runs', 'hostile', 'reports', `${name}.html`)).href)
          await page.waitForTimeout(250)
          const seen = await page.evaluate(() => ({
            title: document.title,
            images: Array.from(document.querySelectorAll('img')).filter((img) => !img.src.startsWith('data:')).length,
            links: Array.from(document.querySelectorAll('a')).filter((a) => a.href.startsWith('javascript:')).length,
            wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            ids: /onerror="document\.title='owned'">\d+/.test(document.body.innerText),
            polluted: Object.keys(Object.prototype),
          }))
          expect({ name, width, faults, ...seen, title: seen.title.includes('owned') }).toEqual({
            name,
            width,
            faults: [],
            title: false,
            images: 0,
            links: 0,
            wider: 0,
            ids: false,
            polluted: [],
          })
          await page.close()
        }
      }
    } finally {
      await browser.close()
    }
  }, 240_000)
})
