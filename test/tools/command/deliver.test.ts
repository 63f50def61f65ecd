import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkOut } from '../../../tools/command/deliver.js'
import { Project } from '../project.js'

let made: Project
beforeAll(async () => {
  made = new Project()
  await made.write('run/reports/index.html', '')
  await made.write('mine/reports/index.html', '')
  await made.write('mine/thesis.txt', '')
})
afterAll(() => made.remove())

test('an earlier run is kept unless it may be replaced; a folder with anything else is never replaced', async () => {
  const out = (name: string) => `${made.root}/${name}`
  await expect(checkOut(out('new'), false)).resolves.toBeUndefined()
  await expect(checkOut(out('run'), false)).rejects.toThrow(
    'holds an earlier run, which is kept: --replace replaces it',
  )
  await expect(checkOut(out('run'), true)).resolves.toBeUndefined()
  await expect(checkOut(out('mine'), true)).rejects.toThrow('--out requires a new folder or that of an earlier run')
})
