export * from './columns.js'
export * from './matrix.js'
