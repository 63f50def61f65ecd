import { joined, type Notebook } from './notebook.js'

/**
 * Adapt the links of a notebook that is moved to a run's folder, so that they still lead to the project's folders.
 * Links to results/ and reports/ are kept, since the run has its own.
 *
 * @param notebook not modified; its links are relative to notebooks/
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
