/** Imputation, scores, scaling, and the feature space in which customers are compared. */

export { type Absent, engagementParts, type Prepared, prepare } from './prepare.js'
export { type DaysToAsOf, daysToAsOf } from './as-of.js'
export { type Imputed, impute, unfilled } from './impute.js'
export {
  discountDependence,
  ENGAGEMENT_WEIGHTS,
  type EngagementParts,
  type EngagementWeights,
  engagementScore,
  valueScore,
} from './scores.js'
export { standardize } from './standardize.js'
export { robustScale } from './robust-scale.js'
export {
  FEATURES,
  type Feature,
  type FeatureSpace,
  farCustomers,
  featureSpace,
  present,
  type Scaling,
  tamed,
  type WildFeature,
} from './features.js'
export { formatOf, kindOf, label, type NumberKind, unit } from './labels.js'
export { type Components, pca } from './pca.js'
