import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { vi } from 'vitest'
import type { Place } from '../../tools/command/command.js'
import type { Output } from '../../tools/command/progress.js'
import { type Cell, type CodeCell, formatNotebook, type Notebook, parseNotebook } from '../../tools/kernel/notebook.js'
import { type Figure, marked } from '../../tools/pages/stills.js'

const HOME = process.cwd()

export const code = (source: string, id = 'c', tags?: string[]): CodeCell => ({
  cell_type: 'code',
  id,
  source,
  metadata: tags ? { tags } : {},
  outputs: [],
  execution_count: null,
})

export const text = (source: string, id = 't'): Cell => ({ cell_type: 'markdown', id, source, metadata: {} })

/** A notebook of code cells, by their sources, or of cells. */
export function notebookOf(...cells: (string | Cell)[]): Notebook {
  const made = cells.map((cell, i) => (typeof cell === 'string' ? code(cell, `c${i}`) : cell))
  return parseNotebook(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: made }))
}

/** A picture (base64) that says that it is ours, of this figure; its header and pixels are nothing. */
export const stillOf = (figure: Figure, pixels = ''): string =>
  marked(Buffer.from(pixels.padStart(40)).toString('base64'), figure)

/** A small project of its own below runs/, where node_modules is found upwards. */
export class Project {
  readonly root: string

  constructor() {
    const runs = join(HOME, 'runs')
    createRequire(import.meta.url)('node:fs').mkdirSync(runs, { recursive: true })
    this.root = mkdtempSync(join(runs, '.test-'))
  }

  async write(file: string, content: string | Notebook): Promise<void> {
    await mkdir(join(this.root, file, '..'), { recursive: true })
    await writeFile(join(this.root, file), typeof content === 'string' ? content : formatNotebook(content))
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8')
  }

  notebook(file: string): Notebook {
    return parseNotebook(this.read(file), file)
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }

  /** Run a tool as npm does; `env` changes the environment. */
  run(tool: 'start' | 'check', args: string[] = [], env: NodeJS.ProcessEnv = {}) {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
    const command = ['--import', tsx, join(HOME, 'tools', `${tool}.ts`), ...args]
    const child = spawn(process.execPath, command, {
      cwd: this.root,
      env: { ...process.env, INIT_CWD: this.root, ...env },
    })
    const said = { out: '', err: '' }
    child.stdout.on('data', (chunk) => {
      said.out += chunk
    })
    child.stderr.on('data', (chunk) => {
      said.err += chunk
    })
    const done = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      child.on('close', (code) => resolve({ code, ...said }))
    })
    return { child, said, done }
  }
}

/** What was said beside how notebooks went on. */
export const trouble = (err: string): string =>
  err.replace(/^[\w-]+: (starts|cell \d+\/\d+|done in [\d.]+ s)(, .* left)?\n/gm, '')

/** An environment in which no browser is found. */
export const NO_BROWSER = { PATH: '', CHROMIUM: '' }

/** Call a tool in this process, which saves the start of another, where no browser is found; one at a time. */
export async function call(
  tool: (argv: readonly string[], place: Place) => Promise<number>,
  { root }: Project,
  args: readonly string[] = [],
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const stream = (name: keyof typeof said) => ({
    write(text: string) {
      said[name] += text
      return true
    },
  })
  for (const [name, value] of Object.entries(NO_BROWSER)) vi.stubEnv(name, value)
  try {
    const code = await tool(args, { root, cwd: root, out: stream('out') as Output, err: stream('err') as Output })
    return { code, ...said }
  } finally {
    vi.unstubAllEnvs()
  }
}
