import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { figure } from '../lib/figures/figure.js'
import { save, say, show, table } from '../lib/show.js'
import { Kernel } from '../tools/kernel/kernel.js'

const notebooks = fileURLToPath(new URL('../notebooks', import.meta.url))

describe('in a tslab kernel', () => {
  it('figures, tables and sentences come out as bundles of types', async () => {
    const kernel = await Kernel.start(notebooks)
    try {
      const messages = await kernel.execute(
        `import { figures, show, say, table } from 'segments'
show(figures.figure({ title: 'One', data: [{ type: 'bar', y: [1] }], alt: 'A bar.', caption: 'n = 1' }))
table([{ Name: '<b>', Count: 1234 }], 'Rows & more')
say('**One**', 'Two')`,
        60_000,
      )
      const data = messages.map(({ content }) => content.data as Record<string, unknown>)
      expect(data.map((bundle) => Object.keys(bundle))).toEqual([
        ['application/vnd.plotly.v1+json', 'text/plain'],
        ['text/markdown', 'text/plain'],
        ['text/html', 'text/plain'],
        ['text/markdown', 'text/plain'],
      ])
      expect(data[0]['text/plain']).toBe('A bar.')
      expect(data[0]['application/vnd.plotly.v1+json']).toMatchObject({ layout: { height: 420 } })
      expect(data[2]['text/html']).toContain('&lt;b&gt;</td><td align="right" style="text-align: right">1,234')
      expect(data[3]['text/markdown']).toBe('**One**\n\nTwo')
    } finally {
      await kernel.shutdown()
    }
  })
})

describe('outside a kernel', () => {
  function printed(action: () => void): string {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    try {
      action()
      return log.mock.calls.map(([text]) => text).join('\n')
    } finally {
      log.mockRestore()
    }
  }

  it('the text is printed', () => {
    expect(printed(() => say('One', 'Two'))).toBe('One\n\nTwo')
    const bare = figure({ title: 'One', data: [], alt: 'Nothing.', caption: 'n = 0' })
    expect(printed(() => show(bare))).toBe('Nothing.\nn = 0')
  })

  it('numbers stand right, words left, and what is missing is empty', () => {
    const rows = [
      { Name: 'a', Count: 1, Share: '5 %', Value: NaN },
      { Name: 'bcd', Count: 1200, Share: '50 %', Value: 12.34 },
      { Name: 'e', Count: 2.5, Share: null, Value: undefined },
    ]
    expect(printed(() => table(rows, 'Rows')).split('\n')).toEqual([
      'Rows',
      'Name  Count  Share  Value',
      '----  -----  -----  -----',
      'a         1    5 %',
      'bcd   1,200   50 %   12.3',
      'e      2.50',
    ])
  })

  it('a table without rows has no columns', () => {
    expect(printed(() => table([], 'None'))).toContain('None')
  })
})

describe('save', () => {
  it('writes whole files into a folder that it makes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'segments show '))
    expect(save(join(folder, 'a', 'b'), 'x.txt', 'one')).toBe('x.txt')
    save(join(folder, 'a', 'b'), 'x.txt', 'two')
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['x.txt'])
    expect(readFileSync(join(folder, 'a', 'b', 'x.txt'), 'utf8')).toBe('two')
    rmSync(folder, { recursive: true })
  })
})
