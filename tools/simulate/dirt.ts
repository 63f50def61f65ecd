import { core } from 'segments'
import type { Row } from './customer.js'
import { type Draws, draws, type Source } from './draws.js'

/** Amounts of dirt, as shares of the customers. */
const DUPLICATES = 0.004
const IMPOSSIBLE_AGES = 0.0034
const MISPELT = 0.015
const MISSING = { Age: 0.042, Education_Level: 0.046, Location: 0.052 } as const
const AGES = ['212', '3', '0', '150', '-4', '999', '1', '121', '7', '5']
const SPELLABLE = [
  'Gender',
  'Income_Level',
  'Education_Level',
  'Purchase_Category',
  'Purchase_Channel',
  'Social_Media_Influence',
  'Discount_Sensitivity',
  'Engagement_with_Ads',
]

/**
 * Add what preparation has to clean: impossible ages, other spellings of a level (case, spaces and hyphens only),
 * missing demographics, and exact copies of whole rows, somewhere after the original.
 *
 * @param incomeFollowsAge whether income is missing more often at higher ages, 2 to 11 %; otherwise 4.5 % for everyone
 * @returns new rows, more than were given; the given rows are not modified
 */
export function soiled(rows: readonly Row[], incomeFollowsAge: boolean, source: Source): Row[] {
  const draw = draws(source)
  const order = core.shuffled(rows.length, source)
  const impossible = new Set(order.slice(0, Math.round(rows.length * IMPOSSIBLE_AGES)))
  const soiledRows = rows.map((row, i) => {
    const aged = impossible.has(i) ? { ...row, Age: AGES[draw.below(AGES.length)] } : row
    return gaps(
      misspelt(aged, draw),
      incomeFollowsAge ? incomeMissing(Number(row.Age)) : 0.045,
      impossible.has(i),
      draw,
    )
  })
  return withCopies(soiledRows, Math.round(rows.length * DUPLICATES), draw)
}

/** The probability that income is missing: from 2.2 % at 18 to 10.7 % at 75; 4.7 % at 35. */
function incomeMissing(age: number): number {
  return 0.02 + 0.0015 * (age - 17)
}

function gaps(row: Row, incomeChance: number, keepAge: boolean, { chance }: Draws): Row {
  const gapped = { ...row }
  for (const [column, share] of Object.entries(MISSING)) {
    if (chance(share) && !(keepAge && column === 'Age')) gapped[column] = ''
  }
  if (chance(incomeChance)) gapped.Income_Level = ''
  return gapped
}

function misspelt(row: Row, { chance, below }: Draws): Row {
  const spelt = { ...row }
  for (const column of SPELLABLE) {
    if (!chance(MISPELT)) continue
    const others = spellings(row[column])
    spelt[column] = others[below(others.length)]
  }
  return spelt
}

/** Return other spellings of a level that differ only in case, spaces and hyphens. */
function spellings(level: string): string[] {
  const all = [level.toLowerCase(), level.toUpperCase(), ` ${level}`, `${level} `]
  return level.includes('-') ? [...all, level.replace('-', ' '), level.replace('-', '').toLowerCase()] : all
}

function withCopies(rows: readonly Row[], count: number, { below }: Draws): Row[] {
  const all = [...rows]
  for (let i = 0; i < count; i++) {
    const from = below(all.length)
    const to = from + 1 + below(all.length - from)
    all.splice(to, 0, { ...all[from] })
  }
  return all
}
