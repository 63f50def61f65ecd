import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Dealer, Subscriber } from 'zeromq'
import { freePorts, listens } from './ports.js'
import { decode, encode, type Message } from './wire.js'

/** A failure in a kernel; the message is the kernel's own where there is one. */
export class KernelError extends Error {
  override name = 'KernelError'
}

const GUARD = fileURLToPath(new URL('./kernel-guard.cjs', import.meta.url))
const TSLAB = join(dirname(createRequire(import.meta.url).resolve('tslab/package.json')), 'bin', 'tslab')
const living = new Map<ChildProcess, string>()

/** Kill every kernel that this process started: the last step when it is interrupted. */
export function killKernels(): void {
  for (const [child, folder] of living) {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A running tslab kernel, used through the Jupyter protocol. */
export class Kernel {
  private readonly session = randomUUID()
  private readonly waiting = new Map<string, (reply: Message) => void>()
  private readonly outputs = new Map<string, Message[]>()
  private readonly idle = new Map<string, () => void>()
  private readonly died: Promise<never>
  private stray = ''
  private console = ''
  private floating = ''
  private closed = false

  private constructor(
    private readonly child: ChildProcess,
    private readonly key: string,
    private readonly shell: Dealer,
    private readonly iopub: Subscriber,
  ) {
    this.died = new Promise((_, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => {
        living.delete(child)
        reject(new KernelError(`the kernel died (${signal ?? `exit code ${code}`})${this.lastWords()}`))
      })
    })
    this.died.catch(() => {})
    child.stderr?.setEncoding('utf8').on('data', (written: string) => {
      this.console = (this.console + written).slice(-4000)
      if (written.includes(FLOATING)) this.floating += written.slice(written.indexOf(FLOATING)).replaceAll(FLOATING, '')
    })
    this.listen(shell, (message) => this.waiting.get(message.parent)?.(message))
    this.listen(iopub, (message) => this.receive(message))
  }

  /**
   * Start a fresh kernel and wait until it answers and its outputs arrive.
   *
   * @param cwd the folder that the notebook's code runs in
   * @param timeout in milliseconds
   * @param attempts how often to try, if ports are taken or busy
   * @throws {KernelError} if it dies or does not answer
   */
  static async start(cwd: string, timeout = 60_000, attempts = 3): Promise<Kernel> {
    const folder = await mkdtemp(join(tmpdir(), 'segments-kernel-'))
    const key = randomUUID()
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5)
    const ports = { shell_port, iopub_port, stdin_port, control_port, hb_port }
    const file = join(folder, 'connection.json')
    const connection = { transport: 'tcp', ip: '127.0.0.1', ...ports, key, signature_scheme: 'hmac-sha256' }
    await writeFile(file, JSON.stringify(connection), { mode: 0o600 })
    const command = ['--require', GUARD, TSLAB, 'kernel', '--config-path', file]
    const child = spawn(process.execPath, command, { cwd, stdio: ['pipe', 'ignore', 'pipe'] })
    living.set(child, folder)
    const shell = new Dealer({ linger: 0, reconnectInterval: 20 })
    const iopub = new Subscriber({ linger: 0, reconnectInterval: 20, receiveHighWaterMark: 0 })
    shell.connect(`tcp://127.0.0.1:${shell_port}`)
    iopub.connect(`tcp://127.0.0.1:${iopub_port}`)
    iopub.subscribe()
    const kernel = new Kernel(child, key, shell, iopub)
    try {
      await kernel.within(
        kernel.handshake(Object.values(ports)),
        timeout,
        `the kernel did not answer in ${timeout / 1000} s`,
      )
      return kernel
    } catch (error) {
      await kernel.kill()
      const unlucky = [TAKEN, BUSY].some((words) => kernel.floating.includes(words))
      if (attempts === 1 || !unlucky) throw error
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    // Another program took a port before tslab used it, or a request came while tslab bound its sockets and stopped it.
    return Kernel.start(cwd, timeout, attempts - 1)
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  /**
   * Run one cell.
   *
   * @param code TypeScript
   * @param timeout in milliseconds; if the cell takes longer, the kernel is killed
   * @returns the cell's outputs, in order: `stream`, `display_data`, `update_display_data`, `execute_result`
   * @throws {KernelError} if the cell fails in any way. tslab never reports `error`, so any text on stderr fails the
   *   cell and becomes the message
   */
  async execute(code: string, timeout: number): Promise<Message[]> {
    this.failOnStray()
    const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false }
    const [reply, messages] = await this.within(
      this.settled('execute_request', content),
      timeout,
      `the cell did not end in ${timeout / 1000} s`,
    )
    const stderr = messages.filter(isStderr).map(text).join('')
    if (this.floating.includes(BUSY)) throw new KernelError(LOST)
    const failed = stderr || this.floating
    if (failed || reply.content.status !== 'ok') {
      throw new KernelError(readable(failed) || `the kernel answered ${String(reply.content.status)}`)
    }
    return messages.filter((message) => OUTPUTS.has(message.type))
  }

  /**
   * Shut the kernel down; kill it if it does not exit, for example because a timer still runs.
   *
   * @throws {KernelError} if something failed after the last cell
   */
  async shutdown(): Promise<void> {
    const gone = this.died.catch(() => {})
    try {
      this.failOnStray()
      await Promise.race([this.ask('shutdown_request', { restart: false }), gone, sleep(1000)])
      await Promise.race([gone, sleep(1000, undefined, { ref: false })])
      await sleep(0)
      this.failOnStray()
    } finally {
      await this.kill()
    }
  }

  /** Kill the kernel and wait until it is gone. */
  async kill(): Promise<void> {
    this.closed = true
    if (living.has(this.child)) this.child.kill('SIGKILL')
    await this.died.catch(() => {})
    this.shell.close()
    this.iopub.close()
  }

  private async handshake(ports: readonly number[]): Promise<void> {
    const listening = async () => (await Promise.all(ports.map(listens))).every(Boolean)
    while (!(await Promise.race([listening(), this.died]))) await Promise.race([sleep(20), this.died])
    // The subscription takes a moment to reach the kernel, and anything published before that is lost.
    for (;;) {
      const asked = this.settled('kernel_info_request', {})
      const answered = await Promise.race([asked.then(() => true), sleep(100, false), this.died])
      // A request that arrives while tslab binds its sockets is lost, with a note on stderr: ask again.
      if (BINDING.test(this.floating) && !this.floating.includes(TAKEN)) this.floating = ''
      else if (this.floating) throw new KernelError(`the kernel did not start: ${readable(this.floating)}`)
      else if (answered) return
    }
  }

  /** Send a request and collect what is published until the kernel is idle, plus a round trip for late failures. */
  private async settled(type: string, content: object): Promise<[Message, Message[]]> {
    const { id, reply } = this.send(type, content)
    const messages: Message[] = []
    this.outputs.set(id, messages)
    const idle = new Promise<void>((resolve) => this.idle.set(id, resolve))
    const answer = await reply
    await this.within(idle, 3000, LOST)
    // An unhandled rejection is reported after the reply: from a cell, or from a port that another program took.
    await this.ask('kernel_info_request', {})
    await sleep(1)
    this.outputs.delete(id)
    return [answer, messages]
  }

  private ask(type: string, content: object): Promise<Message> {
    const { id, reply } = this.send(type, content)
    const idle = new Promise<void>((resolve) => this.idle.set(id, resolve))
    return reply.then(async (message) => {
      if (type !== 'shutdown_request') await idle
      return message
    })
  }

  private send(type: string, content: object): { id: string; reply: Promise<Message> } {
    const { id, frames } = encode(this.key, this.session, type, content)
    const reply = new Promise<Message>((resolve) => this.waiting.set(id, resolve))
    this.shell.send(frames).catch(() => {})
    return { id, reply }
  }

  private receive(message: Message): void {
    if (message.type === 'status') {
      if (message.content.execution_state === 'idle') this.idle.get(message.parent)?.()
      return
    }
    const messages = this.outputs.get(message.parent)
    if (messages) messages.push(message)
    else if (isStderr(message)) this.stray += text(message)
  }

  private async listen(socket: Dealer | Subscriber, take: (message: Message) => void): Promise<void> {
    try {
      for await (const frames of socket) take(decode(this.key, frames))
    } catch (error) {
      if (!this.closed) this.stray += `${error}`
    }
  }

  private async within<T>(work: Promise<T>, timeout: number, message: string): Promise<T> {
    const clock = new AbortController()
    const late = sleep(timeout, undefined, { signal: clock.signal }).then(() => {
      throw new KernelError(`${message}${this.lastWords()}`)
    })
    late.catch(() => {})
    try {
      return await Promise.race([work, late, this.died])
    } finally {
      clock.abort()
    }
  }

  private failOnStray(): void {
    const stray = this.stray || this.floating
    this.stray = this.floating = ''
    if (stray) throw new KernelError(`after an earlier cell had ended: ${readable(stray)}`)
  }

  private lastWords(): string {
    const written = [...[...this.outputs.values()].flat().filter(isStderr).map(text), this.stray, this.console]
    const words = readable(written.join('').replaceAll(FLOATING, ''))
    return words && `:\n${words}`
  }
}

const BINDING = /blocked by a bind/
const TAKEN = 'EADDRINUSE'
/** tslab writes this if a request arrives while it binds its sockets. */
const BUSY = 'EBUSY'
const FLOATING = '\u0001'
const LOST = 'the kernel lost messages: print one joined text per cell (tslab loses messages above about 500 at once)'
const OUTPUTS = new Set(['stream', 'display_data', 'update_display_data', 'execute_result'])
const isStderr = (message: Message): boolean => message.type === 'stream' && message.content.name === 'stderr'
const text = (message: Message): string => String(message.content.text ?? '')

/** Remove stack frames of Node and tslab, which say nothing about the cell. */
const readable = (words: string): string =>
  words
    .split('\n')
    .filter((line) => !/^\s+at .*(node:|[\\/]tslab[\\/]dist[\\/])/.test(line))
    .join('\n')
    .trim()
