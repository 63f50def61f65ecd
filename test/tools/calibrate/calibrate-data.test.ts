import { core, statistics } from 'segments'
import { describe, expect, it } from 'vitest'
import { CLOUDS } from '../../../tools/calibrate/clouds.js'
import { type Draws, level, normalShare, quantileOf } from '../../../tools/calibrate/draws.js'
import { FURTHER_CLOUDS } from '../../../tools/calibrate/further-clouds.js'
import { beta25, exponential, gamma2, normalScore, studentShare } from '../../../tools/calibrate/margins.js'
import { gaussianMixtures, nameOf, PEER_SEEDS } from '../../../tools/calibrate/peers.js'
import { apart, COUNTS, equalName, FURTHER_PLANTED, PLANTED, triangle } from '../../../tools/calibrate/planted.js'

const N = 10_000
const ALL = { ...CLOUDS, ...FURTHER_CLOUDS, ...PLANTED, ...FURTHER_PLANTED }
const drawn = Object.entries(ALL).filter(([, { simulated }]) => !simulated)

/** The columns of a data set. */
async function columns(name: string): Promise<Float64Array[]> {
  const { data, cols } = await ALL[name].draw(1, N)
  return Array.from({ length: cols }, (_, j) => data.filter((_, at) => at % cols === j))
}

const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((value, j) => value - b[j]))
const moment = (column: Float64Array, power: number) => statistics.mean(column.map((value) => value ** power))
/** The share of rows with the most frequent value. */
function mode(column: Float64Array): number {
  const counts = new Map<number, number>()
  for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Math.max(...counts.values()) / column.length
}

describe('every scenario', () => {
  it('gives the same rows for the same seed and others for another', async () => {
    for (const [name, { draw }] of drawn) {
      const first = await draw(3, 60)
      expect(await draw(3, 60), name).toEqual(first)
      expect((await draw(4, 60)).data, name).not.toEqual(first.data)
      expect(first.rows * first.cols, name).toBe(first.data.length)
      expect(first.data.every(Number.isFinite), name).toBe(true)
    }
  })

  it('has the columns that its name says, seven by default, each standardized', async () => {
    for (const [name, { draw }] of drawn) {
      const { data, cols } = await draw(1, 400)
      expect(cols, name).toBe(Number(name.match(/(\d+) columns/)?.[1] ?? (name.includes('ten flags') ? 10 : 7)))
      for (let j = 0; j < cols; j++) {
        const column = data.filter((_, at) => at % cols === j)
        expect(statistics.mean(column), name).toBeCloseTo(0, 9)
        expect(moment(column, 2), name).toBeCloseTo(1, 9)
      }
    }
  })

  it('has its own name, and shares no random numbers with another', async () => {
    const tables = [CLOUDS, FURTHER_CLOUDS, PLANTED, FURTHER_PLANTED]
    expect(Object.keys(ALL)).toHaveLength(tables.flatMap(Object.keys).length)
    const [a, b] = await Promise.all(
      ['2 equal groups, 2 sd apart', '2 equal groups, 3 sd apart'].map((name) => columns(name)),
    )
    expect(Math.abs(statistics.pearson(a[0], b[0]))).toBeLessThan(0.99)
  })
})

