import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvFormat, csvParse } from 'd3-dsv'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { modelJson, modelOf } from '../../lib/model/fit.js'
import { compareCommand } from '../../tools/compare.js'
import { indexHtml } from '../../tools/pages/layout.js'
import { writePages } from '../../tools/pages/pages.js'
import { scoreCommand } from '../../tools/score.js'
import { simulate } from '../../tools/simulate/simulator.js'
import { clustered } from '../story/sample.js'

const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
const { prepared, found, verdict } = await clustered()
writeFileSync(join(folder, 'model.json'), modelJson(modelOf(prepared, found, verdict)))
const { rows } = simulate({ seed: 5, customers: 400 })
writeFileSync(join(folder, 'then.csv'), `${csvFormat(rows)}\n`)
writeFileSync(
  join(folder, 'now.csv'),
  `${csvFormat(rows.slice(20).map((row) => ({ ...row, Frequency_of_Purchase: '9' })))}\n`,
)

// Where no browser is found: drawing would take seconds.
beforeAll(() => {
  for (const name of ['PATH', 'CHROMIUM']) vi.stubEnv(name, '')
})
afterAll(() => {
  vi.unstubAllEnvs()
})

async function run(command: typeof scoreCommand, ...argv: string[]) {
  const said = { out: '', err: '' }
  const stream = (name: 'out' | 'err') => ({
    write(text: string) {
      said[name] += text
      return true
    },
  })
  const code = await command(argv, { root: folder, cwd: folder, out: stream('out'), err: stream('err') })
  return { code, ...said }
}

test('a scored file has one row per customer, and the command counts the customers in each segment', async () => {
  const { code, out, err } = await run(scoreCommand, '--model', 'model.json', '--data', 'then.csv')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('400 customers scored')
  const list = csvParse(readFileSync(join(folder, 'scored-then.csv'), 'utf8'))
  expect(list.length).toBe(400)
  expect(list.columns).toEqual([
    'Customer_ID',
    'Segment',
    'Confidence',
    'Next_Segment',
    'Value_Score',
    'Engagement_Score',
    'Recency',
    'Flag',
  ])
})

test('customers from a query are scored like those from a file; errors name the query', async () => {
  writeFileSync(join(folder, 'mine.sql'), "SELECT * FROM read_csv(getvariable('file'), all_varchar = true)")
  writeFileSync(join(folder, 'less.sql'), "SELECT Customer_ID, Age FROM read_csv(getvariable('file'))")
  const score = (...argv: string[]) => run(scoreCommand, '--model', 'model.json', ...argv)
  await score('--data', 'then.csv')
  const { code, out, err } = await score('--query', 'mine.sql', '--file', 'then.csv')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('mine.sql: 402 rows\n')
  const [asFile, asQuery] = ['then', 'mine'].map((name) =>
    readFileSync(join(folder, `scored-${name}.csv`), 'utf8')
      .split('\n')
      .sort(),
  )
  expect(asQuery).toEqual(asFile)
  const lacking = await score('--query', 'less.sql', '--file', 'then.csv')
  expect(lacking.code).toBe(1)
  expect(lacking.err).toMatch(/^less\.sql: .*requires /)
  expect(existsSync(join(folder, 'scored-less.csv'))).toBe(false)
  for (const [argv, message] of [
    [['--query', 'mine.sql', '--data', 'then.csv'], '--query yields the customers itself'],
    [['--data', 'then.csv', '--file', 'now.csv'], '--file requires --query'],
    [['--query', 'none.sql'], '--query requires a file that exists, got none.sql'],
    [['--query', 'mine.sql', '--file', 'none.csv'], '--file requires a file that exists, got none.csv'],
  ] as const) {
    const refused = await score(...argv)
    expect(refused.code).toBe(2)
    expect(refused.err).toContain(message)
  }
})

