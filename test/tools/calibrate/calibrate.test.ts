import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { main } from '../../../tools/calibrate/calibrate.js'
import { claimStudy } from '../../../tools/calibrate/claims.js'
import { cloudStudy } from '../../../tools/calibrate/cloud-study.js'
import { codeOf } from '../../../tools/calibrate/code.js'
import { countdown, duration } from '../../../tools/calibrate/countdown.js'
import { coverageStudy } from '../../../tools/calibrate/coverage-study.js'
import { page } from '../../../tools/calibrate/page.js'
import { mixtureChoices, nameOf, PEER_SEEDS } from '../../../tools/calibrate/peers.js'
import { COUNTS, equalName, SEPARATIONS } from '../../../tools/calibrate/planted.js'
import { oneTooManyStudy, plantedStudy } from '../../../tools/calibrate/planted-study.js'
import { powerFigure } from '../../../tools/calibrate/power-figure.js'
import { STUDIES } from '../../../tools/calibrate/studies.js'
import { atLeast, atMost, type Study, type Trial, tasksOf } from '../../../tools/calibrate/study.js'
import { TrialFile } from '../../../tools/calibrate/trials.js'
import type { Found } from '../../../tools/calibrate/verdicts.js'
import { capture } from '../printed.js'

let folder: string
let printed: () => string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calibrate-'))
  printed = capture()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

/** Trials of a scenario: 100 seeds, of which the first `hits` are segments of k groups and the others slices. */
function hundred(study: Study<Found>, scenario: string, hits: number, k = 2, rows = 500): Trial<Found>[] {
  return Array.from({ length: 100 }, (_, i) => {
    const kind = i < hits ? 'segments' : 'slices'
    return { study: study.name, scenario, rows, seed: i + 1, found: { kind, k, best: k } }
  })
}

