import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { type CodeCell, isCode, joined, readNotebook } from '../tools/kernel/notebook.js'

/** Return the outputs of a committed notebook as plain text: sentences, tables, titles and alt texts of figures. */
async function said(name: string): Promise<string> {
  const { cells } = await readNotebook(fileURLToPath(new URL(`../notebooks/${name}.ipynb`, import.meta.url)))
  return cells
    .filter((cell): cell is CodeCell => isCode(cell))
    .flatMap(({ outputs }) => outputs)
    .flatMap((output) => {
      if (output.output_type !== 'display_data') return []
      const figure = output.data['application/vnd.plotly.v1+json'] as
        | { layout?: { title?: { text?: string } } }
        | undefined
      const text = joined((output.data['text/plain'] ?? '') as string)
      return [figure?.layout?.title?.text?.replace(/<br>/g, ' ') ?? '', text]
    })
    .join('\n')
    .replace(/\*\*|\\/g, '')
}

const [clustering, insights] = await Promise.all([said('03-clustering'), said('04-insights')])
const both = `${clustering}\n${insights}`

/** Return what the group of each pattern captures in all its matches; each pattern states the same fact. */
function ways(...patterns: readonly RegExp[]): string[][] {
  return patterns.map((pattern) => [...both.matchAll(pattern)].map(([, found]) => found))
}

function expectAlike(found: readonly (readonly string[])[]): void {
  for (const one of found) expect(one.length).toBeGreaterThan(0)
  expect(new Set(found.flat()).size).toBe(1)
}

const segments = [...clustering.matchAll(/(?:: |, | and )([A-Z][\w“” -]*?) \(([\d,]+) customers/g)].map(
  ([, name]) => name,
)

it('the verdict is the same everywhere', () => {
  expect(segments.length).toBeGreaterThan(1)
  expectAlike(ways(/Verdict: (\w+)/g, /question by question: (\w+)/g))
})

it.each(segments)('%s have the same size, share of customers and share of value everywhere', (name) => {
  expectAlike(
    ways(
      new RegExp(`${name} \\(([\\d,]+) customers`, 'g'),
      new RegExp(`^${name} {2,}([\\d,]+) {2,}\\d+% {2,}\\d+%`, 'gm'),
      new RegExp(`^${name} \\(\\w+ of ([\\d,]+) customers`, 'gm'),
      new RegExp(`^${name}: ([\\d,]+) customers,`, 'gm'),
    ),
  )
  expectAlike(
    ways(
      new RegExp(`${name} \\([\\d,]+ customers, ([\\d.]+%)`, 'g'),
      new RegExp(`^${name} {2,}[\\d,]+ {2,}([\\d.]+%) {2,}\\d+%`, 'gm'),
      new RegExp(`^${name}: [\\d,]+ customers, ([\\d.]+%) of all`, 'gm'),
      new RegExp(`Share of customers: .*?${name} ([\\d.]+%)`, 'g'),
    ),
  )
  expectAlike(
    ways(
      new RegExp(`^${name} {2,}[\\d,]+ {2,}[\\d.]+% {2,}([\\d.]+%)`, 'gm'),
      new RegExp(`^${name} \\(\\w+ of [\\d,]+ customers, ([\\d.]+%) of value`, 'gm'),
      new RegExp(`^${name}: .*? They account for ([\\d.]+%) of the value`, 'gm'),
      new RegExp(`Share of value: .*?${name} ([\\d.]+%)`, 'g'),
    ),
  )
})

it('a channel has the same share in a group in the figure, the table and the campaign', () => {
  const table = [
    ...insights.matchAll(/^(\S.*?) {2,}(\S+) {2,}([\d,]+) {2,}([\d.]+%) {2,}[\d.]+% {2,}[\d.]+ .*(yes|no)$/gm),
  ]
  expect(table.length).toBeGreaterThan(5)
  for (const [, group, level, hits, share] of table) {
    const figure = insights.match(new RegExp(`${group}: (?:[\\w-]+ \\d+%, )*${level} ([\\d.]+%)`))
    expect([group, level, figure?.[1]]).toEqual([group, level, share])
    const campaign = insights.match(
      new RegExp(`^${group} \\(.*Channel: ${level} \\(([\\d,]+) of [\\d,]+, ([\\d.]+%)`, 'm'),
    )
    if (campaign) expect(campaign.slice(1)).toEqual([hits, share])
  }
})

it('the answer, the figure and the ledger give the same number of drivers that hold', () => {
  const [held, tested] = insights.match(/Drivers: (\d+) of (\d+) variables/)!.slice(1)
  expect(insights).toContain(`differ from others in ${held} of ${tested} variables`)
  const drivers = insights
    .split('Claims, with their evidence')[1]
    .split('\n')
    .filter((line) => /^High-value customers/.test(line))
  expect([drivers.filter((line) => / {2,}holds {2,}/.test(line)).length, drivers.length]).toEqual([
    Number(held),
    Number(tested),
  ])
})

it('a channel stands out only if the claim about the group holds', () => {
  for (const [, group] of insights.matchAll(/^(\S.*?) {2,}\S+ {2,}[\d,]+ {2,}[\d.]+% .*yes$/gm))
    expect(insights).toMatch(new RegExp(`^- ${group}( customers)? choose different channels`, 'm'))
})

it('the budget is the same in the answer, the figure and the table', () => {
  const [, over, spend, value] = insights.match(/^(\S+) takes (\d+%) of the spend and brings (\d+%) of the value$/m)!
  expect(insights).toMatch(
    new RegExp(`^${over} {2,}[\\d,]+ {2,}\\$[\\d,]+ {2,}${spend} {2,}${value} .*over-funded$`, 'm'),
  )
  expect(insights).toContain(`from ${over} to`)
})
