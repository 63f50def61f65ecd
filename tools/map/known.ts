import type { Column } from './column.js'

/** How a column of the contract is recognised: by its name in words, and by what it holds. */
export interface Known {
  /** the contract's column */
  readonly column: string
  /** names in words, the surest first */
  readonly names: readonly RegExp[]
  /** the column's values in SQL; undefined where the values are of another meaning */
  readonly as: (column: Column) => { sql: string; note?: string } | string | undefined
}

const isText = ({ kind }: Column): boolean => kind === 'text' || kind === 'flag'
const within = (low: number, high: number) => (column: Column) => {
  if (column.kind !== 'number') return 'it holds no numbers'
  if (column.min < low || column.max > high)
    return `it runs from ${column.min} to ${column.max}, and ours from ${low} to ${high}`
  return { sql: column.sql }
}
const amount = (column: Column) =>
  column.kind === 'number' && column.min >= 0 ? { sql: column.sql } : 'it holds no amounts of at least 0'
const flag = (column: Column) => {
  if (column.kind === 'flag') return { sql: column.sql }
  if (column.kind === 'number' && column.min === 0 && column.max > 0) return { sql: `${column.sql} > 0` }
  return 'it does not say yes or no'
}
const plain = (column: Column) => {
  if (!isText(column) && column.kind !== 'number') return 'it holds no text'
  if (column.kind === 'number' && !column.whole) return 'it holds numbers'
  return { sql: column.kind === 'text' ? column.sql : `CAST(${column.sql} AS VARCHAR)` }
}
const words = (column: Column) =>
  column.kind === 'number'
    ? `its codes (${column.top.slice(0, 6).join(', ')}) do not say what they mean`
    : plain(column)

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

/** Each of a few levels by what it seems to mean, one line each, so that it can be changed. */
function levels(column: string) {
  return (found: Column): { sql: string; note?: string } | string => {
    if (found.kind === 'number') return `its codes (${found.top.slice(0, 6).join(', ')}) do not say what they mean`
    if (found.distinct > 30) return `it has ${found.distinct} different values`
    const meant = found.top.map((level) => [level, LEVELS[column].find(([, like]) => like.test(level))?.[0]] as const)
    const known = meant.filter((pair): pair is readonly [string, string] => pair[1] !== undefined)
    if (known.length === 0) return `its values (${found.top.slice(0, 4).join(', ')}) are none of our levels`
    const cases = known.map(([level, ours]) => `WHEN ${literal(level)} THEN ${literal(ours)}`)
    const others = meant.filter(([, ours]) => ours === undefined).map(([level]) => level)
    return {
      sql: `CASE trim(${found.sql})\n    ${cases.join('\n    ')} END`,
      ...(others.length && { note: `${others.join(', ')} become missing` }),
    }
  }
}

/** A text as SQL writes it. */
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

/** Words such as Weekly as purchases per month. */
export function rates(found: Column): { sql: string; note?: string } | undefined {
  if (found.kind !== 'text' || found.distinct > 20) return undefined
  const meant = found.top.map((level) => [level, RATES.find(([like]) => like.test(level))?.[1]] as const)
  if (meant.some(([, rate]) => rate === undefined) || meant.length < 2) return undefined
  return {
    sql: `CASE trim(${found.sql})\n    ${meant.map(([level, rate]) => `WHEN ${literal(level)} THEN ${rate}`).join('\n    ')} END`,
  }
}

/** The columns that a customer has of himself; what he spent, how often and when is worked out in guess.ts. */
export const KNOWN: readonly Known[] = [
  { column: 'Age', names: [/^age$/, /^(customer|client) age$/, /^age (years|in years)$/], as: within(0, 130) },
  { column: 'Gender', names: [/^(gender|genre|sex)$/, /gender|^sex$/], as: words },
  {
    column: 'Marital_Status',
    names: [/^marital( status)?$/, /marital|civil status|marriage/],
    as: levels('Marital_Status'),
  },
  { column: 'Education_Level', names: [/^education( level)?$/, /education|degree/], as: levels('Education_Level') },
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
  { column: 'Product_Rating', names: [/rating/], as: within(1, 5) },
  { column: 'Customer_Satisfaction', names: [/satisfaction/], as: within(1, 10) },
  { column: 'Return_Rate', names: [/^return(s| rate|ed)?$|^number of returns$|returns$/], as: amount },
  { column: 'Device_Used_for_Shopping', names: [/^device/, /device$/], as: words },
  {
    column: 'Payment_Method',
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
    names: [/^(shipping|ship)( mode| type| preference)?$/, /shipping|ship mode|delivery/],
    as: levels('Shipping_Preference'),
  },
]
