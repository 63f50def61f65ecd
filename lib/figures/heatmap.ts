import type { DataFrame } from 'danfojs-node'
import { count, decimal, inSentence } from '../core/format.js'
import { withheldWords } from '../core/withheld.js'
import { numbers } from '../data/columns.js'
import { withhold } from '../data/withhold.js'
import { formatOf } from '../features/labels.js'
import { type Figure, figure } from './figure.js'
import { type FigureWords, levelsAt, levelsIn, nameOf, rowOfPair, withWithheld } from './from-frame.js'
import { DIVERGING } from './palette.js'

/** With more columns than this, cells are narrow, so numbers are smaller and written as .26 instead of 0.26. */
const CROWDED = 14

function withoutZero(value: number): string {
  return decimal(value).replace(/^(−?)0\./, '$1.')
}

/** Options of `heatmap`. */
export interface Heatmap extends FigureWords {
  /** The column with the place of each cell across. */
  readonly x: string
  /** The column with the place of each cell down. */
  readonly y: string
  /** The numeric column with the value of each cell. */
  readonly z: string
  /** A true/false column: a star marks the cells where it is true. */
  readonly mark?: string
  /** A column of text that is written below each number. */
  readonly text?: string
  /** A column of text that is written instead of each number. */
  readonly written?: string
  /** The format of numbers, by default as the name of the column tells, else two decimals, or none if all are whole. */
  readonly format?: (value: number) => string
  /** Whether both axes have titles, which levels such as scores need. */
  readonly axes?: boolean
  /** The color scale runs from -limit to limit, by default the largest absolute value. */
  readonly limit?: number
}

/**
 * Draw numbers by two columns as a heatmap, with each number written in its cell. Cells that the frame lacks stay
 * empty.
 *
 * @param all one row per cell; rows that describe too few customers are withheld; not modified
 * @throws {RangeError} on a column that the frame lacks, or on two rows for one cell
 * @example heatmap(found, { x: 'volume', y: 'discount', z: 'rho', mark: 'real', title: 'Discounts go with small purchases' })
 */
export function heatmap(all: DataFrame, parts: Heatmap): Figure {
  const { shown: frame, withheld } = withhold(all)
  const { x, y, z, mark } = parts
  const [across, down] = [levelsIn(frame, x), levelsIn(frame, y)]
  const [xs, ys, values] = [levelsAt(frame, x), levelsAt(frame, y), numbers(frame, z)]
  const whole = values.every((value) => Number.isInteger(value))
  const format =
    parts.format ??
    formatOf(z, values) ??
    (whole ? (value) => count(value) : across.length > CROWDED ? withoutZero : decimal)
  const below = parts.text === undefined ? undefined : levelsAt(frame, parts.text)
  const marks = mark === undefined ? undefined : numbers(frame, mark)
  const rowOf = rowOfPair(
    xs,
    ys,
    (row) => new RangeError(`heatmap requires one row per cell, got two for ${x} ${xs[row]} and ${y} ${ys[row]}`),
  )
  const at = (i: number, j: number) => rowOf(across[j], down[i])
  const valueAt = (i: number, j: number) => values[at(i, j) ?? -1] ?? NaN
  const known = values.filter((value) => !Number.isNaN(value))
  const written = parts.written === undefined ? undefined : levelsAt(frame, parts.written)
  const textAt = (i: number, j: number) =>
    Number.isNaN(valueAt(i, j))
      ? ''
      : `${written?.[at(i, j)!] ?? format(valueAt(i, j))}${marks?.[at(i, j)!] ? '*' : ''}${below ? `<br>${below[at(i, j)!]}` : ''}`
  const texts = down.map((_, i) => across.map((_, j) => textAt(i, j)))
  const limit = parts.limit ?? (Math.max(0, ...known.map(Math.abs)) || 1)
  return figure({
    title: parts.title ?? `${nameOf(z, parts)} by ${inSentence(nameOf(x, parts))} and ${inSentence(nameOf(y, parts))}`,
    data: [
      {
        type: 'heatmap',
        x: across,
        y: down,
        z: down.map((_, i) => across.map((_, j) => valueAt(i, j))),
        text: texts,
        texttemplate: '%{text}',
        textfont: { size: across.length > CROWDED ? 9 : 12 },
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
      height: parts.height ?? Math.max(300, 150 + (below ? 52 : 30) * down.length),
      xaxis: {
        showgrid: false,
        type: 'category',
        ...(parts.axes && { title: { text: nameOf(x, parts) } }),
        ...(across.length > 8 && { tickangle: -40 }),
      },
      yaxis: {
        showgrid: false,
        type: 'category',
        autorange: 'reversed',
        ...(parts.axes && { title: { text: nameOf(y, parts) } }),
      },
    },
    alt:
      parts.alt ??
      `Heatmap of ${inSentence(nameOf(z, parts))}. ${down.map((one, i) => `${one}: ${across.flatMap((other, j) => (texts[i][j] ? [`${other} ${texts[i][j].replace('<br>', ' ')}`] : [])).join(', ') || 'no values'}`).join('. ')}.`,
    caption: withWithheld(
      parts.caption ?? `${nameOf(z, parts)} by ${inSentence(nameOf(x, parts))} and ${inSentence(nameOf(y, parts))}.`,
      withheldWords(withheld, 'cell'),
    ),
  })
}
