import type { Column } from './column.js'

/** How to recognize a column of the contract: by its name, and by its values. */
export interface Known {
  /** the contract's column */
  readonly column: string
  /** patterns of names in words, the surest first */
  readonly names: readonly RegExp[]
  /** tests the values, for files without a header */
  readonly values?: (column: Column) => boolean
  /** SQL of the column's values; undefined, or the reason as text, if they do not fit */
  readonly as: (column: Column) => { sql: string; note?: string } | string | undefined
}

const isText = ({ kind }: Column): boolean => kind === 'text' || kind === 'flag'
const within = (low: number, high: number) => (column: Column) => {
  if (column.kind !== 'number') return 'it contains no numbers'
  if (column.min < low || column.max > high)
    return `its range is ${column.min} to ${column.max}, but ours is ${low} to ${high}`
  return { sql: column.sql }
}
const amount = (column: Column) =>
  column.kind === 'number' && column.min >= 0 ? { sql: column.sql } : 'it contains amounts below 0, or no numbers'
const flag = (column: Column) => {
  if (column.kind === 'flag') return { sql: column.sql }
  if (column.kind === 'number' && column.min === 0 && column.max > 0) return { sql: `${column.sql} > 0` }
  return 'it does not say yes or no'
}
const plain = (column: Column) => {
  if (!isText(column) && column.kind !== 'number') return 'it contains no text'
  if (column.kind === 'number' && !column.whole) return 'it contains numbers'
  return { sql: column.kind === 'text' ? column.sql : `CAST(${column.sql} AS VARCHAR)` }
}
const words = (column: Column) => (column.kind === 'number' ? codes(column) : plain(column))
/** Codes distinguish customers as well as words do; the user may know their meaning. */
const codes = (column: Column) =>
  column.whole && column.distinct <= 30
    ? {
        sql: `CAST(${column.sql} AS VARCHAR)`,
        note: `the meaning of its codes (${column.top.slice(0, 6).join(', ')}) is unknown: replace them with CASE ${column.sql} WHEN '${column.top[0]}' THEN '...' END`,
      }
    : 'it contains numbers'

const LEVELS: Record<string, readonly [string, RegExp][]> = {
  Education_Level: [
    ['Doctorate', /phd|ph\.d|doctor/i],
    ["Master's", /master|mba|msc|2n cycle|post ?grad/i],
    ["Bachelor's", /bachelor|graduat|college|tertiary|university|degree|undergrad|bsc|uni\b/i],
    ['High School', /high|school|basic|primary|secondary|elementary|diploma/i],
  ],
  Marital_Status: [
    ['Married', /married|together|partner|union|spouse|cohabit/i],
    ['Divorced', /divorc|separat/i],
    ['Widowed', /widow/i],
    ['Single', /single|alone|never|unmarried/i],
  ],
  Income_Level: [
    ['Low', /^low|below/i],
    ['High', /^high|above/i],
    ['Middle', /^(middle|medium|mid|average|moderate)/i],
  ],
  Shipping_Preference: [
    ['Standard', /standard|regular|free|normal|store|economy/i],
    ['Express', /express|first class|second class|same day|next day|2-day|two day|priority|fast/i],
  ],
}

/**
 * Map each of a few levels to its likely meaning, on one line each, so that the user can change it.
 *
 * @param open whether other levels are allowed; they then stay as they are
 */
function levels(column: string, open: boolean) {
  return (found: Column): { sql: string; note?: string } | string => {
    if (found.kind === 'number') {
      if (open) return codes(found)
      return `the meaning of its codes (${found.top.slice(0, 6).join(', ')}) is unknown`
    }
    if (found.distinct > 30) return `it has ${found.distinct} different values`
    const meant = found.top.map((level) => [level, LEVELS[column].find(([, like]) => like.test(level))?.[0]] as const)
    const known = meant.filter((pair): pair is readonly [string, string] => pair[1] !== undefined)
    if (known.length === 0)
      return open ? plain(found) : `its values (${found.top.slice(0, 4).join(', ')}) are not among our levels`
    const others = meant.filter(([, ours]) => ours === undefined).map(([level]) => level)
    if (known.every(([level, ours]) => level === ours) && (open || others.length === 0)) return { sql: found.sql }
    const cases = known.map(([level, ours]) => `WHEN ${literal(level)} THEN ${literal(ours)}`)
    const rest = open && others.length ? `\n    ELSE trim(${found.sql})` : ''
    return {
      sql: `CASE trim(${found.sql})\n    ${cases.join('\n    ')}${rest} END`,
      ...(others.length && !open && { note: `${others.join(', ')} become missing` }),
    }
  }
}

