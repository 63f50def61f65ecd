/** K-means clustering, validity indices, agreement between clusterings, and segment names. */

export { type Clustering, kmeans, type KmeansOptions } from './kmeans.js'
export { assign } from './assign.js'
export { silhouette, silhouetteMean } from './silhouette.js'
export { calinskiHarabasz } from './calinski-harabasz.js'
export { daviesBouldin } from './davies-bouldin.js'
export { type ScanRow, scanK } from './scan-k.js'
export { adjustedRand } from './adjusted-rand.js'
export { changedShare, matchClusters } from './match-clusters.js'
export {
  ARCHETYPES,
  clusterTraits,
  nameSegments,
  type SegmentName,
  type Traits,
} from './name-segments.js'
export { nameClusters, type Segmentation, segmentCustomers, traitRows } from './segment.js'
export { silhouettes } from './silhouettes.js'
export { type ComponentMap, componentMap } from './component-map.js'
export { type Nearness, nearness, type Reason, reasons } from './nearness.js'
