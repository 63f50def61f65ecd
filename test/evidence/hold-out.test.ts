import { expect, test } from 'vitest'
import { adjustedRand } from '../../lib/clusters/adjusted-rand.js'
import { type Segmentation, segmentCustomers } from '../../lib/clusters/segment.js'
import { random } from '../../lib/core/random.js'
import { numbers, texts } from '../../lib/data/columns.js'
import { holdOut, rowsOf } from '../../lib/evidence/hold-out.js'
import { preparedSample, segmentedSample } from '../sample.js'

const segmentation = segmentedSample()
const held = holdOut(segmentation)

/** The same segmentation, but that some customers are strangers: points far off, in other segments. */
function estranged(rows: readonly number[]): Segmentation {
  const next = random(4)
  const { x } = segmentation.space
  const data = x.data.slice()
  const labels = segmentation.labels.slice()
  for (const row of rows) {
    for (let j = 0; j < x.cols; j++) data[row * x.cols + j] = 40 * next() - 20
    labels[row] = (labels[row] + 1) % segmentation.k
  }
  return { ...segmentation, labels, space: { ...segmentation.space, x: { ...x, data } } }
}

test('half of the customers are tested on, each once', () => {
  expect(held.rows).toHaveLength(200)
  expect(new Set(held.rows).size).toBe(200)
  expect([...held.rows]).toEqual([...held.rows].sort((a, b) => a - b))
  expect([Math.min(...held.rows) >= 0, Math.max(...held.rows) < 400]).toEqual([true, true])
})

test('the test half never helps to form the segments: strangers in it change nobody else', () => {
  const strangers = Array.from(held.rows).filter((_, i) => i % 2 === 0)
  const others = held.rows.map((_, i) => i).filter((i) => i % 2 === 1)
  const again = holdOut(estranged(strangers))
  expect(again.rows).toEqual(held.rows)
  expect([...others].map((i) => again.labels[i])).toEqual([...others].map((i) => held.labels[i]))
})

test('the other half forms them: strangers in it change the segments', () => {
  const tested = new Set(held.rows)
  const strangers = Array.from({ length: 400 }, (_, row) => row).filter((row) => !tested.has(row) && row % 2 === 0)
  expect(holdOut(estranged(strangers)).labels).not.toEqual(held.labels)
})

test('segments have the numbers and names of the segmentation, and agree with it by the adjusted Rand index', () => {
  expect(held.segmentOf).toEqual(Array.from(held.labels, (label) => segmentation.segments[label].name))
  const all = held.rows.map((row) => segmentation.labels[row])
  expect(held.agreement).toBe(adjustedRand(held.labels, all))
  expect(held.agreement).toBeGreaterThan(0.8)
  expect(held.labels.filter((label, i) => label === all[i]).length).toBeGreaterThan(180)
})

test('numbers are those of the segmentation, even if its clusters were put in another order', () => {
  const turned = { ...segmentation, labels: segmentation.labels.map((label) => [2, 0, 1][label]) }
  expect(holdOut(turned).labels).toEqual(held.labels.map((label) => [2, 0, 1][label]))
})

test('when segments are formed without a feature, its values change no segment; other features do', () => {
  const { x } = segmentation.space
  const changed = (column: number) => {
    const data = x.data.map((value, at) => (at % x.cols === column ? Math.sin(at) : value))
    return holdOut({ ...segmentation, space: { ...segmentation.space, x: { ...x, data } } }).segmentOfWithout
  }
  const [first] = segmentation.space.features
  expect([...held.segmentOfWithout.keys()]).toEqual(segmentation.space.features.map(({ column }) => column))
  expect(changed(0).get(first.column)).toEqual(held.segmentOfWithout.get(first.column))
  expect(changed(1).get(first.column)).not.toEqual(held.segmentOfWithout.get(first.column))
})

test('a feature without which too few distinct customers are left is missing from the result', () => {
  const { space } = segmentation
  const { rows, cols, data } = space.x
  const only = { rows, cols, data: data.map((value, at) => (at % cols === 0 ? value : 0)) }
  const { segmentOfWithout } = holdOut({ ...segmentation, space: { ...space, x: only } })
  expect(segmentOfWithout.has(space.features[0].column)).toBe(false)
  expect(segmentOfWithout.has(space.features[1].column)).toBe(true)
})

test('the same seed holds out the same customers, another seed others', () => {
  expect(holdOut(segmentation, { seed: 1 })).toEqual(held)
  expect(holdOut(segmentation, { seed: 2 }).rows).not.toEqual(held.rows)
})

test('with an odd number, the larger half forms the segments, and each of 8 segments keeps its own number', () => {
  const few = rowsOf(
    preparedSample().customers,
    Int32Array.from({ length: 101 }, (_, i) => i),
  )
  const eight = segmentCustomers(few, { k: 8 })
  const { rows, labels } = holdOut(eight)
  expect(rows).toHaveLength(50)
  expect(labels.every((label) => label >= 0 && label < 8)).toBe(true)
})

test('rows of a frame are returned in the given order', () => {
  const { customers } = preparedSample()
  const some = rowsOf(customers, Int32Array.of(5, 0, 399))
  expect(texts(some, 'id')).toEqual([5, 0, 399].map((row) => texts(customers, 'id')[row]))
  expect([...numbers(some, 'value')]).toEqual([5, 0, 399].map((row) => numbers(customers, 'value')[row]))
})

test('the segmentation is not modified', () => {
  const before = JSON.stringify(segmentation)
  holdOut(segmentation, { seed: 3 })
  expect(JSON.stringify(segmentation)).toBe(before)
})

test('with more customers than the sample, half of the sample is tested on', () => {
  const next = random(3)
  const n = 2_300
  const data = Float64Array.from({ length: 2 * n }, (_, at) => next() + (Math.floor(at / 2) % 2 ? 4 : 0))
  const labels = Int32Array.from({ length: n }, (_, row) => row % 2)
  const space = {
    ...segmentation.space,
    features: segmentation.space.features.slice(0, 2),
    x: { rows: n, cols: 2, data },
  }
  const large = holdOut(
    { ...segmentation, k: 2, segments: segmentation.segments.slice(0, 2), space, labels },
    { sample: 2000 },
  )
  expect(large.rows.length).toBe(1000)
  expect(new Set(large.rows).size).toBe(1000)
  expect(large.agreement).toBe(1)
})
