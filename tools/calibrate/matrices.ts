import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cloudStudy } from './cloud-study.js'
import { CLOUDS } from './clouds.js'
import { nameOf, PEER_SEEDS } from './peers.js'
import { PLANTED } from './planted.js'
import { plantedStudy } from './planted-study.js'
import { tasksOf } from './study.js'

/**
 * Write the data sets for the peers: each as a file of float64, row by row, and index.json, which lists them.
 *
 * @param folder created if it does not exist
 * @param only scenarios whose "study: name" matches
 * @returns the number of data sets written
 */
export async function writeMatrices(folder: string, only: RegExp, rows?: readonly number[]): Promise<number> {
  await mkdir(folder, { recursive: true })
  const draws = { ...CLOUDS, ...PLANTED }
  const tasks = [cloudStudy, plantedStudy]
    .flatMap((study) => tasksOf(study, PEER_SEEDS, rows))
    .filter((task) => only.test(`${task.study}: ${task.scenario}`))
  const index: object[] = []
  for (const task of tasks) {
    const { data, rows, cols } = await draws[task.scenario].draw(task.seed, task.rows)
    const file = `${index.length}.f64`
    await writeFile(join(folder, file), new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    index.push({ file, name: nameOf(task), rows, cols, seed: task.seed })
  }
  await writeFile(join(folder, 'index.json'), JSON.stringify(index))
  return index.length
}
