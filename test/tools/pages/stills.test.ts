import { crc32 } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { findBrowser } from '../../../tools/pages/browser.js'
import { addStills, type Figure, figureOutputs, isOurs, Painter, PLOTLY, shows } from '../../../tools/pages/stills.js'
import { code, notebookOf, stillOf } from '../project.js'

const bars = (...y: number[]): Figure => ({ data: [{ type: 'bar', y }], layout: { height: 300 } })

const withFigures = (...figures: (Figure & { still?: string })[]) =>
  notebookOf({
    ...code('show()'),
    execution_count: 1,
    outputs: figures.map(({ still, ...figure }) => {
      const data = { [PLOTLY]: figure, 'text/plain': 'Bars', ...(still && { 'image/png': still }) }
      return { output_type: 'display_data', metadata: {}, data }
    }),
  })

const stills = (notebook: ReturnType<typeof withFigures>) =>
  figureOutputs(notebook).map(({ data }) => data['image/png'])

const none = new Painter('')
const executable = findBrowser()
if (!executable) console.warn('No Chromium was found: the tests that draw figures do not run.')

const [one, two] = [stillOf(bars(1)), stillOf(bars(2))]

describe('addStills without a browser', () => {
  test('keeps the still of a figure that did not change, wherever it stands and whatever the order of its keys', async () => {
    const old = withFigures({ ...bars(1), still: one }, { ...bars(2), still: two })
    const turned = { layout: { height: 300 }, data: [{ y: [1], type: 'bar' }] }
    const fresh = withFigures(bars(2), bars(3), turned)
    expect(await addStills(fresh, [old], none)).toBe(1)
    expect(stills(fresh)).toEqual([two, undefined, one])
  })

  test('takes the still of the first notebook that has one of ours', async () => {
    const [first, second, foreign, bare] = [one, stillOf(bars(1), 'later'), 'iVBORw0KGgo=', undefined].map((still) =>
      withFigures({ ...bars(1), still }),
    )
    for (const old of [
      [first, second],
      [bare, foreign, first],
    ]) {
      const fresh = withFigures(bars(1))
      expect(await addStills(fresh, old, none)).toBe(0)
      expect(stills(fresh)).toEqual([one])
    }
  })

  test('keeps no still that JupyterLab drew', async () => {
    const fresh = withFigures(bars(1))
    expect(await addStills(fresh, [withFigures({ ...bars(1), still: 'iVBORw0KGgo=' })], none)).toBe(1)
    expect(stills(fresh)).toEqual([undefined])
  })
})

describe('findBrowser', () => {
  test('reports a CHROMIUM that names no file', () => {
    expect(() => findBrowser({ CHROMIUM: '/nowhere/chromium' })).toThrow(RangeError)
  })
})

describe.runIf(executable)('with a browser', () => {
  const painter = new Painter(executable)
  afterAll(() => painter.close())

  test('a figure is drawn as wide as JupyterLab has room for, and the same each time', async () => {
    const fresh = withFigures(bars(1, 2))
    expect(await addStills(fresh, [], painter)).toBe(0)
    const [png] = stills(fresh)
    const bytes = Buffer.from(png!, 'base64')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([840, 300])
    expect(await painter.draw(bars(1, 2))).toBe(png)
  })

  test('a still is a whole PNG that says who drew it and of what, and a picture without that is redrawn', async () => {
    const png = await painter.draw(bars(1, 2))
    expect([isOurs(png), shows(png, bars(1, 2)), shows(png, bars(2, 1))]).toEqual([true, true, false])
    const chunks = chunksOf(Buffer.from(png, 'base64'))
    expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'tEXt', ...chunks.slice(2).map(({ type }) => type)])
    expect(chunks[1].text).toMatch(/^Software\0customer-segments: 840 pixels, Plotly [\d.]+, figure [\da-f]{32}$/)
    expect(chunks.at(-1)!.type).toBe('IEND')
    for (const { sum, stated } of chunks) expect(sum).toBe(stated)
    const bytes = Buffer.from(png, 'base64')
    const bare = Buffer.concat([bytes.subarray(0, 33), bytes.subarray(45 + chunks[1].text.length)]).toString('base64')
    expect(isOurs(bare)).toBe(false)
    const fresh = withFigures(bars(1, 2))
    await addStills(fresh, [withFigures({ ...bars(1, 2), still: bare })], painter)
    expect(stills(fresh)).toEqual([png])
  })
})

/** The chunks of a PNG, with the checksum each should have and the one it states. */
function chunksOf(png: Buffer) {
  const chunks: { type: string; text: string; sum: number; stated: number }[] = []
  for (let at = 8; at < png.length; ) {
    const end = at + 8 + png.readUInt32BE(at)
    const [type, text] = [png.toString('latin1', at + 4, at + 8), png.toString('latin1', at + 8, end)]
    chunks.push({ type, text, sum: crc32(png.subarray(at + 4, end)), stated: png.readUInt32BE(end) })
    at = end + 4
  }
  return chunks
}
