import { claimStudy } from './claims.js'
import { cloudStudy, furtherCloudStudy } from './cloud-study.js'
import { coverageStudy } from './coverage-study.js'
import { furtherPlantedStudy, oneTooManyStudy, plantedStudy } from './planted-study.js'
import type { Study, Task, Trial } from './study.js'

/** The studies, in the order of their tables on the page. Add a new one here. */
export const STUDIES: readonly Study[] = [
  cloudStudy,
  plantedStudy,
  oneTooManyStudy,
  furtherCloudStudy,
  furtherPlantedStudy,
  claimStudy,
  coverageStudy,
]

/** Run a task and return what its study finds. */
export async function trialOf(task: Task): Promise<Trial> {
  const study = STUDIES.find(({ name }) => name === task.study)!
  return { ...task, found: await study.trial(task) }
}
