import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusters, type core, data, evidence, features, statistics } from 'segments'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { time } from '../../../tools/simulate/customer.js'
import { simulatedFiles } from '../../../tools/simulate/files.js'
import { FAVOURITES } from '../../../tools/simulate/groups.js'
import { main } from '../../../tools/simulate/simulate.js'
import { STRUCTURES, type Structure, simulate } from '../../../tools/simulate/simulator.js'
import { capture } from '../printed.js'

let folder: string
let printed: () => string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulate-'))
  printed = capture()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

const NAMES = ['README.md', 'category_margins.csv', 'channel_spend.csv', 'customers.csv', 'truth.csv']
const shipped = (name: string) => new URL(`../../../data/${name}`, import.meta.url)
const cleaned = new Map<Structure, ReturnType<typeof simulate>>()

/** 3,000 customers of seed 7, without dirt; made once. */
function clean(structure: Structure = 'groups'): ReturnType<typeof simulate> {
  const made = cleaned.get(structure) ?? simulate({ seed: 7, customers: 3000, structure, dirt: false })
  cleaned.set(structure, made)
  return made
}
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const amount = (text: string) => Number(text.replace(/[$, ]/g, ''))
const level = (text: string) => ['None', 'Low', 'Medium', 'High'].indexOf(text)

describe('npm run simulate', () => {
  it('writes data/ byte for byte as it is committed, and leaves nothing else', async () => {
    expect(await main(['--out', folder])).toBe(0)
    expect((await readdir(folder)).sort()).toEqual(NAMES)
    for (const name of NAMES)
      expect(await readFile(join(folder, name), 'utf8')).toBe(await readFile(shipped(name), 'utf8'))
  })

  it('overwrites its own files, and never those of others', async () => {
    const small = ['--out', folder, '--customers', '20']
    expect([await main(small), await main([...small, '--seed', '8'])]).toEqual([0, 0])
    await writeFile(join(folder, 'README.md'), '# Mine\n')
    expect(await main(small)).toBe(2)
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('# Mine\n')
  })

  it.each([
    [['--seeds', '1'], /--seeds/],
    [['--seed', '0'], /--seed requires an integer from 1 to 4294967295, got 0/],
    [['--seed', '1.5'], /--seed requires an integer .* got 1\.5/],
    [['--customers', 'many'], /--customers requires an integer .* got many/],
    [['--structure', 'some'], /--structure requires groups, cloud or none, got some/],
    [['--out', ''], /--out requires a folder/],
    [['stray'], /stray/],
  ])('ends with 2 on %j, says why, and writes nothing', async (args, message) => {
    expect(await main([...args, ...(args[0] === '--out' ? [] : ['--out', folder])])).toBe(2)
    expect(printed()).toMatch(message)
    expect(await readdir(folder)).toEqual([])
  })

  it('explains itself with --help and writes nothing', async () => {
    expect(await main(['--help', '--out', folder])).toBe(0)
    expect(printed()).toMatch(/Usage: npm run simulate/)
    expect(await readdir(folder)).toEqual([])
  })
})

describe('simulate', () => {
  it('gives the same data for the same seed and others for another', () => {
    const files = (seed: number) => simulatedFiles({ seed, customers: 50 })
    expect(files(1)).toEqual(files(1))
    expect(files(2)['customers.csv']).not.toBe(files(1)['customers.csv'])
  })

  it.each([0, 2.5, Number.NaN])('requires at least one customer: %s', (customers) => {
    expect(() => simulate({ seed: 1, customers })).toThrow(`got ${customers}`)
  })

  it.each(STRUCTURES)('simulates single customers too: structure %s', (structure) => {
    expect(simulate({ seed: 1, customers: 1, structure }).truth).toHaveLength(1)
  })

  it.each(['groups', 'cloud'] as const)('writes every value as the Kaggle file does: structure %s', (structure) => {
    const { rows } = clean(structure)
    for (const row of rows) {
      expect(row.Customer_ID).toMatch(/^\d\d-\d{3}-\d{4}$/)
      expect(row.Purchase_Amount).toMatch(/^\$(\d{1,3}|\d,\d{3})\.\d\d $/)
      expect(row.Time_of_Purchase).toMatch(/^([1-9]|1[0-2])\/[1-9]\d?\/2024$/)
      expect(row.Discount_Used).toMatch(/^(TRUE|FALSE)$/)
      expect(amount(row.Purchase_Amount)).toBeGreaterThanOrEqual(5)
    }
    expect(new Set(rows.map((row) => row.Customer_ID)).size).toBe(3000)
    expect(rows.some((row) => row.Purchase_Amount.includes(','))).toBe(true)
  })

  it.each(STRUCTURES)('puts no first purchase after the last one: structure %s', (structure) => {
    for (const row of clean(structure).rows) {
      expect(time(row.Customer_Since)).toBeLessThanOrEqual(time(row.Time_of_Purchase))
    }
  })
})

