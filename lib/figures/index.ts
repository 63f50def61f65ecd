/** Plotly figures in a common style, with a palette, panels, units and alt texts. */

export { type Bars, bars } from './bars.js'
export { type Boxes, boxes } from './boxes.js'
export { type Histograms, histograms } from './histograms.js'
export { type Points, points } from './points.js'
export { type Lines, lines } from './lines.js'
export { type Heatmap, heatmap } from './heatmap.js'
export { type Intervals, intervals } from './intervals.js'
export { type Ranked, ranked } from './ranked.js'
export { type Figure, figure } from './figure.js'
export type { Behind, FigureWords } from './from-frame.js'
export { panels, panelTitle } from './panels.js'
export { ACCENT, DIVERGING, FAINT, NEUTRAL, segmentColours } from './palette.js'
