import { type Cell, hasTag, isCode, joined, type Notebook } from './notebook.js'

/** What a rerun may set, by the names that the notebooks' parameters cells declare. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[]>>

const INJECTED = 'injected-parameters'

/**
 * The names that a notebook declares in the cell tagged `parameters`: one `const name = value` a line.
 *
 * @example declaredParameters(notebook) // Set { 'dataFile', 'k', 'seed' }
 */
export function declaredParameters(notebook: Notebook): Set<string> {
  return new Set(declarations(notebook, ['parameters']).keys())
}

/**
 * The values that a notebook's parameters have, as they are written; one that was set anew counts as set.
 *
 * @example parameterValues(notebook) // Map { 'dataFile' => "'../data/customers.csv'", 'k' => '0' }
 */
export function parameterValues(notebook: Notebook): Map<string, string> {
  return declarations(notebook, ['parameters', INJECTED])
}

/** A value ends before a semicolon, a comment or its line; either is text inside of quotes. */
const DECLARATION =
  /^[ \t]*(?:const|let)\s+([\w$]+)(?:\s*:[^=\n]+)?\s*=[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\/(?!\/)|[^'"/;\n])*)/gm

function declarations(notebook: Notebook, tags: readonly string[]): Map<string, string> {
  const cells = notebook.cells.filter((cell) => tags.some((tag) => hasTag(cell, tag)))
  const source = cells.map((cell) => joined(cell.source)).join('\n')
  return new Map([...source.matchAll(DECLARATION)].map(([, name, value]) => [name, value.trim().replaceAll('"', "'")]))
}

/**
 * Set a notebook's parameters as papermill does: a cell tagged `injected-parameters` after the one tagged `parameters`
 * declares the given values anew. Names that the notebook does not declare are left out.
 *
 * @param notebook not modified
 * @returns the notebook with that cell; the same notebook where nothing applies
 * @see https://papermill.readthedocs.io/en/latest/usage-parameterize.html
 */
export function injectParameters(notebook: Notebook, parameters: Parameters): Notebook {
  const declared = declaredParameters(notebook)
  const given = Object.entries(parameters).filter(([name]) => declared.has(name))
  if (given.length === 0) return notebook
  const cells = notebook.cells
    .filter((cell) => !hasTag(cell, INJECTED))
    .flatMap((cell) => (isCode(cell) && hasTag(cell, 'parameters') ? [cell, injectedCell(given)] : [cell]))
  return { ...notebook, cells }
}

function injectedCell(given: readonly (readonly [string, Parameters[string]])[]): Cell {
  const source = given.map(([name, value]) => `const ${name} = ${JSON.stringify(value)}`).join('\n')
  const metadata = { tags: [INJECTED] }
  return { cell_type: 'code', id: INJECTED, metadata, execution_count: null, outputs: [], source }
}