describe('the dirt', () => {
  const { rows, truth } = simulate({ seed: 7, customers: 3000 })
  const first = [...new Map(rows.map((row) => [row.Customer_ID, row])).values()]
  const cleanRows = clean().rows

  it('is 12 exact copies, each after its original', () => {
    expect(rows).toHaveLength(3012)
    expect(truth).toHaveLength(3000)
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(3000)
  })

  it.each(['Age', 'Income_Level', 'Education_Level', 'Location'])('leaves 3 to 6 %% of %s missing', (column) => {
    const share = first.filter((row) => row[column] === '').length / 3000
    expect(share).toBeGreaterThan(0.03)
    expect(share).toBeLessThan(0.06)
  })

  it('leaves nothing else missing', () => {
    const gaps = new Set(first.flatMap((row) => Object.keys(row).filter((column) => row[column] === '')))
    expect([...gaps].sort()).toEqual(['Age', 'Education_Level', 'Income_Level', 'Location'])
  })

  it('hides the income of older customers more often', () => {
    const dirty = simulate({ seed: 7, customers: 40_000 }).rows.filter((row) => row.Age !== '')
    const hidden = (from: number, to: number) =>
      mean(dirty.filter((row) => +row.Age >= from && +row.Age < to).map((row) => (row.Income_Level === '' ? 1 : 0)))
    expect(hidden(45, 76)).toBeGreaterThan(1.5 * hidden(18, 30))
  })

  it('contains 10 impossible ages', () => {
    expect(first.filter((row) => row.Age !== '' && (+row.Age < 10 || +row.Age > 110))).toHaveLength(10)
  })

  it('respells 1.5 % of the levels by case, spaces and hyphens only', () => {
    const plain = (text: string) => text.toLowerCase().replace(/[ -]/g, '')
    const before = new Map(cleanRows.map((row) => [row.Customer_ID, row]))
    for (const column of ['Purchase_Channel', 'Purchase_Category', 'Engagement_with_Ads']) {
      const respelt = first.filter((row) => row[column] !== before.get(row.Customer_ID)![column])
      expect(respelt.length / 3000).toBeGreaterThan(0.008)
      expect(respelt.length / 3000).toBeLessThan(0.024)
      for (const row of respelt) expect(plain(row[column])).toBe(plain(before.get(row.Customer_ID)![column]))
    }
  })
})

