import { existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { copyWhole, unwritten, writeWhole } from '../command/write-whole.js'
import { indexHtml, pageHtml, withLink } from './layout.js'
import type { Notebook } from './notebook.js'
import { renderPage } from './page.js'

/** The page of npm run compare. It is kept when the notebooks' pages are rewritten. */
const COMPARISON = 'compare'

/**
 * Write notebooks as HTML pages that need no network: an index, one page per notebook, and the Plotly library.
 * Every file is written to a temporary folder first; if anything fails, `outDir` stays as it was.
 *
 * @param notebooks executed notebooks in reading order; `name` is the file name without its extension
 * @param outDir a folder, created if it does not exist; its other files are kept
 * @returns the paths of the files written
 * @throws {RangeError} on a name that is used twice, or that is not a plain file name
 */
export async function writePages(notebooks: { name: string; notebook: Notebook }[], outDir: string): Promise<string[]> {
  checkNames(notebooks.map(({ name }) => name))
  const pages = notebooks.map(({ name, notebook }) => renderPage(name, notebook))
  const index = indexHtml(pages)
  const compared = existsSync(join(outDir, `${COMPARISON}.html`))
  const texts = new Map([['index.html', compared ? withLink(index, COMPARISON) : index]])
  for (const page of pages) texts.set(`${page.name}.html`, pageHtml(page, pages))
  await mkdir(dirname(resolve(outDir)), { recursive: true })
  const temporary = await mkdtemp(`${resolve(outDir)}-`)
  try {
    for (const [file, html] of texts) {
      await writeFile(join(temporary, file), html).catch((error) => {
        throw unwritten(join(outDir, file), error)
      })
    }
    await copyFile(createRequire(import.meta.url).resolve('plotly.js-dist'), join(temporary, 'plotly.js'))
    const files = [...texts.keys(), 'plotly.js']
    await replace(files, temporary, outDir)
    return files.map((file) => join(outDir, file))
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/**
 * Write a single page beside others. It and their index link to each other; the Plotly library is added if missing.
 *
 * @param notebook to show on the page
 * @param file replaced in one step; its folder is created if it does not exist
 */
export async function writePage(notebook: Notebook, file: string): Promise<void> {
  const page = renderPage(basename(file, '.html'), notebook)
  await mkdir(dirname(file), { recursive: true })
  const library = join(dirname(file), 'plotly.js')
  if (!existsSync(library)) await copyWhole(createRequire(import.meta.url).resolve('plotly.js-dist'), library)
  writeWhole(file, pageHtml(page, [page]))
  const index = join(dirname(file), 'index.html')
  if (existsSync(index)) writeWhole(index, withLink(readFileSync(index, 'utf8'), page.name))
}

/** Move files into a folder together: if one cannot be moved, the files that they replaced are restored. */
async function replace(files: readonly string[], from: string, to: string): Promise<void> {
  const old = join(from, 'old')
  await mkdir(old)
  await mkdir(to, { recursive: true })
  const moved: string[] = []
  try {
    for (const file of files) {
      await rename(join(to, file), join(old, file)).catch(absent)
      moved.push(file)
      await rename(join(from, file), join(to, file))
    }
  } catch (error) {
    for (const file of moved) {
      await rm(join(to, file), { force: true })
      await rename(join(old, file), join(to, file)).catch(absent)
    }
    throw error
  }
}

function absent(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

function checkNames(names: readonly string[]): void {
  const wrong = names.find((name, i) => name === 'index' || !/^[^/\\]+$/.test(name) || names.indexOf(name) !== i)
  if (wrong !== undefined)
    throw new RangeError(`writePages requires distinct plain names other than "index", got "${wrong}"`)
}
