import { type Figure, figure } from './figure.js'
import { DIVERGING } from './palette.js'

/**
 * A table of numbers as colours, with the numbers written in.
 *
 * @param parts z: rows by columns, from the top; text: what is written, default two decimals; limit: colours run from
 *   -limit to limit (default 1); a cell that is NaN stays empty
 */
export function heatmap(parts: {
  title: string
  x: readonly string[]
  y: readonly string[]
  z: readonly (readonly number[])[]
  text?: readonly (readonly string[])[]
  limit?: number
  alt: string
  caption: string
}): Figure {
  const limit = parts.limit ?? 1
  const text = parts.text ?? parts.z.map((row) => row.map((value) => (Number.isNaN(value) ? '' : value.toFixed(2))))
  return figure({
    title: parts.title,
    data: [
      {
        type: 'heatmap',
        x: parts.x,
        y: parts.y,
        z: parts.z,
        text,
        texttemplate: '%{text}',
        textfont: { size: parts.x.length > 14 ? 9 : 12 },
        hovertemplate: '%{y} · %{x}: %{text}<extra></extra>',
        colorscale: DIVERGING,
        zmin: -limit,
        zmax: limit,
        xgap: 2,
        ygap: 2,
        showscale: false,
      },
    ],
    layout: {
      height: Math.max(300, 150 + 30 * parts.y.length),
      xaxis: { showgrid: false, type: 'category', ...(parts.x.length > 8 && { tickangle: -40 }) },
      yaxis: { showgrid: false, type: 'category', autorange: 'reversed' },
    },
    alt: parts.alt,
    caption: parts.caption,
  })
}
