/** A process of the calibration: answers each task that it is sent with its trial, until there are none. */
import { trialOf } from './studies.js'
import type { Task } from './study.js'

process.on('message', async (task: Task) => {
  process.send!(await trialOf(task))
})
