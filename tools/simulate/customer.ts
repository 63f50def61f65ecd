import type { Draws } from './draws.js'
import { EFFECTS, FAVOURITES, type Group, MARGINS, NULLS, PROFILES, type Profile } from './groups.js'

/** A customer as a row of the file: text by column name. */
export type Row = Record<string, string>

export const LAST_DAY: number = Date.UTC(2024, 11, 31)
const DAY = 86_400_000
export const ENGAGEMENT: readonly string[] = ['None', 'Low', 'Medium', 'High']
export const SENSITIVITY: readonly string[] = ['Not Sensitive', 'Somewhat Sensitive', 'Very Sensitive']

/** Draw a customer of a group, with the columns in the order of the file. */
export function customer(id: string, group: Group, draws: Draws): Row {
  const { within, whole, pick, chance } = draws
  const profile = PROFILES[group]
  const age = whole(profile.age, 18, 75)
  const highIncome = chance(profile.highIncome)
  const channel = pick(profile.channels)
  const inStore = channel === 'In-Store'
  const satisfaction = whole(profile.satisfaction, 1, 10)
  const recency = whole(profile.recency, 0, 365)
  const tenure = whole(profile.tenure, recency, 2000)
  const intent = pick(NULLS.intent)
  const level = (mean: number, effect: number) =>
    ENGAGEMENT[whole({ mean: mean + (inStore ? effect : 0), deviation: profile.engagementDeviation }, 0, 3)]
  const logAmount = { mean: meanLogAmount(profile, age, highIncome, inStore), deviation: profile.logAmountDeviation }
  return {
    Customer_ID: id,
    Age: String(age),
    Gender: pick(NULLS.gender),
    Income_Level: highIncome ? 'High' : 'Middle',
    Marital_Status: pick(NULLS.maritalStatus),
    Education_Level: pick(NULLS.education),
    Occupation: chance(EFFECTS.occupationFollowsIncome) === highIncome ? 'High' : 'Middle',
    Location: pick(NULLS.location),
    Purchase_Category: pick(CATEGORIES[group]),
    Purchase_Amount: money(Math.exp(within(logAmount, Math.log(5), Math.log(2000)))),
    Frequency_of_Purchase: String(whole(profile.frequency, 1, 15)),
    Purchase_Channel: channel,
    Brand_Loyalty: String(whole(profile.loyalty, 1, 5)),
    Product_Rating: String(whole({ mean: 1.2 + 0.38 * satisfaction, deviation: 0.8 }, 1, 5)),
    'Time_Spent_on_Product_Research(hours)': pick(NULLS.researchHours),
    Social_Media_Influence: level(profile.social, EFFECTS.socialInStore),
    Discount_Sensitivity: SENSITIVITY[whole(profile.sensitivity, 0, 2)],
    Return_Rate: String(whole(profile.returns, 0, 4)),
    Customer_Satisfaction: String(satisfaction),
    Engagement_with_Ads: level(profile.ads, EFFECTS.adsInStore),
    Device_Used_for_Shopping: pick(NULLS.device),
    Payment_Method: pick(NULLS.payment),
    Time_of_Purchase: date(LAST_DAY - recency * DAY),
    Discount_Used: flag(chance(profile.discountUsed)),
    Customer_Loyalty_Program_Member: flag(chance(profile.member)),
    Purchase_Intent: intent,
    Shipping_Preference: pick(NULLS.shipping),
    Time_to_Decision: String(whole({ mean: EFFECTS.decisionDays[intent], deviation: 3.5 }, 1, 14)),
    Customer_Since: date(LAST_DAY - tenure * DAY),
  }
}

/** Format a time (milliseconds since 1970, UTC) as M/D/YYYY. */
export function date(time: number): string {
  const at = new Date(time)
  return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}`
}

/** Return the time, in milliseconds since 1970, of a date in the file. */
export function time(text: string): number {
  const [month, day, year] = text.split('/').map(Number)
  return Date.UTC(year, month - 1, day)
}

/** Move a date back by 366 days, the length of 2024, not by a calendar year. */
export function yearEarlier(text: string): string {
  return date(time(text) - 366 * DAY)
}

const CATEGORIES = Object.fromEntries(
  Object.entries(PROFILES).map(([group, { favourites }]) => [
    group,
    Object.fromEntries(Object.keys(MARGINS).map((name) => [name, FAVOURITES.includes(name) ? favourites : 1])),
  ]),
)

function meanLogAmount(profile: Profile, age: number, highIncome: boolean, inStore: boolean): number {
  const demographic = EFFECTS.amountPerDecade * ((age - 35) / 10) + (highIncome ? EFFECTS.amountOfHighIncome : 0)
  return Math.log(profile.medianAmount) + demographic + (inStore ? EFFECTS.amountInStore : 0)
}

/** Format money like the Kaggle file, with a trailing space: "$1,333.80 ". */
export function money(amount: number): string {
  const [whole, cents] = amount.toFixed(2).split('.')
  return `$${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents} `
}

function flag(value: boolean): string {
  return value ? 'TRUE' : 'FALSE'
}