test('two lists are compared on a page, with advice in the terminal', async () => {
  await run(scoreCommand, '--model', 'model.json', '--data', 'then.csv')
  await run(scoreCommand, '--model', 'model.json', '--data', 'now.csv')
  mkdirSync(join(folder, 'pages'))
  writeFileSync(join(folder, 'pages', 'index.html'), indexHtml([]))
  const { code, out, err } = await run(
    compareCommand,
    'scored-then.csv',
    'scored-now.csv',
    '--out',
    'pages/compare.html',
  )
  expect(code).toBe(0)
  expect(err).toMatch(/^Warning: no Chromium was found .*, so 2 new figures have no still picture\.\n$/)
  expect(out).toContain('Refit the model: Value Score has moved most')
  const page = readFileSync(join(folder, 'pages', 'compare.html'), 'utf8')
  for (const part of ['What moved between', 'sankey', 'waterfall', 'Drift of each feature', 'changed segment'])
    expect(page).toContain(part)
  const index = () => readFileSync(join(folder, 'pages', 'index.html'), 'utf8')
  expect(index()).toContain('<li><a href="compare.html">Compare</a></li>\n</ul></nav>')
  const linked = index()
  await writePages([], join(folder, 'pages'))
  expect(index()).toBe(linked)
})

test('a comparison is in the currency of its models, and is refused for two currencies', async () => {
  const written = (currency: string, name: string) => {
    const run = join(folder, name)
    mkdirSync(run, { recursive: true })
    writeFileSync(join(run, 'model.json'), modelJson({ ...modelOf(prepared, found, verdict), currency }))
    copyFileSync(join(folder, 'scored-then.csv'), join(run, 'segments.csv'))
  }
  written('€', 'march')
  written('€', 'april')
  written('CHF', 'may')
  const page = join(folder, 'euro.html')
  expect(await run(compareCommand, 'march', 'april', '--out', page)).toMatchObject({ code: 0 })
  const words = readFileSync(page, 'utf8').replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
  expect(words).toContain('€')
  expect(words).not.toMatch(/\$\d|\$ per month/)
  const two = await run(compareCommand, 'march', 'may', '--out', page)
  expect(two).toMatchObject({ code: 2, err: expect.stringContaining('in one currency, got € and CHF') })
})

test('movements and steps of few customers are withheld, and counted', async () => {
  const list = (name: string, changed: number) => {
    const lines = Array.from({ length: 40 }, (_, i) => `${i},${i < changed ? 'Y' : i % 2 ? 'X' : 'Y'},${10 + i}`)
    writeFileSync(join(folder, name), `Customer_ID,Segment,Value_Score\n${lines.join('\n')}\n`)
  }
  list('first.csv', 0)
  list('second.csv', 4)
  const page = join(folder, 'few.html')
  const words = () => readFileSync(page, 'utf8').replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
  await run(compareCommand, 'first.csv', 'second.csv', '--out', page)
  expect(words()).toContain('Withheld: 1 row of fewer than 5 customers')
  expect(words()).toContain('Withheld: 1 band of fewer than 5 customers')
  expect(words()).toContain('fewer than 5 of 40 customers')
  await run(compareCommand, 'first.csv', 'second.csv', '--out', page, '--fewest-shown', '1')
  expect(words()).not.toContain('Withheld')
  expect(words()).toContain('2 of 40 customers in both')
})

test('wrong options end with 2, unusable files with 1, each in a sentence', async () => {
  writeFileSync(join(folder, 'old.json'), JSON.stringify({ format: 'segments-model', version: 0 }))
  expect(await run(scoreCommand, '--data', 'then.csv')).toMatchObject({
    code: 2,
    err: 'score requires --model and --data, or --query\n',
  })
  expect(await run(scoreCommand, '--model', 'no.json', '--data', 'then.csv')).toMatchObject({ code: 2 })
  expect(await run(scoreCommand, '--model', 'old.json', '--data', 'then.csv')).toMatchObject({
    code: 1,
    err: 'old.json requires a model of version 1, got version 0: fit it again with npm start\n',
  })
  expect(await run(compareCommand, 'then.csv')).toMatchObject({ code: 2 })
  expect(await run(compareCommand, 'none', 'then.csv')).toMatchObject({ code: 2 })
  expect((await run(compareCommand, 'then.csv', 'now.csv')).err).toContain('requires the columns')
  expect((await run(scoreCommand, '--help')).out).toContain('npm run score')
})
