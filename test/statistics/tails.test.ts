import { expect, test } from 'vitest'
import { chiSquareTail, fTail, normalCritical, normalTails, tTails } from '../../lib/statistics/tails.js'
import { expectClose, fixture } from '../fixtures/statistics.js'

const { tails } = fixture

test.each(tails.chiSquare)('P(chi-square > %d) with %d degrees equals that of scipy 1.17.1', (x, df, p) => {
  expectClose(chiSquareTail(x, df), p)
})

test.each(tails.f)('P(F > %d) with %d and %d degrees equals that of scipy 1.17.1', (x, d1, d2, p) => {
  expectClose(fTail(x, d1, d2), p)
})

test.each(tails.t)('P(|T| > |%d|) with %d degrees equals that of scipy 1.17.1', (t, df, p) => {
  expectClose(tTails(t, df), p)
})

test.each(tails.normal)('P(|Z| > |%d|) equals that of scipy 1.17.1', (z, p) => {
  expectClose(normalTails(z), p)
})

test('an infinite F or t has p 0, and a chi-square of 0 has p 1', () => {
  expect(fTail(Infinity, 2, 9)).toBe(0)
  expect(tTails(-Infinity, 9)).toBe(0)
  expect(chiSquareTail(0, 3)).toBe(1)
})

test('the critical value inverts the tails', () => {
  expectClose(normalCritical(0.05), 1.959963984540054)
  expectClose(normalTails(normalCritical(0.003)), 0.003)
})
