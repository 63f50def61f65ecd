import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { data, model } from 'segments'
import { UsageError } from '../command/arguments.js'

/** One side of a comparison: a model, a list, or both. */
export interface Side {
  readonly name: string
  readonly model?: model.Model
  readonly list?: data.Listed
}

/**
 * Read one side from a path: a run's folder with results/ (or a folder of results), a model.json, or a list.
 *
 * @param path absolute
 * @param given the path as the user gave it, for messages
 * @throws {UsageError} on a path with neither model nor list
 */
export async function sideOf(path: string, given: string): Promise<Side> {
  const info = statSync(path, { throwIfNoEntry: false })
  if (!info) throw new UsageError(`compare requires two runs, models or lists, got ${given}, which does not exist`)
  const name = basename(path)
  if (info.isDirectory()) {
    const folder = existsSync(join(path, 'results')) ? join(path, 'results') : path
    const modelFile = join(folder, 'model.json')
    const listFile = join(folder, 'segments.csv')
    if (!existsSync(modelFile) && !existsSync(listFile)) {
      throw new UsageError(
        `compare requires a run with results/model.json or results/segments.csv, got ${given} without`,
      )
    }
    return {
      name,
      ...(existsSync(modelFile) && { model: modelIn(modelFile) }),
      ...(existsSync(listFile) && { list: await data.readList(listFile) }),
    }
  }
  return name.endsWith('.json') ? { name, model: modelIn(path) } : { name, list: await data.readList(path) }
}

function modelIn(file: string): model.Model {
  return model.parseModel(readFileSync(file, 'utf8'), file)
}
