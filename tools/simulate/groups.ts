import type { Bell } from './draws.js'

/** The planted groups, which the simulator knows and the analysis has to find. All numbers are invented. */

export type Group = 'Loyalists' | 'At-Risk' | 'New Customers'

/** How the customers of one group behave. Weights are relative; shares and probabilities are from 0 to 1. */
export interface Profile {
  readonly share: number
  readonly age: Bell
  readonly highIncome: number
  /** $ per purchase */
  readonly medianAmount: number
  readonly logAmountDeviation: number
  readonly frequency: Bell
  readonly loyalty: Bell
  /** means on 0 (None) to 3 (High) */
  readonly ads: number
  readonly social: number
  readonly engagementDeviation: number
  readonly sensitivity: Bell
  readonly discountUsed: number
  readonly satisfaction: Bell
  readonly returns: Bell
  readonly recency: Bell
  readonly tenure: Bell
  readonly member: number
  readonly channels: Readonly<Record<string, number>>
  /** weight of each favorite category; all others weigh 1 */
  readonly favourites: number
}

const bell = (mean: number, deviation: number): Bell => ({ mean, deviation })

export const PROFILES: Readonly<Record<Group, Profile>> = {
  Loyalists: {
    share: 0.4,
    age: bell(37, 9),
    highIncome: 0.32,
    medianAmount: 260,
    logAmountDeviation: 0.43,
    frequency: bell(9, 2.2),
    loyalty: bell(4.3, 0.9),
    ads: 2,
    social: 1.9,
    engagementDeviation: 0.9,
    sensitivity: bell(0.3, 0.6),
    discountUsed: 0.2,
    satisfaction: bell(7.8, 1.5),
    returns: bell(0.4, 0.7),
    recency: bell(40, 30),
    tenure: bell(900, 230),
    member: 0.72,
    channels: { Online: 0.4, 'In-Store': 0.2, Mixed: 0.4 },
    favourites: 2.2,
  },
  'At-Risk': {
    share: 0.35,
    age: bell(35, 9),
    highIncome: 0.56,
    medianAmount: 190,
    logAmountDeviation: 0.43,
    frequency: bell(3, 1.7),
    loyalty: bell(2.2, 0.9),
    ads: 0.9,
    social: 1,
    engagementDeviation: 0.9,
    sensitivity: bell(1, 0.6),
    discountUsed: 0.5,
    satisfaction: bell(4.5, 1.6),
    returns: bell(1.5, 0.7),
    recency: bell(150, 50),
    tenure: bell(850, 230),
    member: 0.38,
    channels: { Online: 0.27, 'In-Store': 0.5, Mixed: 0.23 },
    favourites: 0.8,
  },
  'New Customers': {
    share: 0.25,
    age: bell(31, 8),
    highIncome: 0.5,
    medianAmount: 178,
    logAmountDeviation: 0.43,
    frequency: bell(5, 1.8),
    loyalty: bell(3, 0.9),
    ads: 1.6,
    social: 1.8,
    engagementDeviation: 0.9,
    sensitivity: bell(1.6, 0.6),
    discountUsed: 0.8,
    satisfaction: bell(7.3, 1.5),
    returns: bell(0.6, 0.7),
    recency: bell(50, 30),
    tenure: bell(240, 100),
    member: 0.3,
    channels: { Online: 0.42, 'In-Store': 0.27, Mixed: 0.31 },
    favourites: 0.9,
  },
}

/** Share of customers who behave like another group than their own, so that no analysis can classify them correctly. */
export const ATYPICAL = 0.012

/** Effects inside every group, on the log of the amount (0.1 is about 10 %) and on the levels of ads and social. */
export const EFFECTS = {
  amountPerDecade: 0.07,
  amountOfHighIncome: 0.12,
  amountInStore: -0.12,
  adsInStore: -0.35,
  socialInStore: -0.3,
  occupationFollowsIncome: 0.7,
  decisionDays: { Impulsive: 4, 'Need-based': 8, Planned: 10, 'Wants-based': 6 } as Readonly<Record<string, number>>,
} as const

/** Marketing spend per channel in the year and per customer; most goes to the channel with the least engagement. */
export const SPEND_PER_CUSTOMER: Readonly<Record<string, number>> = { Online: 38, 'In-Store': 72, Mixed: 33 }

/** Gross margin per category. Loyalists prefer the `FAVOURITES`, which have some of the highest margins. */
export const MARGINS: Readonly<Record<string, number>> = {
  'Animal Feed': 0.24,
  'Arts & Crafts': 0.41,
  'Baby Products': 0.29,
  'Beauty & Personal Care': 0.56,
  Books: 0.31,
  Clothing: 0.47,
  Electronics: 0.16,
  'Food & Beverages': 0.22,
  Furniture: 0.38,
  'Gardening & Outdoors': 0.35,
  Groceries: 0.12,
  'Health Care': 0.4,
  'Health Supplements': 0.54,
  'Home Appliances': 0.21,
  Hotels: 0.27,
  'Jewelry & Accessories': 0.58,
  'Luxury Goods': 0.52,
  'Mobile Accessories': 0.45,
  'Office Supplies': 0.28,
  'Software & Apps': 0.6,
  'Sports & Outdoors': 0.37,
  'Toys & Games': 0.36,
  'Travel & Leisure (Flights, Packages)': 0.16,
}

export const FAVOURITES: readonly string[] = [
  'Beauty & Personal Care',
  'Health Supplements',
  'Jewelry & Accessories',
  'Luxury Goods',
  'Software & Apps',
]

/** Columns independent of everything, as true nulls for the analysis. Weights are relative. */
export const NULLS = {
  gender: {
    Female: 45,
    Male: 45,
    Agender: 2,
    Bigender: 2,
    Genderfluid: 2,
    Genderqueer: 1,
    'Non-binary': 2,
    Polygender: 1,
  },
  maritalStatus: { Divorced: 24, Married: 26, Single: 25, Widowed: 25 },
  education: { 'High School': 34, "Bachelor's": 38, "Master's": 28 },
  location: {
    Amsterdam: 6,
    Berlin: 10,
    Évry: 5,
    Kraków: 7,
    Lisboa: 8,
    London: 14,
    Madrid: 10,
    Malmö: 5,
    Nara: 6,
    Toronto: 9,
    Utrecht: 6,
    Wien: 8,
  },
  device: { Desktop: 35, Smartphone: 37, Tablet: 28 },
  payment: { Cash: 15, 'Credit Card': 26, 'Debit Card': 21, Other: 12, PayPal: 26 },
  shipping: { Express: 30, 'No Preference': 35, Standard: 35 },
  intent: { Impulsive: 25, 'Need-based': 27, Planned: 24, 'Wants-based': 24 },
  researchHours: { 0: 27, 0.3: 4, 0.5: 5, 1: 34, 1.5: 4, 2: 26 },
} as const
