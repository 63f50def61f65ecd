import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { isCode, type Notebook } from '../kernel/notebook.js'
import { findBrowser, startBrowser } from './browser.js'

export const PLOTLY = 'application/vnd.plotly.v1+json'
const WIDTH = 900
const HEIGHT = 450
const SHARE = 0.02

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
   * @returns a PNG as base64
   */
  async draw({ data, layout }: Figure, scale: number): Promise<string> {
    const { width = WIDTH, height = HEIGHT } = layout
    const page = await this.open()
    const options = { format: 'png', width, height, scale } as const
    const url = await page.evaluate(
      ([figure, image]) => (globalThis as unknown as InPage).Plotly.toImage(figure, image),
      [{ data, layout: { ...layout, width, height } }, options] as const,
    )
    return url.slice(url.indexOf(',') + 1)
  }

  /**
   * Compare two pictures as they look.
   *
   * @param a PNG as base64
   * @param b PNG as base64
   * @returns whether they have one size and at most 2 % of their pixels differ by more than a shade: fonts are drawn
   *   a little differently from one machine to the next
   */
  async alike(a: string, b: string): Promise<boolean> {
    if (a === b) return true
    const page = await this.open()
    const share = await page.evaluate(differing, [a, b] as const)
    return share <= SHARE
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
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('plotly.js-dist') })
    return page
  }
}

/**
 * Give each figure of a notebook its still: the old notebook's where the figure did not change, else a new one.
 * New ones have two pixels a pixel, and one where the notebook would grow too large.
 *
 * @param notebook modified: its figures get `image/png`
 * @param old notebooks as they were, where there were any; the first that has a figure's still gives it
 * @param limit bytes of all stills together
 * @returns how many figures have no still, as there is no browser
 */
export async function addStills(notebook: Notebook, old: readonly Notebook[], painter: Painter, limit = 1_200_000) {
  const drawn = [...old]
    .reverse()
    .flatMap(figureOutputs)
    .filter(({ data }) => data['image/png'])
  const known = new Map(drawn.map(({ data }) => [key(data[PLOTLY]), data['image/png']]))
  const outputs = figureOutputs(notebook)
  const fresh = outputs.filter(({ data }) => {
    const still = known.get(key(data[PLOTLY]))
    if (still) data['image/png'] = still
    return !still
  })
  if (!painter.executable) return fresh.length
  for (const scale of [2, 1.5, 1]) {
    for (const { data } of fresh) data['image/png'] = await painter.draw(data[PLOTLY], scale)
    const size = outputs.reduce((sum, { data }) => sum + (data['image/png']?.length ?? 0), 0)
    if (size <= limit) break
    fresh.splice(0, fresh.length, ...outputs)
  }
  return 0
}

/** Pixels of a PNG a pixel of its figure's layout. */
export function scaleOf(png: string, { layout }: Figure): number {
  const width = Buffer.from(png.slice(0, 40), 'base64').readUInt32BE(16)
  return Math.max(1, Math.round((2 * width) / (layout.width ?? WIDTH)) / 2)
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

/** Runs in the page: the share of pixels that differ, 1 where the sizes do. */
async function differing(pictures: readonly [string, string]): Promise<number> {
  // Anonymous functions only: tsx wraps named ones in a helper that the page lacks.
  const images = pictures.map(async (png) => {
    const image = new Image()
    image.src = `data:image/png;base64,${png}`
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')!
    context.drawImage(image, 0, 0)
    return context.getImageData(0, 0, image.width, image.height)
  })
  const [a, b] = await Promise.all(images)
  if (a.width !== b.width || a.height !== b.height) return 1
  let count = 0
  for (let i = 0; i < a.data.length; i += 4) {
    if ([0, 1, 2, 3].some((c) => Math.abs(a.data[i + c] - b.data[i + c]) > 48)) count++
  }
  return count / (a.width * a.height)
}
