import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('./peer.py', import.meta.url))

/** What the Python side answers: how long a task took, and the number it found. */
export interface Answer {
  readonly seconds: number
  readonly value: number | null
}

/** The Python side: one process for all tasks, so that its start and its imports are not counted. */
export class Peer {
  private constructor(
    private readonly process: ChildProcessWithoutNullStreams,
    private readonly lines: AsyncIterator<string>,
    /** The versions of Python and its packages. */
    readonly versions: string,
  ) {}

  /**
   * Start it.
   *
   * @param python the command
   * @param folder with customers.csv, x.bin and labels.bin
   * @throws {Error} if the command is absent, or lacks a package
   */
  static async start(python: string, folder: string, rows: number, cols: number): Promise<Peer> {
    const child = spawn(python, [SCRIPT, folder, `${rows}`, `${cols}`])
    const failed = new Promise<never>((_, reject) =>
      child.on('error', () => reject(new Error(`no ${python} was found`))),
    )
    let said = ''
    child.stderr.on('data', (text) => {
      said += text
    })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const first = await Promise.race([lines.next(), failed])
    const hello = first.done ? { problem: said.trim().split('\n').at(-1) } : JSON.parse(first.value)
    if (hello.problem) throw new Error(`${python} cannot be used: ${hello.problem}`)
    return new Peer(child, lines, hello.versions)
  }

  /** Run a task there. */
  async run(name: string): Promise<Answer> {
    this.process.stdin.write(`${name}\n`)
    const answer = await this.lines.next()
    if (answer.done) throw new Error(`the Python side ended in ${name}`)
    return JSON.parse(answer.value)
  }

  end(): void {
    this.process.stdin.end()
  }
}
