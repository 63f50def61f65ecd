/** The type of a column's values, which determines how they are read. */
export type Kind = 'text' | 'money' | 'number' | 'integer' | 'flag' | 'ordered' | 'date'

/** One column of a file: its names, the values it may have, and its meaning. */
export interface Field {
  /** Its name in a DataFrame. */
  readonly name: string
  /** Its name in the file. */
  readonly column: string
  readonly kind: Kind
  readonly min?: number
  readonly max?: number
  /** For kind ordered: all levels, from low to high. For kind text: the known spellings; other texts may occur. */
  readonly levels?: readonly string[]
  /** Whether the file must have the column. Text may also be missing in a column that is not required. */
  readonly required: boolean
  /** Whether values may be missing. They stay missing (null or NaN) until they are imputed. */
  readonly mayMiss: boolean
  /** Whether values outside min to max, which are impossible, become missing instead of being an error. */
  readonly outsideIsMissing?: boolean
  /** A column that few files have: its absence is not reported. */
  readonly further?: true
  /** How spellings are unified: "exact" not at all, "case" by letter case, "loose" also by spaces and hyphens. */
  readonly spelling?: 'exact' | 'case' | 'loose'
  /** In units of money, $ stands for the currency of the run: see `inCurrency`. */
  readonly unit: string
  readonly meaning: string
}

const given = { required: false, mayMiss: false } as const
const may = { required: false, mayMiss: true } as const
const required = { required: true, mayMiss: false } as const
const exact = { ...required, kind: 'text', spelling: 'exact', unit: '' } as const
const text = { ...given, kind: 'text', spelling: 'loose', unit: '' } as const
const ordered = { ...given, kind: 'ordered', unit: '' } as const
const day = { ...given, kind: 'date', unit: 'M/D/YYYY or YYYY-MM-DD' } as const
const flag = { ...given, kind: 'flag', unit: 'TRUE or FALSE' } as const

const INFLUENCE = ['None', 'Low', 'Medium', 'High'] as const
const SENSITIVITY = ['Not Sensitive', 'Somewhat Sensitive', 'Very Sensitive'] as const
const GENDERS = [
  'Female',
  'Male',
  'Agender',
  'Bigender',
  'Genderfluid',
  'Genderqueer',
  'Non-binary',
  'Polygender',
] as const

/**
 * The columns of the customer file, in the order of the Kaggle file "E-commerce Consumer Behavior", and at the end the
 * date of the first purchase. A file needs the first column and any two others. The readers, the cleaning and the data
 * dictionary all use this table.
 *
 * @example FIELDS[0].column // 'Customer_ID'
 */
export const FIELDS: readonly Field[] = [
  { name: 'id', column: 'Customer_ID', ...exact, meaning: 'identifies the customer; one row each' },
  {
    name: 'age',
    column: 'Age',
    ...may,
    kind: 'number',
    min: 10,
    max: 110,
    outsideIsMissing: true,
    unit: 'years',
    meaning: 'age of the customer',
  },
  { name: 'gender', column: 'Gender', ...text, ...may, levels: GENDERS, meaning: 'gender, as the customer gave it' },
  {
    name: 'income',
    column: 'Income_Level',
    ...ordered,
    ...may,
    levels: ['Low', 'Middle', 'High'],
    meaning: 'level of income',
  },
  {
    name: 'maritalStatus',
    column: 'Marital_Status',
    ...text,
    ...may,
    levels: ['Single', 'Married', 'Divorced', 'Widowed'],
    meaning: 'marital status',
  },
  {
    name: 'education',
    column: 'Education_Level',
    ...ordered,
    ...may,
    levels: ['High School', "Bachelor's", "Master's", 'Doctorate'],
    meaning: 'highest level of education',
  },
  { name: 'occupation', column: 'Occupation', ...text, ...may, meaning: 'occupation, in the words of the file' },
  {
    name: 'location',
    column: 'Location',
    ...text,
    ...may,
    spelling: 'case',
    meaning: 'town where the customer lives',
  },
  { name: 'category', column: 'Purchase_Category', ...text, meaning: 'category of the purchases' },
  {
    name: 'amount',
    column: 'Purchase_Amount',
    ...given,
    kind: 'money',
    min: 0,
    unit: '$ per purchase',
    meaning: 'amount spent per purchase',
  },
  {
    name: 'frequency',
    column: 'Frequency_of_Purchase',
    ...given,
    kind: 'number',
    min: 0,
    unit: 'purchases per month',
    meaning: 'how often the customer buys',
  },
  {
    name: 'channel',
    column: 'Purchase_Channel',
    ...text,
    levels: ['Online', 'In-Store', 'Mixed'],
    meaning: 'where the customer buys',
  },
  {
    name: 'loyalty',
    column: 'Brand_Loyalty',
    ...given,
    kind: 'integer',
    min: 1,
    max: 5,
    unit: '1 to 5',
    meaning: 'loyalty to the brand; 5 is the most loyal',
  },
  {
    name: 'rating',
    column: 'Product_Rating',
    ...given,
    kind: 'number',
    min: 1,
    max: 5,
    unit: '1 to 5',
    meaning: 'how the customer rates the products; 5 is best',
  },
  {
    name: 'researchHours',
    column: 'Time_Spent_on_Product_Research(hours)',
    ...given,
    kind: 'number',
    min: 0,
    unit: 'hours',
    meaning: 'time spent researching a product before buying it',
  },
  {
    name: 'social',
    column: 'Social_Media_Influence',
    ...ordered,
    levels: INFLUENCE,
    meaning: 'influence of social media on purchases; "None" is a level',
  },
  {
    name: 'discountSensitivity',
    column: 'Discount_Sensitivity',
    ...ordered,
    levels: SENSITIVITY,
    meaning: 'how much discounts influence purchases',
  },
  {
    name: 'returns',
    column: 'Return_Rate',
    ...given,
    kind: 'number',
    min: 0,
    unit: 'returns',
    meaning: 'how often purchases are returned',
  },
  {
    name: 'satisfaction',
    column: 'Customer_Satisfaction',
    ...given,
    kind: 'number',
    min: 1,
    max: 10,
    unit: '1 to 10',
    meaning: 'how satisfied the customer is; 10 is best',
  },
  {
    name: 'ads',
    column: 'Engagement_with_Ads',
    ...ordered,
    levels: INFLUENCE,
    meaning: 'engagement with advertisements; "None" is a level',
  },
  {
    name: 'device',
    column: 'Device_Used_for_Shopping',
    ...text,
    levels: ['Desktop', 'Smartphone', 'Tablet'],
    meaning: 'device used for shopping',
  },
  {
    name: 'payment',
    column: 'Payment_Method',
    ...text,
    levels: ['Cash', 'Credit Card', 'Debit Card', 'PayPal', 'Other'],
    meaning: 'usual means of payment',
  },
  { name: 'lastPurchase', column: 'Time_of_Purchase', ...day, meaning: 'day of the latest purchase' },
  { name: 'discountUsed', column: 'Discount_Used', ...flag, meaning: 'was a discount used?' },
  {
    name: 'member',
    column: 'Customer_Loyalty_Program_Member',
    ...flag,
    meaning: 'is the customer in the loyalty program?',
  },
  {
    name: 'intent',
    column: 'Purchase_Intent',
    ...text,
    levels: ['Need-based', 'Wants-based', 'Planned', 'Impulsive'],
    meaning: 'why the customer buys',
  },
  {
    name: 'shipping',
    column: 'Shipping_Preference',
    ...text,
    levels: ['Standard', 'Express', 'No Preference'],
    meaning: 'preferred shipping',
  },
  {
    name: 'decisionDays',
    column: 'Time_to_Decision',
    ...given,
    kind: 'number',
    min: 0,
    unit: 'days',
    meaning: 'time from first interest to purchase',
  },
  { name: 'since', column: 'Customer_Since', ...day, meaning: 'day of the first purchase' },
]

