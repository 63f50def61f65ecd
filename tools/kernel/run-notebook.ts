import { Kernel } from './kernel.js'
import { type Cell, type CodeCell, isCode, joined, type Notebook, type Output } from './notebook.js'
import type { Message } from './wire.js'

/** A cell that failed: its number, its source, and the kernel's message. */
export class CellError extends Error {
  override name = 'CellError'
  constructor(
    /** 1 for the first code cell, as Jupyter numbers them. */
    readonly cell: number,
    readonly source: string,
    message: string,
  ) {
    super(message)
  }
}

export interface RunOptions {
  /** The folder that the notebook's code runs in. */
  cwd: string
  /** Milliseconds that a cell may take; 10 minutes by default. */
  timeout?: number
  /** Called before each code cell with its number, from 1, and the number of code cells. */
  progress?: (cell: number, cells: number) => void
}

/**
 * Run a notebook's code cells in order in a fresh kernel.
 *
 * @param notebook not modified
 * @returns the notebook with the outputs of this run only: counted from 1, without times, paths or ids of the run
 * @throws {CellError} on the first cell that fails
 */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<Notebook> {
  const total = notebook.cells.filter(isCode).length
  const kernel = await Kernel.start(options.cwd)
  const displays: Displays = new Map()
  const fresh: Notebook = { ...notebook, metadata: METADATA, cells: [] }
  let count = 0
  try {
    for (const cell of notebook.cells) {
      if (isCode(cell)) {
        count += 1
        options.progress?.(count, total)
      }
      const normal = { ...cell, metadata: kept(cell.metadata) }
      fresh.cells.push(isCode(normal) ? await runCell(kernel, normal, count, displays, options.timeout) : normal)
    }
    await kernel.shutdown().catch((error) => {
      throw new CellError(count, '', error.message)
    })
  } finally {
    await kernel.kill()
  }
  return fresh
}

/** Metadata that names the language; anything else that an editor left is dropped. */
const METADATA = {
  kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tslab' },
  language_info: {
    codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
    file_extension: '.ts',
    mimetype: 'text/typescript',
    name: 'typescript',
    version: '3.7.2',
  },
}

/** Keep tags and hidden states, but not the times that editors store in a cell. */
const kept = ({ tags, jupyter }: Cell['metadata']): Cell['metadata'] => ({
  ...(tags && { tags }),
  ...(jupyter !== undefined && { jupyter }),
})

type Displays = Map<string, Extract<Output, { output_type: 'display_data' }>>

async function runCell(kernel: Kernel, cell: CodeCell, count: number, displays: Displays, timeout = 600_000) {
  const source = joined(cell.source)
  try {
    const outputs: Output[] = []
    for (const message of await kernel.execute(source, timeout)) addOutput(outputs, message, count, displays)
    return { ...cell, execution_count: count, outputs }
  } catch (error) {
    throw new CellError(count, source, (error as Error).message)
  }
}

function addOutput(outputs: Output[], message: Message, count: number, displays: Displays): void {
  const { data, metadata, name, text, transient } = message.content as unknown as DisplayContent
  const last = outputs.at(-1)
  if (message.type === 'stream') {
    if (last?.output_type === 'stream' && last.name === name) last.text = joined(last.text) + text
    else outputs.push({ output_type: 'stream', name, text })
  } else if (message.type === 'execute_result') {
    outputs.push({ output_type: 'execute_result', data, metadata: metadata ?? {}, execution_count: count })
  } else if (message.type === 'update_display_data') {
    Object.assign(displays.get(transient?.display_id ?? '') ?? {}, { data, metadata: metadata ?? {} })
  } else {
    const output = { output_type: 'display_data' as const, data, metadata: metadata ?? {} }
    if (transient?.display_id) displays.set(transient.display_id, output)
    outputs.push(output)
  }
}

interface DisplayContent {
  data: Record<string, unknown>
  metadata?: Record<string, unknown>
  name: 'stdout' | 'stderr'
  text: string
  transient?: { display_id?: string }
}
