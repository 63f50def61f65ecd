/** Who the segments are, what distinguishes them, where money goes, and what to do about it. */

export { FEWEST, type SegmentSize, type Study, study } from './study.js'
export { type Lift, type LiftCounts, type LiftRow, lift, liftTable } from './lift.js'
export { highValue, type Variable, valueDrivers, variables } from './drivers.js'
export { type DiscountCorrelation, discountCorrelations } from './discounts.js'
export { type Claim, type ClaimRow, claimRows, claimSentence, type Draft, ledger } from './claims.js'
export { draftClaims } from './draft-claims.js'
export { type StandOut, standOuts } from './stand-outs.js'
export { type CategoryMargin, type CategoryValue, categoryValues } from './margins.js'
export { type HighMarginLift, highMarginLifts } from './high-margin-lifts.js'
export { type ChannelBudget, channelBudgets, type Move, reallocation } from './budget.js'
export {
  ACTIVITY_LIMITS,
  type Activity,
  type ActivityLimits,
  activity,
  type ValueAtStake,
  valueAtStake,
} from './activity.js'
export { type RfmCell, rfmGrid, type RfmScores, rfmScores } from './rfm.js'
export { type RuleCard, type RuleCards, ruleCards } from './rule-cards.js'
export { type Offer, offers } from './offers.js'
export { ASSUMPTIONS, type Assumptions, type Plan, plan } from './plan.js'
export { type Campaign, type CampaignRow, campaignRows, campaigns, type Pick } from './campaigns.js'
export { loyaltyTiers, type Tier } from './tiers.js'
export { type TierPlan, tierPlan, tierSegments } from './tier-plan.js'
export { campaignsJson, claimsJson, segmentsList } from './exports.js'
