import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { crc32 } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import type { Output } from '../command/progress.js'
import { isCode, type Notebook } from '../kernel/notebook.js'
import { findBrowser, startBrowser } from './browser.js'

export const PLOTLY = 'application/vnd.plotly.v1+json'
/** JupyterLab shows a still pixel by pixel, and has 848 for it beside its side bar in a window of 1,280. */
const WIDTH = 840
const HEIGHT = 450
const require = createRequire(import.meta.url)
const OURS = `Software\0customer-segments: ${WIDTH} pixels, Plotly ${require('plotly.js-dist/package.json').version}`

/** What Plotly draws; `layout` says its size in pixels. */
export interface Figure {
  data: unknown[]
  layout: { width?: number; height?: number }
}

/** An output that holds a figure, and its still where it has one. */
export interface FigureOutput {
  data: Record<string, unknown> & { [PLOTLY]: Figure; 'image/png'?: string }
}

/**
 * The figures of a notebook, in order.
 *
 * @returns the outputs themselves, to add stills to
 */
export function figureOutputs(notebook: Notebook): FigureOutput[] {
  const outputs = notebook.cells.filter(isCode).flatMap((cell) => cell.outputs)
  return outputs.filter((output) => 'data' in output && PLOTLY in (output.data as object)) as unknown as FigureOutput[]
}

/** A page in the system's browser that draws figures; the browser starts with the first one. */
export class Painter {
  private browser: Promise<Browser> | undefined
  private page: Promise<Page> | undefined

  constructor(readonly executable: string | undefined = findBrowser()) {}

  /**
   * Draw a figure.
   *
   * @param scale pixels of the picture a pixel of the layout
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
 * Give each figure of a notebook its still: one that was drawn before where the figure did not change, else a new one.
 *
 * @param notebook modified: its figures get `image/png`
 * @param old notebooks as they were, where there were any; the first that has a figure's still, one of ours, gives it
 * @returns how many figures have no still, as there is no browser
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

/** What is said where figures have no still. */
function withoutBrowser(figures: number): string {
  return `Warning: no Chromium was found on the PATH or as CHROMIUM: ${figures} new figures have no still picture.\n`
}

/**
 * Give the figures of several notebooks their stills, as addStills does for one; without a browser, say how many have none.
 *
 * @param err gets the warning
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
 * Whether a still was drawn here, at today's width and by today's Plotly. JupyterLab puts a picture of its own in a still's
 * place when a figure is pointed at.
 *
 * @param still a PNG as base64, or nothing
 */
export function isOurs(still: string | undefined): boolean {
  return holds(still, OURS)
}

/**
 * Whether a still was drawn of this figure.
 *
 * @param still a PNG as base64, or nothing
 */
export function shows(still: string | undefined, figure: Figure): boolean {
  return holds(still, markOf(figure))
}

function holds(still: string | undefined, mark: string): boolean {
  return Buffer.from(still?.slice(0, 400) ?? '', 'base64').includes(mark, 0, 'latin1')
}

/** What a still says of how it was drawn and of what, as a PNG's text: see https://www.w3.org/TR/png-3/#11tEXt */
function markOf({ data, layout }: Figure): string {
  return `${OURS}, figure ${createHash('sha256').update(key({ data, layout })).digest('hex').slice(0, 32)}`
}

/** The PNG (base64) with the mark of its figure after its header, which ends at byte 33. */
export function marked(png: string, figure: Figure): string {
  const bytes = Buffer.from(png, 'base64')
  const mark = markOf(figure)
  const chunk = Buffer.from(`----tEXt${mark}----`, 'latin1')
  chunk.writeUInt32BE(mark.length, 0)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4)
  return Buffer.concat([bytes.subarray(0, 33), chunk, bytes.subarray(33)]).toString('base64')
}

/** A figure's text, whatever the order of its keys. */
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
