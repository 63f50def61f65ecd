import { expect } from 'vitest'
import type { Figure } from '../../lib/figures/figure.js'

/** Return a figure's JSON, loosely typed for assertions. */
export interface Loose {
  // biome-ignore lint/suspicious/noExplicitAny: Plotly's JSON has no type here
  readonly [key: string]: any
}

export const titleOf = (figure: Figure): string => (figure.layout as Loose).title.text
export const traces = (figure: Figure): Loose[] => figure.data as Loose[]
export const axisTitles = (figure: Figure): string[] =>
  Object.entries(figure.layout).flatMap(([key, axis]) =>
    /^[xy]axis\d*$/.test(key) && (axis as Loose).title?.text ? [(axis as Loose).title.text] : [],
  )

/** Check what must hold for every figure. */
export function expectHouseForm(figure: Figure): void {
  const texts = [titleOf(figure), figure.alt, figure.caption, ...axisTitles(figure)]
  for (const text of texts) {
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/\b(NaN|undefined|null|Infinity)\b|\[object/)
  }
  expect((figure.layout as Loose).height).toBeGreaterThan(200)
  expect(figure.data.length).toBeGreaterThan(0)
  const json = JSON.stringify([figure.data, figure.layout])
  expect(json).not.toMatch(/NaN|undefined|Infinity/)
  expect(JSON.parse(json)).toEqual([figure.data, figure.layout])
  for (const value of leaves([figure.data, figure.layout])) {
    if (typeof value === 'number') expect(value).toBe(Number(value.toPrecision(5)))
  }
  if (traces(figure).some(({ type }) => type !== 'heatmap')) expect(axisTitles(figure)).not.toEqual([])
}

/** Freeze the input, so that any write to it throws. Typed arrays cannot be frozen and are compared afterwards. */
export function frozen<T>(value: T): T {
  if (value && typeof value === 'object' && !ArrayBuffer.isView(value)) {
    for (const part of Object.values(value)) frozen(part)
    Object.freeze(value)
  }
  return value
}

function leaves(value: unknown): unknown[] {
  return value && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [value]
}
