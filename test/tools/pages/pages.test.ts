import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { embedJson } from '../../../tools/pages/figure.js'
import { indexHtml } from '../../../tools/pages/layout.js'
import { writePages } from '../../../tools/pages/pages.js'
import { isTable } from '../../../tools/pages/table.js'

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return { ...real, rename: vi.fn(real.rename) }
})

const attack = '<img src=x onerror="document.title=\'owned\'"></script><!--\u2028'
const still = 'iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAD0lEQVR42mNgKNqEQMgcAHEqCSGMQ1mXAAAAAElFTkSuQmCC' // 4 by 2 pixels, of one colour
const markdown = (source: string) => ({ cell_type: 'markdown', source })
const code = (source: string, ...data: Record<string, unknown>[]) => ({
  cell_type: 'code',
  source,
  outputs: data.map((bundle) => ({ output_type: 'display_data', data: bundle })),
})
const plot = {
  data: [{ type: 'bar', x: [attack, 'At-Risk'], y: [2, 3] }],
  layout: {
    height: 400,
    width: 900,
    title: { text: 'A title that is long enough to need a second line on a narrow screen' },
  },
}
const figure = (alt: string, picture?: string) => ({
  'application/vnd.plotly.v1+json': plot,
  ...(picture ? { 'image/png': picture } : {}),
  'text/plain': alt,
})
const wideTable =
  '<table class="segments-table"><caption>Wide, with more words than a line of a phone holds</caption><thead><tr><th align="left">name</th></tr></thead><tbody><tr>' +
  `${'<td align="right">1,234,567.89</td>'.repeat(20)}</tr></tbody></table>`

const notebook = {
  cells: [
    markdown('# Are there *segments*?\n\nHow many, and how sure are we?\n\nSee [the next](02-next.ipynb#map).'),
    code("import { say } from 'segments'"),
    code('say(answer)', { 'text/markdown': ['**Three** segments.\n', '\n', `Category ${attack} leads.`] }),
    markdown('## Größe & 意味\n\ntext\n\n## Größe & 意味\n\n### main'),
    code('show(figure)', figure('Two bars', still), { 'text/markdown': '*n = 5; bars are counts*' }),
    code('table(rows)', { 'text/html': wideTable, 'text/plain': 'Wide' }),
    code('foreign()', { 'text/html': `<table><tr><td>${attack}</td></tr></table>`, 'text/plain': 'the plain words' }),
    code('show(second)', figure('Without a still')),
    { ...code('console.log(1)'), outputs: [{ output_type: 'stream', text: `${attack} ${'x'.repeat(300)}` }] },
  ],
}
const notebooks = [
  { name: '01-first', notebook },
  { name: '02-next', notebook: { cells: [markdown('# Next')] } },
]

let root: string
let out: string
let written: string[]
let first: string
let index: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pages-'))
  out = join(root, 'reports')
  written = await writePages(notebooks, out)
  first = await readFile(join(out, '01-first.html'), 'utf8')
  index = await readFile(join(out, 'index.html'), 'utf8')
})
afterAll(() => rm(root, { recursive: true, force: true }))

