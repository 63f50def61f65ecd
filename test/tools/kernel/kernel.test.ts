import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
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

/** Run cells in a kernel of their own; what the last one, or the end, throws. */
async function failure(cells: string[], timeout = 20_000): Promise<{ error: KernelError; cell: number; pid: number }> {
  const kernel = await Kernel.start(folder)
  let cell = 0
  try {
    for (const source of cells) {
      cell++
      await kernel.execute(source, timeout)
    }
    cell++
    await kernel.shutdown()
    throw new Error('nothing failed')
  } catch (error) {
    return { error: error as KernelError, cell, pid: kernel.pid }
  } finally {
    await kernel.kill()
  }
}

describe.concurrent('a kernel', () => {
  test('gives the outputs of a cell in order, and ends in peace', async () => {
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

  test.each([
    ['throws', ['const a = 1', "throw new RangeError('too far')"], 2, /RangeError: too far/],
    ['rejects after an await', ["await Promise.reject(new Error('awaited'))"], 1, /Error: awaited/],
    ['does not compile', ["const n: number = 'text'"], 1, /1:7 - Type 'string' is not assignable to type 'number'/],
    ['writes on stderr', ["console.error('beware')"], 1, /^beware$/],
    ['leaves a rejected promise', ["Promise.reject(new Error('floating'))\nconsole.log(1)"], 1, /Error: floating/],
    ['ends the process', ['process.exit(3)'], 1, /the kernel died \(exit code 3\)/],
    [
      'prints more than tslab can take',
      ['for (let i = 0; i < 3000; i++) console.log(i)'],
      1,
      /the kernel lost messages/,
    ],
  ])('fails on a cell that %s', async (_, cells, at, message) => {
    const { error, cell, pid } = await failure(cells)
    expect(error).toBeInstanceOf(KernelError)
    expect(error.message).toMatch(message)
    expect(cell).toBe(at)
    expect(lives(pid)).toBe(false)
  })

  test('fails on a promise that is rejected after its cell, and after the last one', async () => {
    const later = "setTimeout(() => Promise.reject(new Error('late')), 50)\nconsole.log(1)"
    // On a busy machine the rejection may come before the cell has ended: then it is told as the cell's own.
    expect((await failure([later])).error.message).toMatch(
      /^(after an earlier cell had ended: |Unhandled\w+: )?Error: late/,
    )
    const wait = 'await new Promise((resolve) => setTimeout(resolve, 200))'
    expect((await failure([later, wait])).error.message).toMatch(/Error: late/)
  })

  test.each([
    ['a loop', 'while (true) {}'],
    ['a promise', 'await new Promise(() => {})'],
  ])('is killed when %s does not end in time', async (_, cell) => {
    const { error, pid } = await failure([cell], 1500)
    expect(error.message).toMatch(/^the cell did not end in 1.5 s/)
    expect(lives(pid)).toBe(false)
  })

  test('says so when it cannot start', async () => {
    await expect(Kernel.start(join(folder, 'absent'))).rejects.toThrow()
  })
})
