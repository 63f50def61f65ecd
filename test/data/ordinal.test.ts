import { expect, test } from 'vitest'
import { frame } from '../../lib/data/frame.js'
import { levelsOf, ordinal } from '../../lib/data/ordinal.js'

test('levels are equally spaced from 0 to 1, and "None" is one of them', () => {
  const customers = frame({
    ads: ['None', 'Low', 'Medium', 'High'],
    discountSensitivity: ['Not Sensitive', 'Somewhat Sensitive', 'Very Sensitive', 'Not Sensitive'],
  })
  expect([...ordinal(customers, 'ads')]).toEqual([0, 1 / 3, 2 / 3, 1])
  expect([...ordinal(customers, 'discountSensitivity')]).toEqual([0, 0.5, 1, 0])
})

test('a missing level is NaN', () => {
  expect([...ordinal(frame({ income: [null, 'Middle'] }), 'income')]).toEqual([NaN, 0.5])
})

test('a level that the field does not have is refused with its row, not placed below the lowest', () => {
  expect(() => ordinal(frame({ ads: ['Low', 'Extreme'] }), 'ads')).toThrow(RangeError)
  expect(() => ordinal(frame({ ads: ['Low', 'Extreme'] }), 'ads')).toThrow(
    /None, Low, Medium, High, got "Extreme" in row 1/,
  )
})

test('a field without levels, or an unknown field, is refused with its name', () => {
  expect(levelsOf('income')).toEqual(['Low', 'Middle', 'High'])
  expect(() => levelsOf('age')).toThrow(new RangeError('ordinal requires a field with levels, got age'))
  expect(() => levelsOf('agee')).toThrow('got agee')
})