describe('writePages', () => {
  it('writes an index, one page per notebook and the library, and returns their paths', async () => {
    const names = ['index.html', '01-first.html', '02-next.html', 'plotly.js']
    expect(written).toEqual(names.map((name) => join(out, name)))
    expect((await readdir(out)).sort()).toEqual([...names].sort())
  })

  it('writes the same bytes again, and keeps other files in the folder', async () => {
    await writeFile(join(out, 'mine.txt'), 'mine')
    await writePages(notebooks, out)
    expect(await readFile(join(out, '01-first.html'), 'utf8')).toBe(first)
    expect(await readFile(join(out, 'index.html'), 'utf8')).toBe(index)
    expect(await readFile(join(out, 'mine.txt'), 'utf8')).toBe('mine')
    await rm(join(out, 'mine.txt'))
  })

  it('changes nothing if a page cannot be made, written or moved', async () => {
    const folder = join(root, 'kept')
    await writePages(notebooks, folder)
    const changed = { name: '01-first', notebook: { cells: [markdown('# Changed')] } }
    const broken = { name: '03-broken', notebook: { cells: [null] } } as never
    await expect(writePages([changed, broken], folder)).rejects.toThrow(TypeError)
    const long = { name: 'x'.repeat(260), notebook: { cells: [] } }
    await expect(writePages([changed, long], folder)).rejects.toThrow('ENAMETOOLONG')
    const { rename: move } = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
    vi.mocked(rename).mockImplementation(async (from, to) => {
      if (String(to) === join(folder, 'plotly.js') && !String(from).includes('old')) throw new Error('disk gone')
      return move(from, to)
    })
    await expect(writePages([changed, { ...changed, name: '09-new' }], folder)).rejects.toThrow('disk gone')
    vi.mocked(rename).mockImplementation(move)
    expect(await readFile(join(folder, '01-first.html'), 'utf8')).toBe(first)
    expect(await readFile(join(folder, 'index.html'), 'utf8')).toBe(index)
    expect((await readdir(folder)).sort()).toEqual(['01-first.html', '02-next.html', 'index.html', 'plotly.js'])
    expect((await readdir(root)).sort()).toEqual(['kept', 'reports'])
  })

  it.each([
    'index',
    'a/b',
    '',
    '01-first',
  ])('refuses the name "%s" when it is reserved, a path, empty or taken', async (name) => {
    await expect(writePages([notebooks[0], { name, notebook }], out)).rejects.toThrow(RangeError)
  })

  it('introduces each notebook with its title, question, answer and picture', () => {
    const card = index.slice(index.indexOf('<article'), index.indexOf('</article>'))
    expect(card).toContain('<a href="01-first.html">Are there segments?</a>')
    expect(card).toContain('<p>How many, and how sure are we?</p>')
    expect(card).toContain('<p><strong>Three</strong> segments.</p>')
    expect(card).toContain(`src="data:image/png;base64,${still}" alt="Two bars" width="4" height="2"`)
  })

  it('shows markup from data as text, everywhere', () => {
    for (const html of [first, index]) {
      expect(html).not.toContain('<img src=x')
      expect(html).not.toContain('\u2028"')
    }
    expect(first).toContain('Category &lt;img src=x onerror=')
    expect(first).toContain('&#60;img src=x onerror=')
    expect(first).toContain('\\u003cimg src=x onerror=')
  })

  it('gives headings ids that are unique, readable in any script, and different from those of the page', () => {
    const ids = [...first.matchAll(/<h\d id="([^"]*)"/g)].map(([, id]) => id)
    expect(ids).toEqual(['are-there-segments', 'größe-意味', 'größe-意味-2', 'main-2'])
  })

  it('links to the page of a notebook, not to its file', () => {
    expect(first).toContain('<a href="02-next.html#map">the next</a>')
  })

  it('puts an emphasized sentence after a figure under it, as its caption', () => {
    expect(first).toMatch(/<figcaption class="prose"><p>n = 5; bars are counts<\/p>\s*<\/figcaption>/)
    expect(first.match(/bars are counts/g)).toHaveLength(1)
  })

  it('shows a foreign table that contains more than a table as plain text', () => {
    expect(first).toContain('the plain words')
  })
})

describe('isTable', () => {
  it('accepts what the library writes', () => expect(isTable(wideTable)).toBe(true))

  it.each([
    '',
    'words',
    '<table><tr><td>1</td></tr>',
    '<table></table></div>',
    '<table><tr></table></tr>',
    '<table><table></table></table>',
    '<table onclick="x()"></table>',
    '<table><td style="position:fixed">1</td></table>',
    '<table><td><script>1</script></td></table>',
    '<table><td><img src=x></td></table>',
    '<table class="a" onload=x></table>',
    '<table></table>words',
  ])('refuses %s', (html) => expect(isTable(html)).toBe(false))
})

describe('embedJson', () => {
  it('contains no character that a script element or an old parser would act on, and reads back the same', () => {
    const json = embedJson({ text: `${attack}\u2029&` })
    expect(json).not.toMatch(/[<>&\u2028\u2029]/)
    expect(JSON.parse(json)).toEqual({ text: `${attack}\u2029&` })
  })
})

const executablePath = ['chromium', 'chromium-browser', 'google-chrome'].map(findProgram).find(Boolean)

