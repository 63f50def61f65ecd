/** A model as a file, customers scored by it, and what changed between two runs. */

export { type Distribution, distributionOf, shareBelow } from './distribution.js'
export { MODEL_VERSION, type Model, type ModelFeature, type ModelSegment, modelSchema, parseModel } from './model.js'
export { modelJson, modelOf } from './fit.js'
export { BEYOND_RANGE, neededColumns, type Scored, score } from './score.js'
export { REFIT, stabilityIndex, WATCH } from './stability.js'
export { type Flow, type Movement, movement, UNTOLD } from './movement.js'
export { type Bridge, type SegmentBridge, valueBridge } from './bridge.js'
