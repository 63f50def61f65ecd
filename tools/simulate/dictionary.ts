import { data } from 'segments'
import { type Row, time } from './customer.js'
import type { Simulated, SimulateOptions } from './simulator.js'

/** The README's first line. */
export const TITLE = '# The data: simulated customers of a shop'

/** Return the README of the data: where they come from, and every column of every file, from lib/data/fields.ts. */
export function dictionary(simulated: Simulated, options: SimulateOptions): string {
  const { rows, truth, spend, margins } = simulated
  return `${TITLE}

No row is a real person. The files are simulated from planted groups, so that what an analysis finds can be compared
with what is there. The columns, their order and their formats are those of the Kaggle file "E-commerce Consumer
Behavior Analysis Data", with one more column, \`Customer_Since\`.

| | |
|---|---|
| made by | \`${command(options)}\` (tools/simulate/simulate.ts); the same command writes the same bytes |
| seed | ${options.seed} of a Mersenne Twister |
| structure | ${options.structure ?? 'groups'} |
| customers | ${truth.length}, in ${rows.length} rows: ${rows.length - truth.length} are exact copies |
| days | last purchases up to ${latest(rows)} |
| text | UTF-8, commas, lines end in a line feed |

## How it was simulated
${story(options)}

## customers.csv
One row per customer. A value that is missing is an empty cell; "None" is a level. The spellings of levels differ here and
there in case, spaces or hyphens.

${table(data.FIELDS, rows)}

## channel_spend.csv
One row per channel: marketing spend of 2024.

${table(data.SPEND_FIELDS, spend)}

## category_margins.csv
One row per category.

${table(data.MARGIN_FIELDS, margins)}

## truth.csv
One row per customer: the group each was drawn from. It is read only to check whether the groups are recovered.

${table(data.TRUTH_FIELDS, truth)}
`
}

function latest(rows: readonly Row[]): string {
  return rows.map((row) => row.Time_of_Purchase).reduce((a, b) => (time(b) > time(a) ? b : a))
}

function command({ seed, customers, structure = 'groups' }: SimulateOptions): string {
  return `npm run simulate -- --seed ${seed} --customers ${customers} --structure ${structure}`
}

const GROUPS = `- Each customer is drawn from Loyalists (40%), At-Risk (35%) or New Customers (25%); 1.2% behave like another group
  than their own. The groups overlap in every column. All numbers are in tools/simulate/groups.ts.
- Loyalists: middle income more often, many purchases, high loyalty, few discounts, satisfied, a long tenure.
- At-Risk: a long time since the last purchase, low satisfaction, more returns, few purchases, a long tenure.
- New Customers: a short tenure, many discounts, medium loyalty and frequency, satisfied.
- In-Store customers engage and spend less, and the largest part of marketing spend goes there.
- Loyalists buy more in five categories of high margin.
- The amount of a purchase rises a little with age and income. Occupation follows income, and the time to a decision
  depends on the intent. Gender, marital status, education, location, device, payment, shipping and research hours are independent of everything.`

const NONE = `- The customers were drawn from three groups, and then each column was permuted separately: it keeps its values,
  but is independent of all other columns and of the group in truth.csv.
- First purchases are 366 days earlier than with groups, so that they precede every last purchase.`

const CLOUD = `- There are no groups. The columns resemble those of customers from three groups: each has the same distribution
  except for second peaks, and a Gaussian copula gives them the same rank correlations. Columns that are independent of
  all others in data with groups are independent here, too. The group in truth.csv says nothing.
- Days since the last purchase and days from the first to the last purchase are drawn; the dates follow from them.`

const STORIES = { groups: GROUPS, cloud: CLOUD, none: NONE }

function story({ structure = 'groups' }: SimulateOptions): string {
  const income =
    structure === 'none' ? 'values are missing independently of each other' : 'income is missing more often with age'
  return `${STORIES[structure]}
- Last, errors are added: demographics are missing in 3 to 6% of the rows (${income}), 0.34% of the ages are
  impossible, 1.5% of the spellings of eight columns differ, and 0.4% of the customers appear twice.`
}

function table(fields: readonly data.Field[], rows: readonly object[]): string {
  const lines = fields.map((field) => {
    const values = rows.map((row) => (row as Record<string, string>)[field.column])
    const share = values.filter((value) => value === '').length / rows.length
    const missing = share > 0 ? `${(100 * share).toFixed(1)}%` : 'none'
    return `| ${field.column} | ${field.name} | ${field.kind} | ${domain(field, values)} | ${missing} | ${field.meaning} |`
  })
  return [
    '| column | field | kind | unit and values | missing | meaning |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

/** Return a field's unit, and its levels or limits; for text without known levels, the number of distinct values. */
function domain({ kind, unit, levels, min, max, spelling }: data.Field, values: readonly string[]): string {
  if (levels) return levels.join(kind === 'ordered' ? ' < ' : ', ')
  if (kind === 'text' && spelling !== 'exact') {
    const distinct = new Set(values.filter((value) => value !== '').map((value) => value.trim().toLowerCase()))
    return `${distinct.size} levels`
  }
  const limits = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`]
  const range = / to |-/.test(unit) ? '' : limits.filter(Boolean).join(', ')
  return [unit, range].filter(Boolean).join('; ') || 'any text'
}