describe.runIf(executablePath)('a page in a browser, from a file, without a network', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
  })
  afterAll(() => browser?.close())

  async function open(file: string, options: BrowserContextOptions): Promise<{ page: Page; faults: string[] }> {
    const context = await browser.newContext({ offline: true, ...options })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || faults.push(request.url()))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(pathToFileURL(join(out, file)).href)
    return { page, faults }
  }

  it.each([390, 1440])('fits %d pixels, requests nothing, and every figure becomes interactive', async (width) => {
    for (const file of ['index.html', '01-first.html']) {
      const { page, faults } = await open(file, { viewport: { width, height: 800 } })
      for (const figure of await page.locator('figure.plot').all()) {
        await figure.scrollIntoViewIfNeeded()
        await figure.locator('.drawn .live .main-svg').first().waitFor()
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      expect(await page.title()).not.toBe('owned')
      expect(faults).toEqual([])
      await page.context().close()
    }
  })

  it('keeps the whole caption of a wide table in view on a phone, and the text of a still readable', async () => {
    const { page } = await open('01-first.html', { viewport: { width: 390, height: 800 }, javaScriptEnabled: false })
    const caption = page.getByText('Wide, with more words')
    const inView = async () => {
      const { x, width } = (await caption.boundingBox())!
      return x >= 0 && x + width <= 390
    }
    expect(await inView()).toBe(true)
    await page.locator('.scroll').evaluate((box) => box.scrollTo(400, 0))
    expect(await inView()).toBe(true)
    expect((await page.getByAltText('Two bars').boundingBox())!.width).toBeGreaterThan(500)
    await page.context().close()
  })

  it('draws a figure only once it is near the screen', async () => {
    const { page } = await open('01-first.html', { viewport: { width: 1440, height: 200 } })
    await page.waitForTimeout(300)
    expect(await page.locator('.live').count()).toBe(0)
    expect(await page.locator('script[src]').count()).toBe(0)
    await page.context().close()
  })

  it('folds the code, and prints stills without it', async () => {
    const { page } = await open('01-first.html', { viewport: { width: 1440, height: 800 } })
    const source = page.locator('details.code pre').first()
    expect(await source.isVisible()).toBe(false)
    await page.locator('details.code summary').first().click()
    expect(await source.isVisible()).toBe(true)
    await page.locator('figure.plot').first().scrollIntoViewIfNeeded()
    await page.locator('.drawn').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await source.isVisible()).toBe(false)
    expect(await page.locator('.live').first().isVisible()).toBe(false)
    expect(await page.getByAltText('Two bars').isVisible()).toBe(true)
    await page.context().close()
  })

  it('shows everything without scripts: sentences, tables, stills, and alt text for a figure without one', async () => {
    const { page, faults } = await open('01-first.html', { javaScriptEnabled: false })
    for (const words of ['Three segments.', '1,234,567.89', 'bars are counts'])
      expect(await page.getByText(words).first().isVisible()).toBe(true)
    expect(await page.getByAltText('Two bars').isVisible()).toBe(true)
    expect(await page.locator('noscript p').innerText()).toBe('Without a still')
    expect(await page.locator('noscript p').isVisible()).toBe(true)
    expect(faults).toEqual([])
    await page.context().close()
  })
})

function findProgram(name: string): string | undefined {
  try {
    return execFileSync('which', [name], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

it('the front page shows the data and the verdict once, and the pages of the notebooks each show them', () => {
  const answers =
    '<p><em>Data: simulated customers.</em></p>\n<p><strong>Verdict: segments.</strong> Three.</p>\n<p>Found.</p>'
  const page = { title: 'A?', question: '', answers, figure: undefined, headings: [], body: answers }
  const html = indexHtml([
    { ...page, name: '01-a' },
    { ...page, name: '02-b' },
  ])
  expect(html.split('Data: simulated customers.')).toHaveLength(2)
  expect(html.indexOf('Data: simulated customers.')).toBeLessThan(html.indexOf('<article'))
  expect(html.split('Verdict: segments.')).toHaveLength(2)
  expect(html.split('<p>Found.</p>')).toHaveLength(3)
})