describe('the planted groups', () => {
  const { rows, truth, spend, margins } = clean()
  const of = (group: string) => rows.filter((_, i) => truth[i].Group === group)
  const means = (value: (row: Record<string, string>) => number) =>
    ['Loyalists', 'At-Risk', 'New Customers'].map((group) => mean(of(group).map(value)))

  it('have shares of about 40, 35 and 25 %', () => {
    const shares = ['Loyalists', 'At-Risk', 'New Customers'].map((group) => of(group).length / 3000)
    for (const [i, share] of [0.4, 0.35, 0.25].entries()) expect(Math.abs(shares[i] - share)).toBeLessThan(0.03)
  })

  it('differ as described', () => {
    const [loyal, risk, fresh] = [0, 1, 2]
    const value = means((row) => +row.Frequency_of_Purchase * amount(row.Purchase_Amount))
    const recency = means((row) => (Date.UTC(2024, 11, 31) - time(row.Time_of_Purchase)) / 86_400_000)
    const tenure = means((row) => (Date.UTC(2024, 11, 31) - time(row.Customer_Since)) / 86_400_000)
    const middle = means((row) => +(row.Income_Level === 'Middle'))
    const discount = means((row) => +(row.Discount_Used === 'TRUE'))
    const satisfaction = means((row) => +row.Customer_Satisfaction)
    const returns = means((row) => +row.Return_Rate)
    expect(value[loyal]).toBeGreaterThan(2 * Math.max(value[risk], value[fresh]))
    expect(middle[loyal]).toBeGreaterThan(0.15 + Math.max(middle[risk], middle[fresh]))
    expect(recency[risk]).toBeGreaterThan(2 * Math.max(recency[loyal], recency[fresh]))
    expect(tenure[fresh]).toBeLessThan(0.4 * Math.min(tenure[loyal], tenure[risk]))
    expect(discount[loyal]).toBeLessThan(discount[risk])
    expect(discount[risk]).toBeLessThan(discount[fresh])
    expect(satisfaction[risk]).toBeLessThan(Math.min(satisfaction[loyal], satisfaction[fresh]) - 2)
    expect(returns[risk]).toBeGreaterThan(1.5 * Math.max(returns[loyal], returns[fresh]))
  })

  it('spend most on the channel that engages and earns least', () => {
    const channels = ['Online', 'In-Store', 'Mixed']
    const by = (value: (row: Record<string, string>) => number) =>
      channels.map((name) => mean(rows.filter((row) => row.Purchase_Channel === name).map(value)))
    const engagement = by(
      (row) => level(row.Engagement_with_Ads) + level(row.Social_Media_Influence) + +row.Brand_Loyalty,
    )
    const value = by((row) => +row.Frequency_of_Purchase * amount(row.Purchase_Amount))
    const money = channels.map((name) => +spend.find((line) => line.Purchase_Channel === name)!.Marketing_Spend)
    for (const other of [0, 2]) {
      expect(engagement[1]).toBeLessThan(engagement[other] - 0.5)
      expect(value[1]).toBeLessThan(0.9 * value[other])
      expect(money[1]).toBeGreaterThan(money[other])
    }
  })

  it('tie Loyalists to categories of high margin', () => {
    const [loyal, risk, fresh] = means((row) => +FAVOURITES.includes(row.Purchase_Category))
    expect(loyal).toBeGreaterThan(1.5 * Math.max(risk, fresh))
    const favoured = margins
      .filter((line) => FAVOURITES.includes(line.Purchase_Category))
      .map((line) => +line.Gross_Margin)
    expect(Math.min(...favoured)).toBeGreaterThan(mean(margins.map((line) => +line.Gross_Margin)))
  })

  it.each([
    'Gender',
    'Marital_Status',
    'Device_Used_for_Shopping',
    'Payment_Method',
    'Shipping_Preference',
  ])('leave %s alone', (column) => {
    const groups = truth.map((line) => line.Group)
    expect(
      statistics.cramersV(
        rows.map((row) => row[column]),
        groups,
      ).v,
    ).toBeLessThan(0.06)
  })

  it.each([7, 1, 2])('are found by k-means, though not for every customer: seed %i', async (seed) => {
    const index = await recovery(seed, 'groups')
    expect(index).toBeGreaterThan(0.85)
    expect(index).toBeLessThan(0.95)
  })

  it('are not found in the null twin', async () => {
    expect(Math.abs(await recovery(7, 'none'))).toBeLessThan(0.01)
  })
})

describe('the null twin', () => {
  const { rows, truth } = clean('none')

  it('keeps the values of every column, first purchases 366 days earlier', () => {
    const sorted = (from: Record<string, string>[], column: string) => from.map((row) => row[column]).sort()
    const grouped = clean().rows
    for (const column of Object.keys(rows[0]).filter((name) => name !== 'Customer_Since')) {
      expect(sorted(rows, column)).toEqual(sorted(grouped, column))
    }
    const times = (from: Record<string, string>[]) => from.map((row) => time(row.Customer_Since)).sort((a, b) => a - b)
    expect(times(rows)).toEqual(times(grouped).map((at) => at - 366 * 86_400_000))
  })

  it('leaves no two columns tied: every rank correlation is below 0.085 at 3,000 customers, 4.6 standard errors', () => {
    const columns = Object.keys(rows[0]).filter((column) => column !== 'Customer_ID')
    const codes = columns.map((column) => statistics.ranks(rows.map((row) => code(column, row[column]))))
    codes.push(statistics.ranks(truth.map((line) => line.Group.length)))
    for (let i = 0; i < codes.length; i++) {
      for (let j = 0; j < i; j++) expect(Math.abs(statistics.pearson(codes[i], codes[j]))).toBeLessThan(0.085)
    }
  })
})

