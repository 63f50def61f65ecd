/** `npx tsx tools/simulate/examples.ts`: write the small files of the example queries, data/examples/*.csv. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { csvFormat, dsvFormat } from 'd3-dsv'
import { core } from 'segments'
import { type Draws, draws } from './draws.js'

const FOLDER = fileURLToPath(new URL('../../data/examples', import.meta.url))
const SEED = 11
const CUSTOMERS = 48
const DAY = 86_400_000
const LAST = Date.UTC(2024, 11, 31)

const TOWNS = { Leeds: 3, York: 2, Hull: 2, Ripon: 1 }
const CATEGORIES = { Books: 3, Garden: 2, Kitchen: 2, Toys: 1 }
const PRICES: Readonly<Record<string, number>> = { Books: 18, Garden: 45, Kitchen: 60, Toys: 25 }

/** Return the example files by name: the same bytes for the same seed. No row is a real person. */
export function exampleFiles(seed: number = SEED): Record<string, string> {
  const table = draws(core.random(seed))
  const log = draws(core.random(seed + 1))
  return {
    'customer-table.csv': `${dsvFormat(';').format(Array.from({ length: CUSTOMERS }, (_, i) => customerRow(table, i)))}\n`,
    'orders.csv': `${csvFormat(orderLines(log))}\n`,
  }
}

/** Draw a customer as in a company's own table: decimal comma, day first, coded levels. */
function customerRow({ within, whole, pick, chance }: Draws, place: number) {
  const loyal = chance(0.4)
  const orders = whole(loyal ? { mean: 14, deviation: 4 } : { mean: 3, deviation: 2 }, 1, 30)
  const sales = orders * within({ mean: loyal ? 70 : 45, deviation: 15 }, 15, 160)
  const since = whole({ mean: loyal ? 1200 : 500, deviation: 250 }, 60, 2000)
  const last = whole({ mean: loyal ? 25 : 150, deviation: 60 }, 0, Math.min(since, 360))
  return {
    'Customer No': `C-${String(place + 1).padStart(4, '0')}`,
    'Birth Year': String(whole({ mean: 1978, deviation: 13 }, 1940, 2004)),
    Sex: pick({ F: 5, M: 4, '': 1 }),
    Town: pick(TOWNS),
    'Net Sales 12M': grouped(sales),
    'Orders 12M': String(orders),
    'First Order': dayFirst(since),
    'Last Order': dayFirst(last),
    Newsletter: pick({ Y: 3, N: 2 }),
    'Margin %': within({ mean: loyal ? 38 : 27, deviation: 6 }, 5, 60)
      .toFixed(1)
      .replace('.', ','),
  }
}

/** Draw order lines by day: some canceled, some returned, a few without a customer, and two tests. */
function orderLines(draw: Draws) {
  const { whole, pick, chance } = draw
  const orders = Array.from({ length: CUSTOMERS }, (_, place) => place).flatMap((place) => {
    const loyal = chance(0.4)
    const times = whole(loyal ? { mean: 4, deviation: 1 } : { mean: 1, deviation: 1 }, 1, 6)
    const favourite = pick(CATEGORIES)
    const channel = pick({ Web: 3, Store: 2 })
    return Array.from({ length: times }, () => ({
      customer: `K${1000 + place}`,
      ago: whole(loyal ? { mean: 120, deviation: 100 } : { mean: 250, deviation: 120 }, 0, 540),
      favourite,
      channel,
      loyal,
    }))
  })
  const nobody = { favourite: 'Books', channel: 'Store', loyal: false }
  for (let i = 0; i < 9; i++)
    orders.push({ customer: '', ago: whole({ mean: 200, deviation: 150 }, 0, 540), ...nobody })
  for (const ago of [400, 401]) orders.push({ customer: 'TEST-1', ago, ...nobody })
  orders.sort((a, b) => b.ago - a.ago)
  return orders.flatMap((order, place) => {
    const status = pick({ delivered: 18, cancelled: 1, returned: 1 })
    return Array.from({ length: whole({ mean: 1, deviation: 0.8 }, 1, 3) }, () => orderLine(draw, order, place, status))
  })
}

function orderLine(
  { within, whole, pick, chance }: Draws,
  order: { customer: string; ago: number; favourite: string; channel: string; loyal: boolean },
  place: number,
  status: string,
) {
  const category = chance(0.7) ? order.favourite : pick(CATEGORIES)
  const price = PRICES[category] * within({ mean: 1, deviation: 0.2 }, 0.5, 1.6)
  return {
    Order: String(50001 + place),
    Customer: order.customer,
    Date: new Date(LAST - order.ago * DAY).toISOString().slice(0, 10),
    Category: category,
    Channel: chance(0.8) ? order.channel : pick({ Web: 1, Store: 1 }),
    Units: String(whole({ mean: order.loyal ? 2 : 1, deviation: 0.7 }, 1, 5)),
    Price: price.toFixed(2),
    Discount: chance(order.loyal ? 0.15 : 0.5) ? '0.2' : '0',
    Status: status,
  }
}

function dayFirst(ago: number): string {
  const [year, month, day] = new Date(LAST - ago * DAY).toISOString().slice(0, 10).split('-')
  return `${day}.${month}.${year}`
}

/** Format 1234.5 as 1.234,50. */
function grouped(value: number): string {
  const [whole, decimals] = value.toFixed(2).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${decimals}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, text] of Object.entries(exampleFiles())) await writeFile(join(FOLDER, name), text)
}