/** Quote a text for SQL. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

const RATES: readonly [RegExp, string][] = [
  [/^(daily|every day)$/i, '30.4'],
  [/^weekly$|every week/i, '4.33'],
  [/bi-?weekly|fortnight|every (2|two) weeks/i, '2.17'],
  [/^monthly$|once a month/i, '1'],
  [/bi-?monthly|every (2|two) months/i, '0.5'],
  [/quarter|every (3|three) months/i, '0.33'],
  [/half|semi-?annual|every (6|six) months/i, '0.17'],
  [/annual|year/i, '0.083'],
  [/^rarely|seldom|never/i, '0.083'],
]

/** Map words such as Weekly to purchases per month. */
export function rates(found: Column): { sql: string; note?: string } | undefined {
  if (found.kind !== 'text' || found.distinct > 20) return undefined
  const meant = found.top.map((level) => [level, RATES.find(([like]) => like.test(level))?.[1]] as const)
  if (meant.some(([, rate]) => rate === undefined) || meant.length < 2) return undefined
  return {
    sql: `CASE trim(${found.sql})\n    ${meant.map(([level, rate]) => `WHEN ${literal(level)} THEN ${rate}`).join('\n    ')} END`,
  }
}

const all = (like: RegExp) => (column: Column) =>
  column.kind === 'text' && column.top.every((value) => like.test(value))

/** Columns that describe a customer; amounts, frequency and dates are mapped in guess.ts. */
export const KNOWN: readonly Known[] = [
  {
    column: 'Age',
    names: [/^age$/, /^(customer|client) age$/, /^age (years|in years)$/],
    values: ({ kind, whole, min, max, distinct }) =>
      kind === 'number' && whole && min >= 15 && max <= 100 && max - min > 20 && distinct > 20,
    as: within(0, 130),
  },
  {
    column: 'Gender',
    values: all(/^(fe)?male$|^[mf]$|woman|^man$/i),
    names: [/^(gender|genre|sex)$/, /gender|^sex$/],
    as: words,
  },
  {
    column: 'Marital_Status',
    names: [/^marital( status)?$/, /marital|civil status|marriage/],
    as: levels('Marital_Status', true),
  },
  {
    column: 'Education_Level',
    names: [/^education( level)?$/, /education|degree/],
    as: levels('Education_Level', false),
  },
  { column: 'Occupation', names: [/^(occupation|job|profession)$/, /occupation|profession|job/], as: plain },
  {
    column: 'Location',
    names: [
      /^(city|town)$/,
      /^location$|^city|city$/,
      /settlement/,
      /^(state|region|province|county)$/,
      /country|region|state$/,
    ],
    as: plain,
  },
  {
    column: 'Purchase_Category',
    names: [
      /^sub ?category$/,
      /^(category|product category|purchase category|favou?rite category)$/,
      /category|department|product line/,
    ],
    as: words,
  },
  {
    column: 'Purchase_Channel',
    names: [/^(channel|purchase channel|order channel|sales channel)$/, /channel$/],
    as: words,
  },
  { column: 'Brand_Loyalty', names: [/^(brand )?loyalty( score)?$/], as: within(1, 5) },
  {
    column: 'Product_Rating',
    values: ({ kind, min, max }) => kind === 'number' && min >= 1 && max <= 5 && max > 3,
    names: [/rating/],
    as: within(1, 5),
  },
  { column: 'Customer_Satisfaction', names: [/satisfaction/], as: within(1, 10) },
  { column: 'Return_Rate', names: [/^return(s| rate|ed)?$|^number of returns$|returns$/], as: amount },
  { column: 'Device_Used_for_Shopping', names: [/^device/, /device$/], as: words },
  {
    column: 'Payment_Method',
    values: all(/credit|debit|cash|pay ?pal|card|transfer|wallet|invoice|venmo/i),
    names: [/^payment( method| type| mode)?$/, /payment method|pay method/, /preferred payment/],
    as: words,
  },
  {
    column: 'Discount_Used',
    names: [/^discount (used|applied)$/, /^discount$/, /discount|promo|coupon|deals/],
    as: flag,
  },
  {
    column: 'Customer_Loyalty_Program_Member',
    names: [/loyalty (program|member)|membership|^member$/, /subscription|subscriber|member/],
    as: flag,
  },
  {
    column: 'Shipping_Preference',
    values: all(/shipping|express|standard|class|next day|same day|2-day|pickup/i),
    names: [/^(shipping|ship)( mode| type| preference)?$/, /shipping|ship mode|delivery/],
    as: levels('Shipping_Preference', true),
  },
]
