/** What customers are compared by: imputation, scores, scaling, and the space of features. */

export { type Prepared, prepare } from './prepare.js'
export { type Imputed, impute } from './impute.js'
export {
  discountDependence,
  ENGAGEMENT_WEIGHTS,
  type EngagementWeights,
  engagementScore,
  valueScore,
} from './scores.js'
export { standardize } from './standardize.js'
export { robustScale } from './robust-scale.js'
export { FEATURES, type Feature, type FeatureSpace, featureSpace } from './features.js'
export { label, unit } from './labels.js'
export { type Components, pca } from './pca.js'
