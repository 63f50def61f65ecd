import { describe, expect, test } from 'vitest'
import { formatNotebook, parseNotebook } from '../../../tools/kernel/notebook.js'
import { declaredParameters, injectParameters } from '../../../tools/kernel/parameters.js'
import { code, notebookOf, text } from '../project.js'

describe('formatNotebook', () => {
  test('writes what nbformat 5.10.4 writes', () => {
    const output = {
      output_type: 'display_data' as const,
      metadata: {},
      data: { 'text/plain': 'é\nb', 'image/png': 'aGk=', 'application/json': { b: [], a: 1 } },
    }
    const cell = { ...code('const a = 1\n\nconst b = 2\n', 'x'), outputs: [output], execution_count: 1 }
    expect(formatNotebook(notebookOf(cell, text('', 'y')))).toBe(NBFORMAT)
  })

  test('does not change its own output', () => {
    expect(formatNotebook(parseNotebook(NBFORMAT))).toBe(NBFORMAT)
  })

  test('keeps fields that it does not know', () => {
    const notebook = { ...notebookOf('1'), metadata: { title: 'T' } }
    expect(parseNotebook(formatNotebook(notebook)).metadata).toEqual({ title: 'T' })
  })
})

describe('parseNotebook', () => {
  test('names the file and the place of the error', () => {
    const broken = NBFORMAT.replace('"id": "y",', '')
    expect(() => parseNotebook(broken, '01.ipynb')).toThrow(/^01\.ipynb: .* nbformat 4\.5; at cells\.1\.id: /)
    expect(() => parseNotebook('{', '01.ipynb')).toThrow(/^01\.ipynb: a notebook requires JSON/)
    expect(() => parseNotebook(NBFORMAT.replace('"nbformat_minor": 5', '"nbformat_minor": 4'))).toThrow(
      'nbformat_minor',
    )
  })
})

describe('injectParameters', () => {
  const notebook = notebookOf(text('# A'), code("const dataFile = 'a.csv'\nconst k = 0", 'p', ['parameters']), 'k')
  const sources = (cells: typeof notebook.cells) => cells.map((cell) => cell.source)

  test('puts a cell with the given values after the parameters cell', () => {
    const { cells } = injectParameters(notebook, { k: 3, dataFile: 'my "b".csv' })
    expect(cells[2]).toMatchObject({ id: 'injected-parameters', metadata: { tags: ['injected-parameters'] } })
    expect(cells[2].source).toBe('const k = 3\nconst dataFile = "my \\"b\\".csv"')
    expect(cells).toHaveLength(4)
  })

  test('replaces the cell of an earlier injection', () => {
    const twice = injectParameters(injectParameters(notebook, { k: 3 }), { k: 4 })
    expect(sources(twice.cells)).toEqual(['# A', "const dataFile = 'a.csv'\nconst k = 0", 'const k = 4', 'k'])
  })

  test('leaves out what the notebook does not declare', () => {
    expect(declaredParameters(notebook)).toEqual(new Set(['dataFile', 'k']))
    expect(injectParameters(notebook, { seed: 1 })).toBe(notebook)
    expect(sources(injectParameters(notebook, { seed: 1, k: 2 }).cells)[2]).toBe('const k = 2')
  })
})

/** Written by nbformat 5.10.4: `nbformat.writes(nbformat.from_dict(...))` and a newline, as `nbformat.write` adds. */
const NBFORMAT = `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "x",
   "metadata": {},
   "outputs": [
    {
     "data": {
      "application/json": {
       "a": 1,
       "b": []
      },
      "image/png": "aGk=",
      "text/plain": [
       "é\\n",
       "b"
      ]
     },
     "metadata": {},
     "output_type": "display_data"
    }
   ],
   "source": [
    "const a = 1\\n",
    "\\n",
    "const b = 2\\n"
   ]
  },
  {
   "cell_type": "markdown",
   "id": "y",
   "metadata": {},
   "source": []
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`
