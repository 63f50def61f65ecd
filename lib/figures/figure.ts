import { printAs } from '../core/print-as.js'

/** A Plotly figure, with what a reader needs who does not see it (alt) and what one needs who does (caption). */
export interface Figure {
  readonly data: readonly object[]
  readonly layout: Readonly<Record<string, unknown>>
  /** What is drawn and what it shows, in a sentence or two, for readers who do not see the picture. */
  readonly alt: string
  /** n, and what bars, bands and marks mean. Markdown. */
  readonly caption: string
}

const FONT = { family: 'Helvetica, Arial, sans-serif', size: 13, color: '#22303C' }
const AXIS = { gridcolor: '#E6EAEE', zerolinecolor: '#B8C2CC', linecolor: '#B8C2CC', ticks: '', automargin: true }

/**
 * A figure in the house form: one font, quiet axes, numbers rounded to what can be seen (5 significant digits), so that
 * notebooks stay small and reruns byte-identical.
 *
 * @param parts traces, layout (its title as text; height in pixels), alt text and caption; not modified
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
  return printAs(made, ({ alt }) => `A figure, which show(...) draws. ${alt}`)
}

/** A dotted line across the figure, at a value of one axis. */
export function dotted(axis: 'x' | 'y', value: number, color = '#7B8894'): object {
  const at =
    axis === 'x'
      ? { xref: 'x', yref: 'paper', x0: value, x1: value, y0: 0, y1: 1 }
      : { xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: value, y1: value }
  return { type: 'line', ...at, line: { color, width: 1, dash: 'dot' } }
}

/** Plotly sets axis titles far off: 8 pixels from the labels is enough. */
function axis(given: Record<string, unknown> = {}): Record<string, unknown> {
  const title = given.title as object | undefined
  return { ...AXIS, ...given, ...(title && { title: { standoff: 8, ...title } }) }
}

/** Plotly does not wrap titles: break at a space before 95 characters, what a still of 900 pixels holds. */
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
