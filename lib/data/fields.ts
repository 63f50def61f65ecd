/** What the values of a column are, and so how they are read. */
export type Kind = 'text' | 'money' | 'number' | 'integer' | 'flag' | 'ordered' | 'date'

/** One column of the customer file: its names, what it may hold, and what it means. */
export interface Field {
  /** its name in a DataFrame */
  readonly name: string
  /** its name in the file */
  readonly column: string
  readonly kind: Kind
  readonly min?: number
  readonly max?: number
  /** kind ordered: the levels from low to high, and no others; kind text: the known spellings, and others may occur */
  readonly levels?: readonly string[]
  /** must the file have the column? Text of a column that it need not have may be missing as well */
  readonly required: boolean
  /** may values be missing? Then they stay missing (null or NaN) until they are imputed */
  readonly mayMiss: boolean
  /** values outside min to max are impossible, and become missing, instead of being an error */
  readonly outsideIsMissing?: boolean
  /** a column that few files have: nobody is told that it is not there */
  readonly further?: true
  /** how far spellings are unified: "exact" not at all, "case" by letter case, "loose" by blanks and hyphens as well */
  readonly spelling?: 'exact' | 'case' | 'loose'
  /** Of money in $, which stands for the currency of the run: see `unit`. */
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
 * The customer file, column by column, in the order of the Kaggle file "E-commerce Consumer Behavior", and last the
 * first purchase. A file needs the first of them, and any two more. The readers, the cleaning and the data dictionary all
 * go by this table.
 *
 * @example FIELDS[0].column // 'Customer_ID'
 */
export const FIELDS: readonly Field[] = [
  { name: 'id', column: 'Customer_ID', ...exact, meaning: 'who the customer is; one row each' },
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
  { name: 'category', column: 'Purchase_Category', ...text, meaning: 'category of what is bought' },
  {
    name: 'amount',
    column: 'Purchase_Amount',
    ...given,
    kind: 'money',
    min: 0,
    unit: '$ per purchase',
    meaning: 'what a purchase costs',
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
    meaning: 'time spent on looking into a product before buying it',
  },
  {
    name: 'social',
    column: 'Social_Media_Influence',
    ...ordered,
    levels: INFLUENCE,
    meaning: 'influence of social media on what is bought; "None" is a level',
  },
  {
    name: 'discountSensitivity',
    column: 'Discount_Sensitivity',
    ...ordered,
    levels: SENSITIVITY,
    meaning: 'how much discounts influence what is bought',
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
 * What a customer is worth, from the caller's own books, in place of what a purchase costs times how often: revenue or
 * margin. It stands beside FIELDS, since the Kaggle file does not have it.
 */
export const VALUE_FIELD: Field = {
  name: 'value',
  column: 'Customer_Value',
  ...given,
  further: true,
  kind: 'money',
  min: 0,
  unit: '$ per month',
  meaning: 'what the customer brings, revenue or margin, instead of amount and frequency',
}

/** How many orders a customer made, where that was counted, as in a log of orders; it stands beside FIELDS likewise. */
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

/** All that a file of customers may have. */
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
  { ...exact, name: 'id', column: 'Customer_ID', meaning: 'who the customer is; one row each' },
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
 * A column's name for readers: that of the file without its underscores and unit; `valueShare` of a frame of one's own
 * becomes "Value share".
 *
 * @example columnLabel('maritalStatus') // "Marital status"
 */
export function columnLabel(name: string): string {
  const known = FIELDS.find((field) => field.name === name)?.column
  // Blanks and hyphens are no code's: such a name, as that of a segment, is written for readers already.
  if (known === undefined && /[ -]/.test(name)) return name
  const column = known ?? name.replace(/([a-z])([A-Z])/g, '$1 $2')
  const text = column.replace(/\(.*/, '').replace(/_/g, ' ').toLowerCase()
  // A single letter is a symbol of statistics, such as n or q.
  return text.length === 1 ? text : text[0].toUpperCase() + text.slice(1)
}
