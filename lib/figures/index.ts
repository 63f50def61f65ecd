/** Plotly figures in one form: palette, panels, units and alt text. */

export { type BarSeries, bars } from './bars.js'
export { type BoxPanel, boxes } from './boxes.js'
export { type HistogramPanel, histograms } from './histograms.js'
export { type LinePanel, lines } from './lines.js'
export { heatmap } from './heatmap.js'
export { type IntervalRow, intervals } from './intervals.js'
export { segmentMap } from './map.js'
export { silhouettes } from './silhouettes.js'
export { evidenceFigure } from './evidence.js'
export { type Figure, figure } from './figure.js'
export { panels, panelTitle } from './panels.js'
export { ACCENT, DIVERGING, FAINT, NEUTRAL, segmentColours } from './palette.js'
