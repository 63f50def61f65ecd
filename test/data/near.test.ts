import { expect, test } from 'vitest'
import { FIELDS } from '../../lib/data/fields.js'
import { nearName } from '../../lib/data/near.js'

const near = (name: string) =>
  nearName(
    name,
    FIELDS.map(({ column }) => column),
  )

test('a name is near one with nearly the same letters, or with a shared distinctive word', () => {
  const cases = { Genre: 'Gender', Annual_Income: 'Income_Level', Education: 'Education_Level', ID: 'Customer_ID', clientId: 'Customer_ID', 'Amount of purchase': 'Purchase_Amount' } // biome-ignore format: one line
  for (const [name, meant] of Object.entries(cases)) expect(near(name)).toBe(meant)
})

test('a name is near none if it shares only what several names have', () => {
  for (const name of ['Customer Name', 'Purchase', 'Quantity', 'Time', '', '年齢']) expect(near(name)).toBeUndefined()
})
