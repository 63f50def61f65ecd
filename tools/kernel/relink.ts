import { joined, type Notebook } from './notebook.js'

/**
 * Links of a notebook that is put into a run's folder: those to the project's other folders lead there again, but for
 * what the run brings along.
 *
 * @param notebook not modified; its links start at notebooks/
 * @param up from the notebook's new folder to the project's root, as "../../.."
 * @example relinked(notebook, '../../..') // [dictionary](../data/README.md) is [dictionary](../../../data/README.md)
 */
export function relinked(notebook: Notebook, up: string): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === 'markdown'
      ? { ...cell, source: joined(cell.source).replace(/\]\(\.\.\/(?!results\/|reports\/)/g, `](${up}/`) }
      : cell,
  )
  return { ...notebook, cells }
}
