/** Are there groups at all, would they be found again, and would other choices give other groups? */

export { type Assessment, assess, type Look, ROWS_READ } from './assess.js'
export { RULE, type VerdictKind } from './verdict-rule.js'
export { groupWord, type Verdict, verdict } from './verdict.js'
export { againstOneCloud, type Tightness } from './against-one-cloud.js'
export { type Between, betweenCenters } from './between-centers.js'
export { drawsOf, type OneCloud, oneCloud } from './one-cloud.js'
export type { Valley } from './valleys.js'
export { DISSOLVED, jaccardStability, STABLE, type StabilityOptions } from './jaccard-stability.js'
export { type HoldOut, holdOut } from './hold-out.js'
export type { PreparationChoice } from './choices.js'
export { type ChoiceEffect, type JudgedAgain, type Multiverse, multiverse, type Preparation } from './multiverse.js'
