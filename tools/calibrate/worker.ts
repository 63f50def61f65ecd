/** A worker process of the calibration: answers each task that it receives with its trial. */
import { trialOf } from './studies.js'
import type { Task } from './study.js'

process.on('message', async (task: Task) => {
  process.send!(await trialOf(task))
})
