/** The modules, in the order in which a customer file is processed; each imports only from those above it. */

export * as core from './core/index.js'
export * as statistics from './statistics/index.js'
export * as data from './data/index.js'
export * as features from './features/index.js'
export * as clusters from './clusters/index.js'
export * as evidence from './evidence/index.js'
export * as model from './model/index.js'
export * as marketing from './marketing/index.js'
export * as figures from './figures/index.js'
export { type Cell, outputsOf, save, saveList, say, show, table } from './show.js'
export * as story from './story/index.js'
