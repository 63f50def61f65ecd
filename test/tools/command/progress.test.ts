import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { showProgress } from '../../../tools/command/progress.js'
import { showSteps } from '../../../tools/command/steps.js'
import { leftWords, secondsLeft, weightOf } from '../../../tools/command/time-left.js'
import type { Notebook } from '../../../tools/kernel/notebook.js'

const cell = (source: string) => ({
  cell_type: 'code',
  id: source,
  metadata: {},
  outputs: [],
  execution_count: null,
  source,
})
const job = (name: string, ...sources: string[]) => ({
  name,
  notebook: { cells: sources.map(cell) } as unknown as Notebook,
})

/** What is written, and a clock that is set by hand. */
function spoken(isTTY: boolean) {
  const told: string[] = []
  const time = { seconds: 0 }
  const err = { isTTY, write: (text: string) => told.push(text) > 0 }
  return { told, time, err, clock: () => 1000 * time.seconds }
}

test('the time left assumes the pace so far, and is shown once it is known', () => {
  expect(secondsLeft(1, 4, 20)).toBe(60)
  expect(secondsLeft(4, 4, 20)).toBe(0)
  expect(secondsLeft(0.3, 4, 20)).toBeUndefined()
  expect(secondsLeft(1, 4, 1)).toBeUndefined()
})

test('the text is no more precise than the estimate', () => {
  expect([undefined, 3, 12, 42, 89, 100, 400].map(leftWords)).toEqual([
    '',
    'a few seconds left',
    'about 10 s left',
    'about 40 s left',
    'about 90 s left',
    'about 2 min left',
    'about 7 min left',
  ])
})

test('the weight of a cell depends on the functions that it calls', () => {
  expect(weightOf('const universe = evidence.multiverse(customers, found)')).toBeGreaterThan(20 * weightOf('say(1)'))
})

test('on a terminal one line is overwritten at each cell, with an estimate for all notebooks', () => {
  const { told, time, err, clock } = spoken(true)
  const progress = showProgress([job('a', '1', '2', '3', '4'), job('b', '1', '2', '3', '4')], err, clock)
  progress.started('a')
  progress.cell('a', 1, 4)
  time.seconds = 10
  progress.cell('a', 3, 4)
  expect(told.at(-1)).toBe('\r\x1b[Ka 3/4   about 30 s left')
  progress.ended('a', 20)
  progress.started('b')
  time.seconds = 60
  progress.cell('b', 4, 4)
  expect(told.at(-1)).toBe('\r\x1b[Kb 4/4   about 10 s left')
  expect(told.join('')).not.toContain('a: starts')
})

test('elsewhere there is a line at the start, at each quarter and at the end', () => {
  const { told, time, err, clock } = spoken(false)
  const progress = showProgress([job('a', '1', '2', '3', '4')], err, clock)
  progress.started('a')
  progress.cell('a', 1, 4)
  time.seconds = 10
  progress.cell('a', 2, 4)
  progress.ended('a', 40)
  expect(told).toEqual(['a: starts\n', 'a: cell 2/4, about 30 s left\n', 'a: done in 40.0 s\n'])
})

test('steps are shown for large files only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steps-'))
  const [small, large] = ['small.csv', 'large.csv'].map((name) => join(folder, name))
  for (const file of [small, large]) writeFileSync(file, '')
  truncateSync(large, 30_000_000)
  const { told, time, err, clock } = spoken(false)
  showSteps([small, join(folder, 'none.csv')], err, clock).at('reads small.csv', 0)
  const steps = showSteps([large], err, clock)
  steps.at('reads large.csv', 0)
  time.seconds = 30
  steps.at('writes the list', 0.75)
  steps.end()
  rmSync(folder, { recursive: true })
  expect(told).toEqual(['reads large.csv\n', 'writes the list, about 10 s left\n'])
})