describe('clouds', () => {
  it.each([
    ['normal, independent', 0],
    ['normal, correlation .3', 0.3],
    ['normal, correlation .6', 0.6],
    ['normal, correlation .9', 0.9],
    ['multivariate t3', 0],
    // of lognormal margins: (exp(.5 sigma^2) - 1) / (exp(sigma^2) - 1)
    ['lognormal (sigma .5), tied', (Math.exp(0.125) - 1) / (Math.exp(0.25) - 1)],
    // of uniform margins: 6 / pi arcsin(rho / 2)
    ['uniform, tied', (6 / Math.PI) * Math.asin(0.25)],
  ])('%s: every two columns have correlation %d', async (name, correlation) => {
    const all = await columns(name)
    for (let j = 1; j < 7; j++) expect(Math.abs(statistics.pearson(all[0], all[j]) - correlation)).toBeLessThan(0.1)
    for (let j = 2; j < 7; j++) expect(Math.abs(statistics.pearson(all[1], all[j]) - correlation)).toBeLessThan(0.1)
  })

  it.each([
    ['half zero, independent', 0.5],
    ['half zero, tied', 0.5],
    ['60 % zero and lognormal, tied', 0.6],
  ])('%s: that share of each column is one value', async (name, share) => {
    for (const column of await columns(name)) expect(mode(column)).toBeCloseTo(share, 1)
  })

  it('have items with five levels and flags with two', async () => {
    for (const name of ['items and flags, independent', 'items and flags, tied']) {
      expect((await columns(name)).map((column) => new Set(column).size)).toEqual([5, 5, 5, 5, 5, 2, 2])
    }
    const [flag] = await columns('two flags of 82 %')
    expect([new Set(flag).size, mode(flag)]).toEqual([2, expect.closeTo(0.82, 1)])
  })

  it('have the tails that the name says: shared by all columns or not, normal margins or not', async () => {
    const kurtosis = async (name: string) => moment((await columns(name))[0], 4)
    const shared = async (name: string) => {
      const [a, b] = await columns(name)
      return statistics.pearson(
        a.map((value) => value ** 2),
        b.map((value) => value ** 2),
      )
    }
    expect(await kurtosis('t3, independent')).toBeGreaterThan(6)
    expect(await kurtosis('t copula, 3 degrees')).toBeCloseTo(3, 0)
    // squares of normal columns of correlation .5 have correlation .25
    expect(await shared('t copula, 3 degrees')).toBeGreaterThan(0.35)
    expect(await shared('t copula, 8 degrees')).toBeGreaterThan(0.27)
    expect(await shared('t3, independent')).toBeLessThan(0.05)
  })

  it('depend more on each other where both are low (Clayton), or where both are high (Gumbel)', async () => {
    const tails = async (name: string) => {
      const [a, b] = (await columns(name)).slice(0, 2).map((column) => [column, column.slice().sort()] as const)
      const both = (far: (value: number, sorted: Float64Array) => boolean) =>
        a[0].filter((value, i) => far(value, a[1]) && far(b[0][i], b[1])).length
      return { low: both((v, sorted) => v < sorted[N / 20]), high: both((v, sorted) => v > sorted[N - N / 20]) }
    }
    const clayton = await tails('gamma, Clayton copula')
    expect(clayton.low).toBeGreaterThan(2 * clayton.high)
    const gumbel = await tails('normal, Gumbel copula')
    expect(gumbel.high).toBeGreaterThan(1.5 * gumbel.low)
  })

  it('with outliers have one far row in twenty, on both sides or on one', async () => {
    const far = async (name: string) => {
      const all = await columns(name)
      const beyond = (sign: number) => all[0].filter((_, i) => all.some((column) => sign * column[i] > 4)).length / N
      return [beyond(1), beyond(-1)]
    }
    const [up, down] = await far('5 % outliers around')
    expect(up).toBeGreaterThan(0.02)
    expect(down).toBeGreaterThan(0.02)
    const [one, other] = await far('5 % outliers on one side')
    expect(one).toBeGreaterThan(0.03)
    expect(other).toBeLessThan(0.001)
  })

  it('may bend: the columns of an arc are uncorrelated, but one determines the other', async () => {
    const [a, b] = await columns('arc')
    expect(Math.abs(statistics.pearson(a, b))).toBeLessThan(0.05)
    expect(
      statistics.pearson(
        a.map((value) => value ** 2),
        b,
      ),
    ).toBeLessThan(-0.45)
  })
})

