/** Files in: fields and their strict readers, errors that name row and value; and columns of the frame that comes out. */

export { type Customers, readCustomers, readMargins, readSpend, readTruth } from './read.js'
export { DataError, type Problem } from './data-error.js'
export type { LogLine } from './log.js'
export { FIELDS, type Field, type Kind, MARGIN_FIELDS, SPEND_FIELDS, TRUTH_FIELDS } from './fields.js'
export { frame } from './frame.js'
export { numbers, texts, withColumns } from './columns.js'
export { levelsOf, orderedValues, ordinal } from './ordinal.js'
export { dayNumber, daysBefore } from './dates.js'
export { type Associations, associations, type Pair } from './associations.js'