describe('npm run calibrate', () => {
  const small = () => {
    const only = '^(clouds: normal, correlation .3|planted.*2 of 7 columns, 6 sd apart|one too many: 2 equal groups.*)$'
    const files = ['--out', join(folder, 'docs', 'calibration.md'), '--trials', join(folder, 'trials.jsonl')]
    return ['--seeds', '1', '--rows', '500', '--workers', '1', '--only', only, ...files]
  }

  it('finds planted groups and none in a cloud, continues where it stopped, and runs nothing twice', async () => {
    const trials = join(folder, 'trials.jsonl')
    const first = ['--only', '^clouds: normal, correlation .3$']
    expect(await main([...small(), ...first])).toBe(0)
    expect(printed()).toMatch(/1 trials to run, 0 finished before/)
    await appendFile(trials, '{"code":"cut o')
    expect(await main([...small(), '--workers', '2'])).toBe(0)
    expect(printed()).toMatch(/2 trials to run, 1 finished before/)
    const before = await readFile(trials, 'utf8')
    await main(small())
    expect(printed()).toMatch(/0 trials to run, 3 finished before/)
    expect(await readFile(trials, 'utf8')).toBe(before)
    const text = await readFile(join(folder, 'docs', 'calibration.md'), 'utf8')
    expect(text).toMatch(/\| normal, correlation \.3 \| 500 \| 1 \| 5% \| 0% \| .* \| yes \|/)
    expect(text).toMatch(/\| 3 groups in 2 of 7 columns, 6 sd apart \| 3 \| 500 \| 1 \| – \| 100% \| 100% \| 0% \|/)
    expect(text).toMatch(/\| 2 equal groups, 3 sd apart \| 3 \| 500 \| 1 \| 5% \| 0% \| yes \|/)
    expect(text).not.toContain('power.png')
  }, 120_000)

  it('writes data sets for peers, row by row', async () => {
    const args = ['--matrices', folder, '--only', 'clouds: arc$', '--rows', '30']
    expect(await main(args)).toBe(0)
    const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'))
    expect(index).toHaveLength(PEER_SEEDS)
    expect(index[1]).toEqual({ file: '1.f64', name: 'clouds: arc: 30', rows: 30, cols: 7, seed: 2 })
    expect((await readFile(join(folder, '1.f64'))).byteLength).toBe(8 * 30 * 7)
  })

  it.each([
    [['--seed', '3'], /--seed/],
    [['--seeds', '0'], /--seeds requires an integer from 1 to 999999, got 0/],
    [['--rows', '500,x', '--out', 'a.md'], /--rows requires an integer from 1 to 999999, got x/],
    [['--out', ''], /--out requires a path, got nothing/],
    [['--only', 'arc'], /--only and --rows require --out/],
    [['--only', '(', '--out', 'a.md'], /--only requires a regular expression, got \(/],
    [['--only', 'nothing like this', '--out', 'a.md'], /--only requires a scenario that matches/],
  ])('ends with 2 on %j and says why', async (args, message) => {
    expect(await main(args)).toBe(2)
    expect(printed()).toMatch(message)
  })

  it('explains itself', async () => {
    expect(await main(['--help'])).toBe(0)
    expect(printed()).toContain('Usage: npm run calibrate')
  })
})

describe('bounds', () => {
  it('are met, missed within chance, or missed', () => {
    expect([5, 6, 9, 10].map((hits) => atMost(0.05, hits, 100))).toEqual([
      'yes',
      'within chance',
      'within chance',
      'no',
    ])
    expect([90, 89, 85, 84].map((hits) => atLeast(0.9, hits, 100))).toEqual([
      'yes',
      'within chance',
      'within chance',
      'no',
    ])
  })

  it('of a cloud are missed if too many are called segments', () => {
    expect(cloudStudy.section(hundred(cloudStudy, 'one factor', 9)).misses).toEqual([])
    expect(cloudStudy.section(hundred(cloudStudy, 'one factor', 10)).misses).toEqual([
      'one factor, 500 rows: segments in 10 of 100, at most 5 %',
    ])
    expect(cloudStudy.section(hundred(cloudStudy, 'arc', 10)).misses).toEqual([])
  })

  it('of planted groups require the right k, and more of it if there are many rows', () => {
    const [two, three] = [equalName(2, 3), equalName(3, 3)]
    const misses = (...args: [string, number, number, number]) =>
      plantedStudy.section(hundred(plantedStudy, ...args)).misses
    expect(misses(two, 80, 2, 500)).toEqual([])
    expect(misses(two, 80, 2, 2000)).toHaveLength(1)
    expect(misses(three, 80, 3, 500)).toHaveLength(1)
    expect(misses(three, 100, 3, 500)).toEqual([])
    expect(misses(three, 100, 2, 500)).toEqual([`${three}, 500 rows: right k in 0 of 100, at least 90 %`])
    expect(misses('80, 15 and 5 % of customers, 5 sd apart', 95, 2, 500)).toEqual([])
  })

  it('of a k that is one too many are missed if it is called segments', () => {
    const misses = (hits: number) => oneTooManyStudy.section(hundred(oneTooManyStudy, equalName(3, 3), hits, 4)).misses
    expect([misses(9), misses(10)]).toEqual([[], [expect.stringContaining('k = 4 given')]])
  })

  it('of claims are missed if more than one ledger in twenty is wrong', () => {
    const trials = (wrong: number) =>
      Array.from({ length: 200 }, (_, i) => {
        const found = { made: 100, supported: i < wrong ? 1 : 0 }
        return { study: 'claims', scenario: claimStudy.scenarios[0], rows: 600, seed: i + 1, found }
      })
    expect(claimStudy.section(trials(10)).misses).toEqual([])
    expect(claimStudy.section(trials(20)).misses).toEqual(['Ledgers with a supported claim: 20 of 200, at most 5 %'])
  })

  it('of intervals are missed if too few contain the truth', () => {
    const [scenario] = coverageStudy.scenarios
    const trial = (hits: number) => [{ study: 'coverage', scenario, rows: 0, seed: 1, found: { hits, of: 100 } }]
    expect(coverageStudy.section(trial(93)).misses).toEqual([])
    expect(coverageStudy.section(trial(92)).misses).toEqual([expect.stringContaining('92.0 %')])
  })

  it('are shown with the peers, if these were run', () => {
    const trials = hundred(cloudStudy, 'one factor', 0).map((trial) => ({
      ...trial,
      found: trial.seed > 20 ? trial.found : { ...trial.found, gap: trial.seed > 5 ? 1 : 3 },
    }))
    const { columns, rows } = cloudStudy.section(trials)
    expect(rows[0][columns.indexOf('Gap: k > 1')]).toBe('25 %')
    const [{ study, scenario, rows: count }] = trials
    const chosen = { [nameOf({ study, scenario, rows: count })]: '132' }
    expect(mixtureChoices(trials, { versions: {}, chosen, first: {} })).toEqual([1, 3, 2])
  })
})

describe('studies', () => {
  it('name each scenario once', () => {
    const names = STUDIES.flatMap((study) => study.scenarios.map((scenario) => `${study.name}: ${scenario}`))
    expect(new Set(names).size).toBe(names.length)
    expect(tasksOf({ ...claimStudy, repeats: 2 }, 3).map(({ seed }) => seed)).toEqual([1, 2, 3, 4, 5, 6])
    expect(tasksOf({ ...claimStudy, repeats: 0.2 }, 6).map(({ seed }) => seed)).toEqual([1, 2])
  })

  it('support no claim about independent columns, even about those that formed the segments', async () => {
    const [scenario] = claimStudy.scenarios
    for (const seed of [1, 2]) {
      const { made, supported } = await claimStudy.trial({ study: 'claims', scenario, rows: 200, seed })
      expect([made > 80, supported]).toEqual([true, 0])
    }
  }, 60_000)
})

describe('finished trials', () => {
  const task = { study: 'clouds', scenario: 'arc', rows: 500, seed: 1 }

  it('are read again only if the code is the same, also after a line that was cut off', async () => {
    const file = join(folder, 'results', 'trials.jsonl')
    new TrialFile(file).add({ ...task, found: 1 }, 'old')
    new TrialFile(file).add({ ...task, seed: 2, found: 2 }, 'new')
    await appendFile(file, '{"code":"new","study":"cl')
    new TrialFile(file).add({ ...task, seed: 3, found: 3 }, 'new')
    expect([...new TrialFile(file).read(() => 'new').values()].map(({ found }) => found)).toEqual([2, 3])
    expect(new TrialFile(join(folder, 'none.jsonl')).read(() => 'new').size).toBe(0)
  })

  it('depend on the code of the verdict, not on the texts and figures of the library', async () => {
    expect(codeOf('points')).toMatch(/^[0-9a-f]{16}$/)
    expect(codeOf('points')).not.toBe(codeOf('everything'))
    expect(() => codeOf('points', folder)).toThrow(/requires the built library/)
  })

  it('are counted down: on a terminal every second, elsewhere every minute', () => {
    for (const [isTTY, expected] of [
      [
        true,
        [
          '2 trials to run, 5 finished before\n',
          '\r\x1b[K1 of 2 trials, 50 s left',
          '\r\x1b[K2 of 2 trials, 0 s left\n',
        ],
      ],
      [false, ['2 trials to run, 5 finished before\n', '2 of 2 trials, 0 s left\n']],
    ] as const) {
      const said: string[] = []
      let time = 0
      const done = countdown({ isTTY, write: (text: string) => said.push(text) > 0 }, 2, 5, () => time)
      time = 50_000
      done()
      time = 100_000
      done()
      expect(said).toEqual(expected)
    }
    expect([40_000, 200_000, 5_000_000].map(duration)).toEqual(['40 s', '3 min', '1 h 23 min'])
  })
})

describe('the page', () => {
  it('has the tables in order, the picture if there is one, and further text at the end', () => {
    const section = { title: 'One', lead: 'Of it.', columns: ['a', 'b'], rows: [['1', '2']], misses: [] }
    const text = page([section, { ...section, title: 'Two' }], { figure: true, further: '## Three\n' })
    expect(text).toContain('## One\n\nOf it.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Two')
    expect(text).toMatch(/!\[.*\]\(power\.png\)[\s\S]*## Three\n$/)
    expect(page([section], { figure: false })).not.toContain('power.png')
  })

  it('draws one line per number of groups, and one panel per way of choosing and number of rows', () => {
    const trials = COUNTS.flatMap((k) =>
      SEPARATIONS.flatMap((separation) =>
        [500, 2000].flatMap((rows) => hundred(plantedStudy, equalName(k, separation), 25 * separation, k, rows)),
      ),
    )
    const { data } = powerFigure(trials)!
    expect(data).toHaveLength(5 * 3 * 2)
    expect(data[0]).toMatchObject({ name: 'k = 2', x: SEPARATIONS, y: [0.5, 0.63, 0.75, 1] })
    expect(powerFigure(hundred(plantedStudy, 'skewed groups, 4 sd apart', 1))).toBeUndefined()
  })
})