describe('the cloud', () => {
  const [grouped, cloud] = [clean().rows, clean('cloud').rows]
  const DAY = 86_400_000
  const days = (row: Record<string, string>) => (time('12/31/2024') - time(row.Customer_Since)) / DAY
  const MEASURES: Record<string, (row: Record<string, string>) => number> = {
    age: (row) => +row.Age,
    'high income': (row) => +(row.Income_Level === 'High'),
    amount: (row) => Math.log(amount(row.Purchase_Amount)),
    frequency: (row) => +row.Frequency_of_Purchase,
    loyalty: (row) => +row.Brand_Loyalty,
    ads: (row) => level(row.Engagement_with_Ads),
    satisfaction: (row) => +row.Customer_Satisfaction,
    rating: (row) => +row.Product_Rating,
    returns: (row) => +row.Return_Rate,
    recency: (row) => (time('12/31/2024') - time(row.Time_of_Purchase)) / DAY,
    'discount used': (row) => +(row.Discount_Used === 'TRUE'),
    favourites: (row) => +FAVOURITES.includes(row.Purchase_Category),
    'in store': (row) => +(row.Purchase_Channel === 'In-Store'),
    tenure: days,
  }
  const names = Object.keys(MEASURES)

  it.each(names)('has the mean and spread of the groups in %s', (name) => {
    const [theirs, ours] = [grouped, cloud].map((rows) => rows.map(MEASURES[name]))
    const deviation = (values: number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)))
    expect(Math.abs(mean(ours) - mean(theirs))).toBeLessThan(0.12 * deviation(theirs))
    expect(Math.abs(deviation(ours) / deviation(theirs) - 1)).toBeLessThan(0.12)
  })

  it('ties its columns like the groups: no rank correlation is off by .12, and strong ones are there', () => {
    const [theirs, ours] = [grouped, cloud].map((rows) =>
      names.map((name) => statistics.ranks(rows.map(MEASURES[name]))),
    )
    const strong: number[] = []
    for (let i = 0; i < names.length; i++) {
      for (let j = 0; j < i; j++) {
        const r = statistics.pearson(ours[i], ours[j])
        expect(Math.abs(r - statistics.pearson(theirs[i], theirs[j])), `${names[i]}, ${names[j]}`).toBeLessThan(0.12)
        if (Math.abs(r) > 0.4) strong.push(r)
      }
    }
    expect(strong.length).toBeGreaterThan(2)
  })

  it('fills the gap between the tenures of new and old customers', () => {
    const between = (rows: Record<string, string>[]) =>
      mean(rows.map((row) => +(days(row) > 380 && days(row) < 480))) /
      mean(rows.map((row) => +(days(row) > 180 && days(row) < 280)))
    expect(between(grouped)).toBeLessThan(0.6)
    expect(between(cloud)).toBeGreaterThan(0.8)
  })

  it('has no segments, unlike the groups, and says nothing about the truth', async () => {
    expect(evidence.assess(await points(7, 'groups'), { seed: 1 })).toMatchObject({
      k: 3,
      verdict: { kind: 'segments' },
    })
    expect(evidence.assess(await points(7, 'cloud'), { seed: 1, rows: 1000 }).verdict.kind).not.toBe('segments')
    expect(Math.abs(await recovery(7, 'cloud'))).toBeLessThan(0.01)
  })
})

/** A number for any value of the file: dates and numbers in their order, levels in the alphabet's. */
function code(column: string, text: string): number {
  if (column === 'Time_of_Purchase' || column === 'Customer_Since') return time(text)
  if (column === 'Purchase_Amount') return amount(text)
  return Number.isNaN(Number(text)) ? text.charCodeAt(0) * 256 + text.charCodeAt(1) : Number(text)
}

/** The adjusted Rand index of the clusters and the truth, from the files on. */
async function recovery(seed: number, structure: Structure): Promise<number> {
  const out = join(folder, `${seed}`)
  expect(await main(['--seed', `${seed}`, '--structure', structure, '--out', out])).toBe(0)
  const { customers } = await data.readCustomers(join(out, 'customers.csv'))
  const truth = await data.readTruth(join(out, 'truth.csv'))
  expect(await data.readSpend(join(out, 'channel_spend.csv'))).toHaveLength(3)
  expect(await data.readMargins(join(out, 'category_margins.csv'))).toHaveLength(23)
  const { x } = features.featureSpace(features.prepare(customers).customers)
  const groups = (data.texts(customers, 'id') as string[]).map((id) => truth.get(id)!)
  const names = [...new Set(groups)]
  return clusters.adjustedRand(
    clusters.kmeans(x, 3, { seed: 1 }).labels,
    Int32Array.from(groups, (group) => names.indexOf(group)),
  )
}

/** The features of a thousand customers. */
async function points(seed: number, structure: Structure): Promise<core.Matrix> {
  const file = join(folder, 'few.csv')
  await writeFile(file, simulatedFiles({ seed, customers: 1000, structure })['customers.csv'])
  return features.featureSpace(features.prepare((await data.readCustomers(file)).customers).customers).x
}
