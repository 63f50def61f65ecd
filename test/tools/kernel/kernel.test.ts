import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Kernel, KernelError } from '../../../tools/kernel/kernel.js'

const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** What a cell, or the end, throws. */
async function failureOf(work: Promise<unknown>): Promise<KernelError> {
  const error = await work.then(
    () => new Error('nothing failed'),
    (thrown) => thrown,
  )
  expect(error).toBeInstanceOf(KernelError)
  return error
}

/** What fails in a kernel of its own. */
async function failure(work: (kernel: Kernel) => Promise<unknown>): Promise<{ error: KernelError; pid: number }> {
  const kernel = await Kernel.start(folder)
  try {
    return { error: await failureOf(work(kernel)), pid: kernel.pid }
  } finally {
    await kernel.kill()
  }
}

describe('a kernel', () => {
  test('gives the outputs of a cell in order, and shuts down cleanly', async () => {
    const kernel = await Kernel.start(folder)
    const html = "import { display } from 'tslab'\nconsole.log('a')\ndisplay.html('<b>b</b>')\n1 + 1"
    const outputs = await kernel.execute(html, 20_000)
    expect(outputs.map(({ type, content }) => [type, content.text ?? content.data])).toEqual([
      ['stream', 'a\n'],
      ['display_data', { 'text/html': '<b>b</b>' }],
      ['stream', '2\n'],
    ])
    await kernel.shutdown()
    expect(lives(kernel.pid)).toBe(false)
  })

  describe('that stays alive', () => {
    let kernel: Kernel
    beforeAll(async () => {
      kernel = await Kernel.start(folder)
    })
    afterAll(() => kernel.kill())

    test.each([
      ['throws', "throw new RangeError('too far')", /RangeError: too far/],
      ['rejects after an await', "await Promise.reject(new Error('awaited'))", /Error: awaited/],
      ['does not compile', "const n: number = 'text'", /1:7 - Type 'string' is not assignable to type 'number'/],
      ['writes on stderr', "console.error('beware')", /^beware$/],
    ])('fails on a cell that %s, and on none before or after it', async (_, cell, message) => {
      await kernel.execute('const a = 1', 20_000)
      expect((await failureOf(kernel.execute(cell, 20_000))).message).toMatch(message)
      // What comes within 200 ms of a cell that failed is turned away by tslab.
      await sleep(300)
      await kernel.execute('const b = 2', 20_000)
    })

    // The last one here: its rejection would fail the next cell, too.
    test('fails on a cell that leaves a rejected promise', async () => {
      const cell = "Promise.reject(new Error('floating'))\nconsole.log(1)"
      expect((await failureOf(kernel.execute(cell, 20_000))).message).toMatch(/Error: floating/)
      await kernel.kill()
      expect(lives(kernel.pid)).toBe(false)
    })
  })

  test('fails on a promise that is rejected after its cell, and after the last one', async () => {
    const later = "setTimeout(() => Promise.reject(new Error('late')), 50)\nconsole.log(1)"
    const wait = 'await new Promise((resolve) => setTimeout(resolve, 200))'
    // On a busy machine the rejection may come before the cell has ended: then it is told as the cell's own.
    const atTheEnd = await failure((kernel) => kernel.execute(later, 20_000).then(() => kernel.shutdown()))
    expect(atTheEnd.error.message).toMatch(/^(after an earlier cell had ended: |Unhandled\w+: )?Error: late/)
    const inTheNext = await failure((kernel) => kernel.execute(later, 20_000).then(() => kernel.execute(wait, 20_000)))
    expect(inTheNext.error.message).toMatch(/Error: late/)
  })

  test.each([
    ['ends the process', 'process.exit(3)', /the kernel died \(exit code 3\)/],
    ['prints more than tslab can take', 'for (let i = 0; i < 3000; i++) console.log(i)', /the kernel lost messages/],
  ])('fails on a cell that %s', async (_, cell, message) => {
    const { error, pid } = await failure((kernel) => kernel.execute(cell, 20_000))
    expect(error.message).toMatch(message)
    expect(lives(pid)).toBe(false)
  })

  test.each([
    ['a loop', 'while (true) {}'],
    ['a promise', 'await new Promise(() => {})'],
  ])('is killed when %s does not end in time', async (_, cell) => {
    const { error, pid } = await failure((kernel) => kernel.execute(cell, 500))
    expect(error.message).toMatch(/^the cell did not end in 0.5 s/)
    expect(lives(pid)).toBe(false)
  })

  test('says so when it cannot start', async () => {
    await expect(Kernel.start(join(folder, 'absent'))).rejects.toThrow()
  })
})
