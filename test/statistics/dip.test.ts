import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dip, hull } from '../../lib/statistics/dip.js'

interface Dip {
  x: number[]
  dip: number
}

/** Made by make_one_cloud.R: diptest 0.76.0. */
const dips = Object.entries<Dip>(
  JSON.parse(readFileSync(new URL('../fixtures/one-cloud.json', import.meta.url), 'utf8')).dips,
)
const sorted = (x: readonly number[]) => Float64Array.from(x).sort()

const close = fc.uniqueArray(fc.nat(20), { minLength: 2, maxLength: 12 }).map(sorted)
const different = fc
  .uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 })
  .map((values) => sorted(values))

it.each(dips)('%s has the dip of diptest 0.76.0', (_, { x, dip: of }) => {
  expect(Math.abs(dip(sorted(x)) - of)).toBeLessThan(1e-9)
})

it('one number, or equally spaced numbers, have a dip of half a row, the least possible', () => {
  expect(dip([7])).toBe(1 / 2)
  for (const n of [2, 5, 20, 33]) expect(dip(Array.from({ length: n }, (_, i) => 3 * i - 7))).toBe(1 / (2 * n))
})

it('two equal heaps have a dip of a quarter, the most possible for distinct rows', () => {
  expect(dip([1, 1, 1, 9, 9, 9])).toBe(0.25)
  expect(dip(Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? 0 : 1e6) + i))).toBeCloseTo(0.25, 4)
})

it('distinct numbers have a dip between half a row and a quarter', () => {
  fc.assert(
    fc.property(different, (x) => {
      expect(dip(x)).toBeGreaterThanOrEqual(1 / (2 * x.length))
      expect(dip(x)).toBeLessThanOrEqual(0.25 + 1e-12)
    }),
  )
})

it('mirroring, another unit or another origin changes nothing', () => {
  fc.assert(
    fc.property(different, (x) => {
      expect(dip(x.map((value) => -value).reverse())).toBeCloseTo(dip(x), 12)
      expect(dip(x.map((value) => 8 * value + 64))).toBeCloseTo(dip(x), 12)
    }),
  )
})

it('a widening gap never lowers the dip of two heaps', () => {
  const heaps = (gap: number) => Float64Array.from({ length: 40 }, (_, i) => i + (i < 20 ? 0 : gap))
  const found = [0, 2, 5, 10, 50].map((gap) => dip(heaps(gap)))
  for (let i = 1; i < found.length; i++) expect(found[i]).toBeGreaterThan(found[i - 1])
})

// Few different slopes, so that corners on one line come up.
it('the hull has the corners of the greatest convex minorant, and mirrored, those of the least concave majorant', () => {
  fc.assert(
    fc.property(close, fc.infiniteStream(fc.nat(5)), (x, stream) => {
      const heights = Float64Array.from(x, () => stream.next().value as number)
      const corners = [...hull(x, heights, 0, x.length - 1, 1)]
      expect([corners[0], corners[corners.length - 1]]).toEqual([0, x.length - 1])
      const slope = (a: number, b: number) => (heights[b] - heights[a]) / (x[b] - x[a])
      for (let c = 1; c < corners.length; c++) {
        const [a, b] = [corners[c - 1], corners[c]]
        if (c > 1) expect(slope(a, b)).toBeGreaterThan(slope(corners[c - 2], a))
        for (let i = a + 1; i < b; i++) expect(slope(a, i)).toBeGreaterThanOrEqual(slope(a, b))
      }
      const mirrored = heights.map((height) => -height)
      expect([...hull(x, mirrored, 0, x.length - 1, -1)]).toEqual(corners)
    }),
  )
})

it('the input is not modified, and no numbers are refused', () => {
  const x = Object.freeze([1, 2, 2, 9])
  expect(dip(x)).toBeGreaterThan(0)
  expect(() => dip([])).toThrow(new RangeError('dip requires at least 1 number, got 0'))
})
