import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { main } from '../../../tools/bench/bench.js'
import { report } from '../../../tools/bench/report.js'

const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
/** A peer that takes half a second and finds 1, whatever it is asked; told to end, it writes a file named after its last task. */
const peer = join(folder, 'python')
writeFileSync(
  peer,
  '#!/bin/sh\necho \'{"versions": "Snake 3"}\'\nwhile read task; do last=$task; echo \'{"seconds": 0.5, "value": 1}\'; done\ntouch "$0.$last"\n',
)
chmodSync(peer, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let [out, err] = ['', '']
beforeEach(() => {
  out = ''
  err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

test('a row has the medians of both sides, and the ratio within rounds with its range', () => {
  const rows = report([{ does: 'k-means', ours: [0.1, 0.3, 0.2], peer: [0.4, 0.3, 1.2] }]).split('\n')
  expect(rows[0]).toBe('| Step | Ours | Python stack | Times as fast |')
  expect(rows[2]).toBe('| k-means | 200 ms | 400 ms | 4.0 (1.0 to 6.0) |')
  expect(report([{ does: 'read', ours: [2], peer: [1] }])).toContain('| read | 2.0 s | 1.0 s | 0.5 (0.5 to 0.5) |')
})

test('each step is timed on both sides, and the table names the versions', async () => {
  expect(await main(['--python', peer, '--customers', '1000', '--rounds', '1', '--only', 'summary'])).toBe(0)
  expect(out).toMatch(/^1000 simulated customers; Node \d.*; Snake 3\n\n\| Step/)
  expect(out).toMatch(/\| means and medians by channel \| \d+ ms \| 500 ms \|/)
})

test('sides that find different numbers are an error, not a ratio', async () => {
  expect(await main(['--python', peer, '--customers', '1000', '--rounds', '1', '--only', 'prepare'])).toBe(1)
  expect(err).toContain('prepare gives 7 here and 1 in Python')
  // A peer that went on waiting would keep the command from ending.
  await vi.waitFor(() => expect(existsSync(`${peer}.prepare`)).toBe(true))
})

test('a command that is no Python with the packages is named', async () => {
  expect(await main(['--python', join(folder, 'none'), '--customers', '1000'])).toBe(1)
  expect(err).toContain('no')
  expect(await main(['--python', process.execPath, '--customers', '1000'])).toBe(1)
  expect(err).toContain('cannot be used: ')
})

test('wrong options are refused with the help, which lists the steps', async () => {
  expect(await main(['--customers', 'many'])).toBe(2)
  expect(err).toContain('--customers requires a whole number from 1000, got many')
  expect(await main(['--help'])).toBe(0)
  expect(out).toContain('read, prepare, associations')
})
