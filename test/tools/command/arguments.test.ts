import { join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseArguments, UsageError } from '../../../tools/command/arguments.js'

const ROOT = resolve('/project')
const HERE = resolve('/somewhere')
const parse = (...argv: string[]) => parseArguments(argv, HERE, ROOT)

describe('parseArguments', () => {
  test('without options means all notebooks, in place', () => {
    expect(parse()).toEqual({
      help: false,
      parameters: {},
      query: undefined,
      files: [],
      repeat: undefined,
      only: [],
      out: undefined,
      replace: false,
      timeout: 600_000,
    })
  })

  test('takes files relative to the caller, and leaves out those that did not come with the data', () => {
    const { parameters, out } = parse('--data', 'shop.csv.gz', '--margins', 'm.csv')
    const given = { dataFile: join(HERE, 'shop.csv.gz'), marginsFile: join(HERE, 'm.csv') }
    expect(parameters).toEqual({ ...given, spendFile: '', truthFile: '', showRows: false, fewestShown: 5 })
    expect(out).toBe(join(ROOT, 'runs', 'shop'))
  })

  test('takes --out as a name in runs, or as a folder', () => {
    expect(parse('--k', '4').out).toBe(join(ROOT, 'runs', 'customers'))
    expect(parse('--k', '4', '--out', 'four').out).toBe(join(ROOT, 'runs', 'four'))
    expect(parse('--out', `.${sep}four`).out).toBe(join(HERE, 'four'))
  })

  test('names a run by the whole file name without extension', () => {
    const run = (file: string) => relative(join(ROOT, 'runs'), parse('--data', file).out!)
    const files = [
      'shop.2024-11.csv',
      'shop.2024-12.csv',
      'shop.csv.gz',
      'a/shop.TSV',
      'shop.parquet',
      'shop.2024-11',
      'shop',
    ]
    expect(files.map(run)).toEqual(['shop.2024-11', 'shop.2024-12', 'shop', 'shop', 'shop', 'shop.2024-11', 'shop'])
  })

  test('takes the form of dates and numbers, and whether a run may be replaced', () => {
    const { parameters, replace } = parse('--dates', 'd/m/y', '--decimal', ',', '--replace')
    expect({ parameters, replace }).toEqual({ parameters: { dates: 'D/M/Y', decimal: ',' }, replace: true })
  })

  test('takes numbers, days and several notebooks', () => {
    const { parameters, only, timeout } = parse(
      ...[
        '--k',
        '0',
        '--seed',
        '7',
        '--sample',
        '5000',
        '--top',
        '.2',
        '--smallest',
        '0',
        '--as-of',
        '2024-02-29',
        '--only',
        '01,03',
        '--only',
        '04',
        '--timeout',
        '1.5',
      ],
    )
    expect({ parameters, only, timeout }).toEqual({
      parameters: { k: 0, seed: 7, sample: 5000, topShare: 0.2, smallestShare: 0, asOf: '2024-02-29' },
      only: ['01', '03', '04'],
      timeout: 1500,
    })
  })

  test.each([
    [['--k', '1'], "--k requires 0 or a whole number from 2, got '1'"],
    [['--k', '2.5'], "--k requires 0 or a whole number from 2, got '2.5'"],
    [['--top', '1'], "--top requires a share between 0 and 1, such as 0.2, got '1'"],
    [['--top', '0.0'], "--top requires a share between 0 and 1, such as 0.2, got '0.0'"],
    [['--smallest', '0.5'], "--smallest requires a share from 0 to below 0.5, got '0.5'"],
    [['--smallest', '5%'], "--smallest requires a share from 0 to below 0.5, got '5%'"],
    [['--seed', 'x'], "--seed requires a whole number below 2^32, got 'x'"],
    [['--sample', '999'], "--sample requires a whole number from 1000, got '999'"],
    [['--as-of', '2023-02-30'], "--as-of requires a day as YYYY-MM-DD, got '2023-02-30'"],
    [['--dates', 'Y/M/D'], "--dates requires D/M/Y or M/D/Y, got 'Y/M/D'"],
    [['--decimal', 'comma'], "--decimal requires , or ., got 'comma'"],
    [['--timeout', '0'], "--timeout requires seconds above 0, got '0'"],
    [['--data', ''], "--data requires a path, got ''"],
    [['--out', '.work-1'], "--out requires a name that does not begin with a dot, got '.work-1'"],
    [['--dta', 'x'], "Unknown option '--dta'"],
    [['x.csv'], "Unexpected argument 'x.csv'"],
  ])('refuses %j', (argv, message) => {
    expect(() => parse(...argv)).toThrow(UsageError)
    expect(() => parse(...argv)).toThrow(message)
  })
})
