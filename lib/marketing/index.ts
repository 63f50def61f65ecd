/** Who the segments are, what sets them apart, where money goes, and what to do about it. */

export { type Study, study } from './study.js'
export { type Profile, profiles } from './profile.js'
export { type Lift, type LiftCounts, lift, liftTable } from './lift.js'
export { highValue, type Variable, valueDrivers, variables } from './drivers.js'
export { type DiscountCorrelation, discountCorrelations } from './discounts.js'
export { type Claim, claimSentence, type Draft, ledger, ledgerTable } from './claims.js'
export { draftClaims } from './draft-claims.js'
export { type CategoryMargin, type CategoryValue, categoryValues } from './margins.js'
export { type ChannelBudget, channelBudgets, type Move, reallocation } from './budget.js'
export { type Campaign, campaigns, PLAN, type TestPlan } from './campaigns.js'
export { loyaltyTiers, type Tier } from './tiers.js'
export { campaignsJson, claimsJson, segmentsCsv } from './exports.js'
