import { expect, test } from 'vitest'
import { numbers, values } from '../../lib/data/columns.js'
import { derive } from '../../lib/data/derive.js'
import { frame, pick } from '../../lib/data/frame.js'
import { heldColumns } from '../../lib/data/held.js'

const customers = () => frame({ id: ['a', 'b', 'c'], amount: Float64Array.of(1, 2.5, NaN) })

test('columns stay as they are stored, and no function of the library on a frame creates rows', () => {
  const held = customers()
  const valued = derive(held, { double: (c) => c.amount.map((one: number) => 2 * one) })
  expect(valued.shape).toEqual([3, 3])
  expect(values(valued, 'amount')).toBeInstanceOf(Float64Array)
  expect(values(valued, 'id')).toBe(values(held, 'id'))
  expect(numbers(pick(valued, [2, 0]), 'double')).toEqual(Float64Array.of(NaN, 2))
  expect(valued.head(2).shape).toEqual([2, 3])
  expect(valued.loc({ columns: ['double', 'id'] }).columns).toEqual(['double', 'id'])
  expect(heldColumns.has(held) && heldColumns.has(valued)).toBe(true)
})

test('danfo gets its rows when it asks for them, and later changes in place are seen', () => {
  const held = customers()
  expect(held.values).toEqual([
    ['a', 1],
    ['b', 2.5],
    ['c', NaN],
  ])
  const other = customers()
  other.addColumn('flag', [1, 0, 1], { inplace: true })
  expect(other.shape).toEqual([3, 3])
  expect([...numbers(other, 'flag')]).toEqual([1, 0, 1])
})

test('changing a list that went into or came out of a frame does not change the frame', () => {
  const amounts = Float64Array.of(1, 2)
  const held = frame({ amount: amounts })
  amounts[0] = 9
  numbers(held, 'amount')[1] = 9
  expect([...numbers(held, 'amount')]).toEqual([1, 2])
})