/**
 * The value of a customer (revenue or margin) from the caller's own records, instead of amount times frequency. It is
 * not in FIELDS, because the Kaggle file does not have it.
 */
export const VALUE_FIELD: Field = {
  name: 'value',
  column: 'Customer_Value',
  ...given,
  further: true,
  kind: 'money',
  min: 0,
  unit: '$ per month',
  meaning: 'revenue or margin from the customer, used instead of amount and frequency',
}

/** The number of a customer's orders, if it was counted, as from an order log; not in FIELDS either. */
export const ORDERS_FIELD: Field = {
  name: 'orders',
  column: 'Number_of_Orders',
  ...given,
  further: true,
  kind: 'integer',
  min: 1,
  unit: 'orders',
  meaning: 'orders since the first purchase, that one included, counted up to the as-of date',
}

/** All columns that a customer file may have. */
export const CUSTOMER_FIELDS: readonly Field[] = [...FIELDS, VALUE_FIELD, ORDERS_FIELD]

/** The columns of channel_spend.csv. */
export const SPEND_FIELDS: readonly Field[] = [
  {
    ...text,
    ...required,
    name: 'channel',
    column: 'Purchase_Channel',
    levels: channels(),
    meaning: 'channel; one row each',
  },
  {
    ...required,
    name: 'spend',
    column: 'Marketing_Spend',
    kind: 'money',
    min: 0,
    unit: '$',
    meaning: 'what marketing spent on the channel',
  },
  {
    ...flag,
    name: 'followsDemand',
    column: 'Follows_Demand',
    meaning: 'customers come through it anyway, such as by a search for the brand: its spend follows demand',
  },
]

/** The columns of category_margins.csv. */
export const MARGIN_FIELDS: readonly Field[] = [
  { ...text, ...required, name: 'category', column: 'Purchase_Category', meaning: 'category; one row each' },
  {
    ...required,
    name: 'margin',
    column: 'Gross_Margin',
    kind: 'number',
    min: 0,
    max: 1,
    unit: 'share of the price',
    meaning: 'gross margin of the category',
  },
]

/** The columns of truth.csv. */
export const TRUTH_FIELDS: readonly Field[] = [
  { ...exact, name: 'id', column: 'Customer_ID', meaning: 'identifies the customer; one row each' },
  {
    ...text,
    ...required,
    name: 'group',
    column: 'Group',
    levels: ['Loyalists', 'At-Risk', 'New Customers'],
    meaning: 'the planted group',
  },
]

function channels(): readonly string[] {
  return FIELDS.find((field) => field.name === 'channel')!.levels!
}

/**
 * Return a column's name for readers: its name in the file without underscores and unit. Other names are split into
 * words: `valueShare` becomes "Value share".
 *
 * @example columnLabel('maritalStatus') // "Marital status"
 */
export function columnLabel(name: string): string {
  const known = FIELDS.find((field) => field.name === name)?.column
  // A name with spaces or hyphens, such as that of a segment, is not from code: it is already written for readers.
  if (known === undefined && /[ -]/.test(name)) return name
  const column = known ?? name.replace(/([a-z])([A-Z])/g, '$1 $2')
  const text = column.replace(/\(.*/, '').replace(/_/g, ' ').toLowerCase()
  // A single letter is a statistical symbol, such as n or q.
  return text.length === 1 ? text : text[0].toUpperCase() + text.slice(1)
}