describe('planted groups', () => {
  const next = core.random(1)
  const normals = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const draw = { uniform: next, normal: normals } as unknown as Draws

  it('have centers that are all equally far apart', () => {
    for (const k of COUNTS) {
      const centres = apart(draw, k, 3)
      centres.forEach((a, i) => {
        for (const b of centres.slice(0, i)) expect(distance(a, b)).toBeCloseTo(3, 9)
      })
      expect(centres.map((centre) => centre.length)).toEqual(Array(k).fill(7))
    }
    const [a, b, c] = triangle(draw, 4)
    for (const [one, other] of [
      [a, b],
      [b, c],
      [a, c],
    ])
      expect(distance(one, other)).toBeCloseTo(4, 9)
  })

  it.each(COUNTS)('are %d of equal size, with the spread that their distance causes', async (k) => {
    const name = equalName(k, 3)
    expect(PLANTED[name].k).toBe(k)
    const all = await columns(name)
    const sum = (of: (column: Float64Array) => number) => all.reduce((total, column) => total + of(column), 0)
    // Within a group the columns have deviation 1; the scatter of k centres d apart is d^2 (k - 1) / (2 k).
    const between = (9 * (k - 1)) / (2 * k)
    const size = N / k
    const parts = Array.from({ length: k }, (_, g) => [Math.round(g * size), Math.round((g + 1) * size)])
    const within = sum((column) =>
      parts.reduce((total, [from, to]) => {
        const own = column.slice(from, to)
        const center = statistics.mean(own)
        return total + own.reduce((part, value) => part + (value - center) ** 2, 0)
      }, 0),
    )
    // of standardized columns, whose variances add up to 7
    const share = 1 - within / (7 * N)
    expect(share).toBeGreaterThan((0.75 * between) / (7 + between))
    expect(share).toBeLessThan((1.25 * between) / (7 + between))
  })

  it('have the sizes that their name says', async () => {
    const { draw: of } = PLANTED['80, 15 and 5 % of customers, 5 sd apart']
    const { data } = await of(1, 1000)
    const centre = (from: number, to: number) =>
      Array.from({ length: 7 }, (_, j) => statistics.mean(data.slice(7 * from, 7 * to).filter((_, at) => at % 7 === j)))
    expect(distance(centre(0, 400), centre(400, 800))).toBeLessThan(0.6)
    expect(distance(centre(0, 800), centre(800, 950))).toBeGreaterThan(2)
    expect(distance(centre(800, 950), centre(950, 1000))).toBeGreaterThan(2)
  })

  it('show in two columns only if the name says so', async () => {
    const all = await columns('3 groups in 2 of 7 columns, 6 sd apart')
    // Fourth moments of groups far apart are small, those of normal columns 3.
    const flat = all.map((column) => moment(column, 4))
    expect(Math.max(flat[0], flat[1])).toBeLessThan(2.2)
    for (const noise of flat.slice(2)) expect(noise).toBeCloseTo(3, 0)
  })

  it('share their margins if only their correlations are opposite', async () => {
    const [a, b] = await columns('equal margins, opposite correlations')
    expect(statistics.pearson(a.slice(0, N / 2), b.slice(0, N / 2))).toBeGreaterThan(0.85)
    expect(statistics.pearson(a.slice(N / 2), b.slice(N / 2))).toBeLessThan(-0.85)
    expect(Math.abs(statistics.mean(a.slice(0, N / 2)))).toBeLessThan(0.05)
  })
})

describe('distributions', () => {
  it('agree with tables', () => {
    // R 4.2: pnorm(1.96), pt(2.5, 3), pt(2.5, 8), qgamma(.9, 2), qbeta(.9, 2, 5), qnorm(.9)
    expect(normalShare(1.96)).toBeCloseTo(0.9750021, 6)
    expect(studentShare[3](2.5)).toBeCloseTo(0.9561466, 6)
    expect(studentShare[8](2.5)).toBeCloseTo(0.981528, 5)
    expect(gamma2(0.9)).toBeCloseTo(3.88972, 4)
    expect(beta25(0.9)).toBeCloseTo(0.5103163, 5)
    expect(normalScore(0.9)).toBeCloseTo(1.281552, 5)
    expect(exponential(0)).toBeCloseTo(Math.log(2), 6)
  })

  it('find a quantile, and the level of a score', () => {
    expect(quantileOf((x) => x / 4, 0.25, 0, 4)).toBeCloseTo(1, 9)
    expect([-3, 0, 3].map((z) => level(z, [0.1, 0.8, 0.1]))).toEqual([1, 2, 3])
  })
})

describe('the choices of BIC', () => {
  it('were made on exactly these data sets', async () => {
    expect(Object.keys(gaussianMixtures.versions)).toContain('scikit-learn')
    for (const [study, table] of [
      ['clouds', CLOUDS],
      ['planted groups', PLANTED],
    ] as const) {
      for (const [scenario, { draw, simulated }] of Object.entries(table)) {
        const name = nameOf({ study, scenario, rows: 500 })
        expect(gaussianMixtures.chosen[name], name).toMatch(new RegExp(`^[1-7]{${PEER_SEEDS}}$`))
        if (simulated) continue
        expect((await draw(1, 500)).data[0], name).toBeCloseTo(gaussianMixtures.first[name], 5)
      }
    }
  })
})
