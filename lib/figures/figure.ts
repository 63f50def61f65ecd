import { printAs } from '../core/print-as.js'

/** A Plotly figure, with alt text for readers who cannot see it and a caption for those who can. */
export interface Figure {
  readonly data: readonly object[]
  readonly layout: Readonly<Record<string, unknown>>
  /** What is drawn and what it shows, in a sentence or two. */
  readonly alt: string
  /** The number of customers, and what bars, bands and marks mean. Markdown. */
  readonly caption: string
}

const FONT = { family: 'Helvetica, Arial, sans-serif', size: 13, color: '#22303C' }
const AXIS = {
  gridcolor: '#E6EAEE',
  zerolinecolor: '#B8C2CC',
  linecolor: '#B8C2CC',
  ticks: '',
  automargin: true,
  separatethousands: true,
}

/**
 * Create a figure in the common style: one font and unobtrusive axes. Numbers are rounded to 5 significant digits,
 * which is all that can be seen, so that notebooks stay small and reruns are byte-identical.
 *
 * @param parts title, Plotly traces, layout (height in pixels, 420 by default), alt text and caption; not modified
 */
export function figure(parts: {
  title: string
  data: readonly object[]
  layout?: Record<string, unknown>
  alt: string
  caption: string
}): Figure {
  const given = parts.layout ?? {}
  const layout: Record<string, unknown> = {
    font: FONT,
    paper_bgcolor: '#FFFFFF',
    plot_bgcolor: '#FFFFFF',
    height: 420,
    margin: { l: 70, r: 30, t: 64, b: 60 },
    bargap: 0.08,
    ...given,
    title: { text: wrapped(parts.title), x: 0.02, xref: 'container', xanchor: 'left', font: { size: 16 } },
  }
  for (const key of new Set(['xaxis', 'yaxis', ...Object.keys(given)])) {
    if (/^[xy]axis\d*$/.test(key)) layout[key] = axis(given[key] as Record<string, unknown> | undefined)
  }
  const made = rounded({ data: parts.data, layout, alt: parts.alt, caption: parts.caption }) as Figure
  return printAs(made, ({ alt }) => `A figure; draw it with show(...). ${alt}`)
}

/** Return the Plotly shape of a dotted line across the figure at a value of one axis. */
export function dotted(axis: 'x' | 'y', value: number, color = '#7B8894'): object {
  const at =
    axis === 'x'
      ? { xref: 'x', yref: 'paper', x0: value, x1: value, y0: 0, y1: 1 }
      : { xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: value, y1: value }
  return { type: 'line', ...at, line: { color, width: 1, dash: 'dot' } }
}

/** Plotly places axis titles too far away: 8 pixels from the labels is enough. */
function axis(given: Record<string, unknown> = {}): Record<string, unknown> {
  const title = given.title as object | undefined
  return { ...AXIS, ...given, ...(title && { title: { standoff: 8, ...title } }) }
}

/** Plotly does not wrap titles, and a still image of 900 pixels holds 95 characters: break at the last space before. */
function wrapped(title: string): string {
  if (title.length <= 95) return title
  const at = title.lastIndexOf(' ', 95)
  return `${title.slice(0, at)}<br>${title.slice(at + 1)}`
}

function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(5)) : null
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, rounded)
  if (Array.isArray(value)) return value.map(rounded)
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .map(([key, part]) => [key, rounded(part)]),
    )
  }
  return value
}
