import { afterAll, describe, expect, test } from 'vitest'
import { compareNotebooks } from '../../../tools/command/compare.js'
import { findBrowser } from '../../../tools/pages/browser.js'
import { addStills, type Figure, figureOutputs, Painter, PLOTLY, scaleOf } from '../../../tools/pages/stills.js'
import { code, notebookOf } from '../project.js'

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

describe('addStills without a browser', () => {
  test('keeps the still of a figure that did not change, wherever it stands and whatever the order of its keys', async () => {
    const old = withFigures({ ...bars(1), still: 'one' }, { ...bars(2), still: 'two' })
    const turned = { layout: { height: 300 }, data: [{ y: [1], type: 'bar' }] }
    const fresh = withFigures(bars(2), bars(3), turned)
    expect(await addStills(fresh, [old], none)).toBe(1)
    expect(stills(fresh)).toEqual(['two', undefined, 'one'])
  })

  test('takes the still of the first notebook that has one', async () => {
    const fresh = withFigures(bars(1))
    const [a, b, bare] = [{ ...bars(1), still: 'a' }, { ...bars(1), still: 'b' }, bars(1)].map((f) => withFigures(f))
    await addStills(fresh, [a, b], none)
    expect(stills(fresh)).toEqual(['a'])
    const second = withFigures(bars(1))
    await addStills(second, [bare, b], none)
    expect(stills(second)).toEqual(['b'])
  })
})

describe('findBrowser', () => {
  test('says when CHROMIUM names no file', () => {
    expect(() => findBrowser({ CHROMIUM: '/nowhere/chromium' })).toThrow(RangeError)
  })
})

describe.runIf(executable)('with a browser', () => {
  const painter = new Painter(executable)
  afterAll(() => painter.close())

  test('a figure is drawn at its size, twice as fine, and alike each time', async () => {
    const fresh = withFigures(bars(1, 2))
    expect(await addStills(fresh, [], painter)).toBe(0)
    const [png] = stills(fresh)
    const bytes = Buffer.from(png!, 'base64')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20), scaleOf(png!, bars())]).toEqual([1800, 600, 2])
    expect(await painter.alike(png!, await painter.draw(bars(1, 2), 2))).toBe(true)
    expect(await painter.alike(png!, await painter.draw(bars(2, 1), 2))).toBe(false)
    expect(await painter.alike(png!, await painter.draw(bars(1, 2), 1))).toBe(false)
  })

  test('stills that would make a notebook too large are drawn at a pixel a pixel', async () => {
    const fresh = withFigures(bars(1, 2))
    await addStills(fresh, [], painter, 100)
    expect(scaleOf(stills(fresh)[0]!, bars())).toBe(1)
  })

  test('a still that shows another figure is a difference', async () => {
    const [right, wrong] = await Promise.all([painter.draw(bars(1, 2), 1), painter.draw(bars(2, 1), 1)])
    const compare = (still: string) => {
      const notebook = withFigures({ ...bars(1, 2), still })
      return compareNotebooks(notebook, notebook, painter)
    }
    expect(await compare(right)).toEqual([])
    expect(await compare(wrong)).toEqual(['cell 1: output 1: the still does not look as its figure'])
  })
})
