/** Who the segments are, what sets them apart, where money goes, and what to do about it. */

export { type SegmentSize, type Study, study } from './study.js'
export { type Lift, type LiftCounts, type LiftRow, lift, liftTable } from './lift.js'
export { highValue, type Variable, valueDrivers, variables } from './drivers.js'
export { type DiscountCorrelation, discountCorrelations } from './discounts.js'
export { type Claim, type ClaimRow, claimRows, claimSentence, type Draft, ledger } from './claims.js'
export { draftClaims, FEWEST } from './draft-claims.js'
export { type StandOut, standOuts } from './stand-outs.js'
export { type CategoryMargin, type CategoryValue, categoryValues } from './margins.js'
export { type HighMarginLift, highMarginLifts } from './high-margin-lifts.js'
export { type ChannelBudget, channelBudgets, type Move, reallocation } from './budget.js'
export {
  type Campaign,
  type CampaignRow,
  campaignRows,
  campaigns,
  PLAN,
  type Pick,
  type TestPlan,
} from './campaigns.js'
export { loyaltyTiers, type Tier } from './tiers.js'
export { campaignsJson, claimsJson, segmentsCsv } from './exports.js'
