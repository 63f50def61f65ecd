import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import * as segments from '../lib/index.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const lib = join(root, 'lib')

/** The folders from the bottom layer up, in the order of lib/index.ts. */
const ROOMS = [
  ...readFileSync(join(lib, 'index.ts'), 'utf8').matchAll(/^export .* from '\.\/(.+?)(?:\/index)?\.js'$/gm),
].map(([, room]) => room)

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== 'dist' && name !== 'node_modules')
    .flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory() ? filesIn(path) : path.endsWith('.ts') ? [path] : []
    })
}

/** Return the project files that a file imports or re-exports. */
function importsOf(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)
  return [...found].map(([, path]) => join(dirname(file), path.replace(/\.js$/, '.ts')))
}

/** Return the room of a file: "clusters" for lib/clusters/kmeans.ts, "show" for lib/show.ts. */
const roomOf = (file: string) => relative(lib, file).split(sep)[0].replace(/\.ts$/, '')

it('every room is a folder of the library, or show.ts', () => {
  const folders = readdirSync(lib).filter((name) => statSync(join(lib, name)).isDirectory())
  const rooms = folders.filter((name) => name !== 'dist' && name !== 'node_modules')
  expect([...rooms, 'show'].sort()).toEqual([...ROOMS].sort())
})

it('a room imports from itself and from the rooms above it in the contents page, never from below', () => {
  const upward = filesIn(lib)
    .filter((file) => roomOf(file) !== 'index')
    .flatMap((file) =>
      importsOf(file)
        .filter((imported) => ROOMS.indexOf(roomOf(imported)) > ROOMS.indexOf(roomOf(file)))
        .map((imported) => `${relative(root, file)} imports ${relative(root, imported)}`),
    )
  expect(upward).toEqual([])
})

it('no file imports itself through others, in the library and in the tools', () => {
  const files = [...filesIn(lib), ...filesIn(join(root, 'tools'))]
  const open = new Map(files.map((file) => [file, importsOf(file)]))
  // Remove files that import none of the rest, until nothing changes; what remains is part of, or imports, a cycle.
  for (let before = -1; before !== open.size; ) {
    before = open.size
    for (const [file, imports] of open) if (!imports.some((one) => open.has(one))) open.delete(file)
  }
  expect([...open.keys()].map((file) => relative(root, file))).toEqual([])
})

it('the library imports neither notebooks nor tools', () => {
  const outside = filesIn(lib).flatMap((file) =>
    importsOf(file).filter((imported) => relative(lib, imported).startsWith('..')),
  )
  expect(outside).toEqual([])
})

it('each contents page begins with one sentence, and lists its exports, one file per line', () => {
  for (const room of ROOMS.filter((name) => name !== 'show')) {
    const text = readFileSync(join(lib, room, 'index.ts'), 'utf8')
    expect(text, room).toMatch(/^\/\*\* [A-Z][^\n]*[.?] \*\/\n\nexport /)
    expect(text, room).not.toContain('export *')
  }
})

it('the package is its rooms, with the outputs of a cell', () => {
  const verbs = ['outputsOf', 'save', 'saveList', 'say', 'show', 'table']
  expect(Object.keys(segments).sort()).toEqual([...ROOMS.filter((name) => name !== 'show'), ...verbs].sort())
})
