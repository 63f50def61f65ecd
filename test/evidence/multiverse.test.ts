import { expect, test } from 'vitest'
import { segmentCustomers } from '../../lib/clusters/segment.js'
import { derive } from '../../lib/data/derive.js'
import { everySpace, WEIGHT_SETS } from '../../lib/evidence/choices.js'
import { multiverse } from '../../lib/evidence/multiverse.js'
import { featureSpace } from '../../lib/features/features.js'
import { multiverseCaption, multiverseSentences } from '../../lib/story/multiverse.js'
import { contents, preparedSample } from '../sample.js'

const { customers } = preparedSample()
const segmentation = segmentCustomers(customers, { k: 3 })
const found = multiverse(customers, segmentation, { rows: 150 })
/** Enough for what holds of any customers, however few: each of the 16 preparations is judged anew. */
const few = preparedSample({ customers: 120 }).customers
const noise = preparedSample({ structure: 'none', customers: 600 }).customers
const cloud = segmentCustomers(noise, { k: 3 })
const foundInNoise = multiverse(noise, cloud, { rows: 250 })

test('every choice is combined with every other, and the first preparation is that of the segmentation', () => {
  const names = found.preparations.map(({ weights, log, scaler }) => `${weights} ${log} ${scaler}`)
  expect(new Set(names).size).toBe(Object.keys(WEIGHT_SETS).length * 2 * 2)
  expect(everySpace(customers)[0].space).toEqual(featureSpace(customers))
  expect(found.preparations[0].changed[found.ks.indexOf(found.k)]).toBe(0)
})

test('planted groups have the same customers in every preparation, and another k moves more of them', () => {
  const atK = found.preparations.map(({ changed }) => changed[found.ks.indexOf(3)])
  expect(Math.max(...atK)).toBeLessThan(0.1)
  expect(found.effects[0].choice).toBe('k')
  expect(found.luck).toBe(0)
})

test('the verdict is segments on planted groups as prepared, and slices throughout on noise', () => {
  expect(found.preparations[0].verdict).toEqual({ kind: 'segments', best: 3 })
  expect(foundInNoise.preparations.map(({ verdict }) => verdict.kind)).toEqual(Array(16).fill('slices'))
})

test('in noise the preparation makes the groups, and the text says so', () => {
  const [preparation, verdict] = multiverseSentences(foundInNoise, 'slices')
  expect(preparation).toMatch(/slice a customer is in depends on how the data were prepared, so/)
  expect(verdict).toMatch(/\*slices\* in 16 of 16 preparations/)
  expect(multiverseSentences(found, 'segments')[0]).toMatch(/Which segment a customer is in hardly depends on/)
})

test('if no preparation gives the verdict, the sentence speaks of all of them, not of others', () => {
  const [, verdict] = multiverseSentences(foundInNoise, 'segments')
  expect(verdict).toMatch(/\*segments\* in 0 of 16 .* All of them: \*slices\*/)
})

test('verdicts that differ are reported with the choices that they share', () => {
  const preparations = found.preparations.map((one) => ({
    ...one,
    verdict: {
      ...(one.scaler === 'robust' && !one.log
        ? { kind: 'slices' as const, best: 1 }
        : { kind: 'segments' as const, best: 3 }),
    },
  }))
  const [, verdict] = multiverseSentences({ ...found, preparations }, 'segments')
  expect(verdict).toContain('*segments* in 12 of 16')
  expect(verdict).toContain(
    'The other 4 (without the log and robust scaler): *slices*, where the data support one cloud.',
  )
})

test('weights move nobody if all parts of the score are alike', () => {
  const high = (customers.column('loyalty').values as number[]).map((level) => level > 3)
  const alike = derive(customers, {
    ads: high.map((one) => (one ? 'High' : 'None')),
    social: high.map((one) => (one ? 'High' : 'None')),
    loyalty: high.map((one) => (one ? 5 : 1)),
    engagement: high.map(Number),
  })
  const { effects } = multiverse(alike, segmentCustomers(alike, { k: 3 }), { rows: 60 })
  expect(effects.find(({ choice }) => choice === 'weights')).toMatchObject({ median: 0, largest: 0 })
})

test('a choice without effect is not made: the log if value is no feature or constant, weights without engagement', () => {
  const even = derive(customers, { value: customers.column('value').values.map(() => 50) })
  const choices = (columns?: string[]) => everySpace(even, columns).map(({ choice }) => choice)
  expect(choices()).toHaveLength(Object.keys(WEIGHT_SETS).length * 2)
  expect(choices(['recency', 'satisfaction'])).toEqual([
    { weights: 'default', log: true, scaler: 'standard' },
    { weights: 'default', log: true, scaler: 'robust' },
  ])
})

test('if most preparations agree and some do not, their number is given', () => {
  const preparations = found.preparations.map((one, i) => ({
    ...one,
    changed: found.ks.map(() => (i === 15 ? 0.61 : 0.02)),
  }))
  const [preparation] = multiverseSentences({ ...found, preparations }, 'segments')
  expect(preparation).toContain('nearly the same segments, but 1 of 15 moves 10% of customers or more')
})

/** Few customers without groups, of one value: no log is tried, so half as many preparations are judged. */
const { customers: formless } = preparedSample({ structure: 'none', customers: 120 })
const even = derive(formless, { value: formless.column('value').values.map(() => 50) })

test('the same seed gives the same outcome, and another seed a different draw', () => {
  const before = contents(even)
  const groups = segmentCustomers(even, { k: 5 })
  const outcome = multiverse(even, groups, { rows: 60 })
  expect(outcome.effects.some(({ choice }) => choice === 'log')).toBe(false)
  expect(multiverse(even, groups, { rows: 60 })).toEqual(outcome)
  expect(multiverse(even, groups, { rows: 60, seed: 2 }).luck).not.toBe(outcome.luck)
  expect(contents(even)).toBe(before)
})

test('a robust scaler that finds no range is named, in the figure too', () => {
  const returns = Float64Array.from({ length: 120 }, (_, i) => (i % 20 === 0 ? 1 + (i % 3) : 0))
  const rare = derive(few, { returns })
  const { unscaled } = multiverse(rare, segmentCustomers(rare, { k: 3 }), { rows: 60 })
  expect(unscaled).toEqual(['Returns'])
  expect(found.unscaled).toEqual([])
  expect(multiverseCaption({ ...found, unscaled }, 'segments')).toContain('cannot rescale Returns')
})

test('k = 2 has no smaller neighbor', () => {
  expect(multiverse(even, segmentCustomers(even, { k: 2 }), { rows: 60 }).ks).toEqual([2, 3])
})
