import { sum } from 'd3-array'
import { expect, test } from 'vitest'
import { random } from '../../lib/core/random.js'
import { frame } from '../../lib/data/frame.js'
import { ACTIVITY_LIMITS, activity, valueAtStake } from '../../lib/marketing/activity.js'
import { orderModel } from '../../lib/marketing/order-model.js'
import { chanceActive, fitBgNbd } from '../../lib/statistics/bg-nbd.js'

const MONTH = 365.25 / 12

/** A log of orders as the model takes them to come about, added up: who has left is known here. */
function shop(customers: number, seed = 1) {
  const next = random(seed)
  const waiting = (rate: number) => -Math.log(1 - next()) / rate
  const rows = Array.from({ length: customers }, () => {
    const tenure = 100 + Math.floor(900 * next())
    const rate = (0.1 + waiting(2)) / MONTH
    const leaves = 0.5 * next() ** 2
    let [orders, latest, gone] = [1, 0, false]
    for (let day = waiting(rate); day <= tenure && !gone; day += waiting(rate)) {
      orders++
      latest = day
      gone = next() < leaves
    }
    return { orders, tenure, recency: tenure - latest, gone }
  })
  const column = (name: 'orders' | 'tenure' | 'recency') => Float64Array.from(rows, (row) => row[name])
  return {
    orders: column('orders'),
    tenure: column('tenure'),
    recency: column('recency'),
    gone: rows.map(({ gone }) => gone),
  }
}

const { gone, ...log } = shop(500)
const frequency = log.orders.map((times, i) => times / (log.tenure[i] / MONTH))
const framed = frame({ ...log, frequency, amount: log.orders.map(() => 20) })

test('silent customers are found if orders are known, and a frequency that counts the silence finds few of them', () => {
  const told = activity(framed)
  expect(told.by).toBe('orders')
  const { orders: _, ...without } = { ...log, frequency }
  const rhythm = activity(frame(without))
  expect(rhythm.by).toBe('rhythm')
  expect(rhythm.says).toContain('give the number of orders as well')
  const found = (states: readonly string[]) => states.filter((state, i) => gone[i] && state !== 'active').length
  expect(found(told.states) / gone.filter(Boolean).length).toBeGreaterThan(0.7)
  expect(found(rhythm.states)).toBeLessThan(found(told.states))
})

test('states depend on the probability, and on days for customers who bought once', () => {
  const { states, chance, says } = activity(framed)
  const { slipping, lapsed } = ACTIVITY_LIMITS.chance
  states.forEach((state, i) => {
    const silent = log.recency[i]
    const byDays = silent >= 180 ? 'lapsed' : silent >= 90 ? 'slipping' : 'active'
    const byChance = chance![i] < lapsed ? 'lapsed' : chance![i] < slipping ? 'slipping' : 'active'
    expect(state).toBe(log.orders[i] === 1 ? byDays : byChance)
  })
  expect(says).toMatch(/below 50%, and \*lapsed\* below 20%/)
  expect(says).toMatch(/Customers who bought once have no rhythm to learn from: they are \*slipping\* from 90 days on/)
  const strict = activity(framed, { limits: { ...ACTIVITY_LIMITS, chance: { slipping: 0.99, lapsed: 0.9 } } })
  expect(strict.states.filter((state) => state === 'active').length).toBeLessThan(
    states.filter((state) => state === 'active').length,
  )
})

test('it is the model of repeat orders by months since the first, with its expectations', () => {
  const told = orderModel(log.orders, log.recency, log.tenure, { months: 2 })
  if (!told.fits) throw new Error(told.says)
  const histories = {
    repeats: log.orders.map((times) => times - 1),
    latest: log.tenure.map((days, i) => (days - log.recency[i]) / MONTH),
    age: log.tenure.map((days) => days / MONTH),
  }
  expect(told.chance).toEqual(chanceActive(fitBgNbd(histories).model, histories))
  expect(told.says).toMatch(
    /^The model of their orders \(BG\/NBD\) expects [\d,]+ orders after the first where [\d,]+ were made, and [\d.]+% of customers with one order where [\d.]+% have one; in the next 2 months it expects [\d,]+ orders\.$/,
  )
  const shorter = orderModel(log.orders, log.recency, log.tenure, { months: 1 })
  expect(shorter.fits && sum(shorter.expected)).toBeLessThan(sum(told.expected))
})

test('expected sales are expected orders at the average spend of each customer', () => {
  const { states, expected } = activity(framed)
  const rows = { ...log, amount: log.orders.map(() => 20), value: log.orders.map(() => 5) }
  const living = frame({ ...rows, segment: states.map(() => 'all'), activity: states, expectedOrders: expected! })
  const [all] = valueAtStake(living, ['all'])
  expect(all.expectedSales).toBeCloseTo(20 * sum(expected!), 6)
})

test('days are used if all bought once, few bought again, or the model does not reproduce the orders; this is reported', () => {
  const says = (orders: Float64Array, recency = log.recency) => {
    const told = activity(frame({ orders, recency, tenure: log.tenure }))
    expect(told.by).toBe('days')
    expect(told.chance).toBeUndefined()
    return told.says
  }
  const ones = log.orders.map(() => 1)
  expect(says(ones, log.tenure)).toMatch(
    /All customers bought once, so their orders cannot show who is still active\.$/,
  )
  const five = ones.map((one, i) => (i < 5 ? 3 : one))
  expect(says(five)).toMatch(/Only 5 customers bought more than once, so/)
  // Half of them order each day, and the others never again.
  const odd = log.tenure.map((days, i) => (i % 2 ? 1 : days))
  const oddRecency = log.tenure.map((days, i) => (i % 2 ? days : 0))
  expect(says(odd, oddRecency)).toMatch(/The model of their orders \(BG\/NBD\) does not fit: it expects [\d,]+ orders/)
})

test('if most bought once, this is said first', () => {
  const few = log.orders.map((times, i) => (i % 4 ? 1 : times))
  const recency = log.recency.map((days, i) => (i % 4 ? log.tenure[i] : days))
  expect(orderModel(few, recency, log.tenure, { months: 1 }).says).toMatch(/^Most customers, \d+%, bought once\. /)
})
