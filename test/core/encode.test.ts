import { expect, test } from 'vitest'
import { encode } from '../../lib/core/encode.js'

test('levels are sorted, and each row carries the index of its level', () => {
  const { levels, codes } = encode(Object.freeze(['b', 'a', null, 'b']))
  expect(levels).toEqual(['a', 'b'])
  expect(Array.from(codes)).toEqual([1, 0, -1, 1])
})

test('numbers are sorted as numbers, text by character code', () => {
  expect(encode([10, 9, NaN]).levels).toEqual(['9', '10'])
  expect(encode(Int32Array.of(2, -1)).levels).toEqual(['-1', '2'])
  expect(encode(['é', 'z', 'Z']).levels).toEqual(['Z', 'z', 'é'])
  expect(encode([true, false]).levels).toEqual(['false', 'true'])
})

test('"None" is a level, and so is empty text; null, undefined and NaN are missing', () => {
  expect(Array.from(encode(['None', '', null, undefined as never, NaN]).codes)).toEqual([1, 0, -1, -1, -1])
})

test('given levels keep their order, and a level that does not occur stays', () => {
  const { levels, codes } = encode(['High', 'Low'], ['Low', 'Medium', 'High'])
  expect(levels).toEqual(['Low', 'Medium', 'High'])
  expect(Array.from(codes)).toEqual([2, 0])
})

test('a value outside the given levels is reported with its place', () => {
  expect(() => encode(['Low', 'low'], ['Low'])).toThrow('encode requires one of Low, got "low" at index 1')
})
