import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { crc32 } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import type { Output } from '../command/progress.js'
import { isCode, type Notebook } from '../kernel/notebook.js'
import { findBrowser, startBrowser } from './browser.js'

export const PLOTLY = 'application/vnd.plotly.v1+json'
/** JupyterLab shows a still at its own size, and has 848 pixels beside the side bar in a window of 1,280. */
const WIDTH = 840
const HEIGHT = 450
const require = createRequire(import.meta.url)
const OURS = `Software\0customer-segments: ${WIDTH} pixels, Plotly ${require('plotly.js-dist/package.json').version}`

/** A Plotly figure; `layout` gives its size in pixels. */
export interface Figure {
  data: unknown[]
  layout: { width?: number; height?: number }
}

/** An output with a figure, and its still if there is one. */
export interface FigureOutput {
  data: Record<string, unknown> & { [PLOTLY]: Figure; 'image/png'?: string }
}

/**
 * Return the figures of a notebook, in order.
 *
 * @returns the outputs themselves, to add stills to
 */
export function figureOutputs(notebook: Notebook): FigureOutput[] {
  const outputs = notebook.cells.filter(isCode).flatMap((cell) => cell.outputs)
  return outputs.filter((output) => 'data' in output && PLOTLY in (output.data as object)) as unknown as FigureOutput[]
}

/** Draws figures on a page in the system's browser, which starts with the first figure. */
export class Painter {
  private browser: Promise<Browser> | undefined
  private page: Promise<Page> | undefined

  constructor(readonly executable: string | undefined = findBrowser()) {}

  /**
   * Draw a figure.
   *
   * @param scale pixels of the picture per pixel of the layout
   * @returns a PNG as base64, marked as ours
   */
  async draw({ data, layout }: Figure, scale = 1): Promise<string> {
    const { width = WIDTH, height = HEIGHT } = layout
    const page = await this.open()
    const options = { format: 'png', width, height, scale } as const
    const url = await page.evaluate(
      ([figure, image]) => (globalThis as unknown as InPage).Plotly.toImage(figure, image),
      [{ data, layout: { ...layout, width, height } }, options] as const,
    )
    return marked(url.slice(url.indexOf(',') + 1), { data, layout })
  }

  async close(): Promise<void> {
    await (await this.browser?.catch(() => undefined))?.close()
  }

  private open(): Promise<Page> {
    this.page ??= this.start()
    return this.page
  }

  private async start(): Promise<Page> {
    if (!this.executable) throw new RangeError('drawing requires Chromium on the PATH or named by CHROMIUM, got none')
    this.browser = startBrowser(this.executable)
    const page = await (await this.browser).newPage()
    await page.addScriptTag({ path: require.resolve('plotly.js-dist') })
    return page
  }
}

/**
 * Add a still to each figure of a notebook: the earlier one if the figure did not change, otherwise a new one.
 *
 * @param notebook modified: its figures get `image/png`
 * @param old earlier versions, if any; the first one with a still of the same figure, drawn by us, provides it
 * @returns the number of figures without a still, for lack of a browser
 */
export async function addStills(notebook: Notebook, old: readonly Notebook[], painter: Painter): Promise<number> {
  const drawn = old.flatMap(figureOutputs).map(({ data }) => data['image/png'])
  const outputs = figureOutputs(notebook)
  for (const { data } of outputs) {
    const mark = markOf(data[PLOTLY])
    const known = drawn.find((still) => holds(still, mark))
    const still = known ?? (painter.executable && (await painter.draw(data[PLOTLY])))
    if (still) data['image/png'] = still
  }
  return outputs.filter(({ data }) => !data['image/png']).length
}

/** Return the warning about figures without a still. */
function withoutBrowser(figures: number): string {
  return `Warning: no Chromium was found on the PATH or in CHROMIUM, so ${figures} new figures have no still picture.\n`
}

/**
 * Add stills to the figures of several notebooks, like addStills. Without a browser, warn how many have none.
 *
 * @param err receives the warning
 */
export async function drawStills(
  notebooks: readonly { readonly notebook: Notebook; readonly old: readonly Notebook[] }[],
  err: Output,
): Promise<void> {
  const painter = new Painter()
  let missing = 0
  try {
    for (const { notebook, old } of notebooks) missing += await addStills(notebook, old, painter)
  } finally {
    await painter.close()
  }
  if (missing) err.write(withoutBrowser(missing))
}

/**
 * Check whether a still was drawn by us, at the current width and with the installed Plotly. JupyterLab replaces a
 * still by its own picture when the mouse points at the figure.
 *
 * @param still a PNG as base64, or undefined
 */
export function isOurs(still: string | undefined): boolean {
  return holds(still, OURS)
}

/**
 * Check whether a still was drawn of this figure.
 *
 * @param still a PNG as base64, or undefined
 */
export function shows(still: string | undefined, figure: Figure): boolean {
  return holds(still, markOf(figure))
}

function holds(still: string | undefined, mark: string): boolean {
  return Buffer.from(still?.slice(0, 400) ?? '', 'base64').includes(mark, 0, 'latin1')
}

/** Return a still's mark, which says how and of what it was drawn; stored as https://www.w3.org/TR/png-3/#11tEXt */
function markOf({ data, layout }: Figure): string {
  return `${OURS}, figure ${createHash('sha256').update(key({ data, layout })).digest('hex').slice(0, 32)}`
}

/** Insert the mark of its figure into a PNG (base64), after the header, which ends at byte 33. */
export function marked(png: string, figure: Figure): string {
  const bytes = Buffer.from(png, 'base64')
  const mark = markOf(figure)
  const chunk = Buffer.from(`----tEXt${mark}----`, 'latin1')
  chunk.writeUInt32BE(mark.length, 0)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4)
  return Buffer.concat([bytes.subarray(0, 33), chunk, bytes.subarray(33)]).toString('base64')
}

/** Return a figure as JSON with sorted keys. */
export function key(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

interface InPage {
  Plotly: { toImage(figure: object, options: object): Promise<string> }
}
