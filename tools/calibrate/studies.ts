import { claimStudy } from './claims.js'
import { cloudStudy, furtherCloudStudy } from './cloud-study.js'
import { coverageStudy } from './coverage-study.js'
import { furtherPlantedStudy, oneTooManyStudy, plantedStudy } from './planted-study.js'
import type { Study, Task, Trial } from './study.js'

/** The tables of the page, in their order. A further one is added here. */
export const STUDIES: readonly Study[] = [
  cloudStudy,
  plantedStudy,
  oneTooManyStudy,
  furtherCloudStudy,
  furtherPlantedStudy,
  claimStudy,
  coverageStudy,
]

/** What the task's study finds in its data set. */
export async function trialOf(task: Task): Promise<Trial> {
  const study = STUDIES.find(({ name }) => name === task.study)!
  return { ...task, found: await study.trial(task) }
}
