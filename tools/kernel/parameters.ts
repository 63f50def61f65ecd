import { type Cell, hasTag, isCode, joined, type Notebook } from './notebook.js'

/** Values that a rerun sets, by the names declared in the notebooks' parameters cells. */
export type Parameters = Readonly<Record<string, string | number | boolean | readonly string[]>>

const INJECTED = 'injected-parameters'

/**
 * Return the names that a notebook declares in the cell tagged `parameters`: one `const name = value` per line.
 *
 * @example declaredParameters(notebook) // Set { 'dataFile', 'k', 'seed' }
 */
export function declaredParameters(notebook: Notebook): Set<string> {
  return new Set(declarations(notebook, ['parameters']).keys())
}

/**
 * Return the values of a notebook's parameters as source text; an injected value replaces the declared one.
 *
 * @example parameterValues(notebook) // Map { 'dataFile' => "'../data/customers.csv'", 'k' => '0' }
 */
export function parameterValues(notebook: Notebook): Map<string, string> {
  return declarations(notebook, ['parameters', INJECTED])
}

/** A value ends at a semicolon, a comment or the end of the line, but not inside quotes. */
const DECLARATION =
  /^[ \t]*(?:const|let)\s+([\w$]+)(?:\s*:[^=\n]+)?\s*=[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\/(?!\/)|[^'"/;\n])*)/gm

function declarations(notebook: Notebook, tags: readonly string[]): Map<string, string> {
  const cells = notebook.cells.filter((cell) => tags.some((tag) => hasTag(cell, tag)))
  const source = cells.map((cell) => joined(cell.source)).join('\n')
  return new Map([...source.matchAll(DECLARATION)].map(([, name, value]) => [name, value.trim().replaceAll('"', "'")]))
}

/**
 * Set a notebook's parameters as papermill does: a cell tagged `injected-parameters` after the one tagged `parameters`
 * declares the given values again. Names that the notebook does not declare are left out.
 *
 * @param notebook not modified
 * @returns the notebook with that cell, or the same notebook if it declares none of the names
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
