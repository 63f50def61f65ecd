import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { trialOf } from './studies.js'
import type { Task, Trial } from './study.js'
import { keyOf } from './trials.js'

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Run all tasks, in this process or in several that each take the next task when they are free.
 *
 * @param tasks in the order in which they are started
 * @param workers number of processes; 1 runs the tasks in this process
 * @param done called with each finished trial
 * @throws {Error} if a trial fails; the other processes are ended
 */
export async function runTasks(tasks: readonly Task[], workers: number, done: (trial: Trial) => void): Promise<void> {
  if (workers === 1) for (const task of tasks) done(await trialOf(task))
  else await inProcesses(tasks, workers, done)
}

async function inProcesses(tasks: readonly Task[], workers: number, done: (trial: Trial) => void): Promise<void> {
  const queue = [...tasks]
  const children: ChildProcess[] = []
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const child = fork(WORKER, [], { cwd: ROOT, execArgv: ['--import', 'tsx'] })
      children.push(child)
      let task: Task | undefined
      const hand = () => {
        task = queue.shift()
        if (task) child.send(task)
        else child.disconnect()
      }
      child.on('message', (trial: Trial) => {
        done(trial)
        hand()
      })
      child.on('error', reject)
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a trial failed: ${keyOf(task!)}`))))
      hand()
    })
  try {
    await Promise.all(Array.from({ length: Math.min(workers, tasks.length) }, work))
  } finally {
    for (const child of children) child.kill()
  }
}
