import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claimFolder } from '../../../tools/command/claim-folder.js'

const parent = mkdtempSync(join(tmpdir(), 'segments-test-'))

test('a second run into a folder is refused until the first is done', () => {
  const folder = join(parent, 'run')
  const release = claimFolder(folder)
  expect(() => claimFolder(folder)).toThrow(`another run is writing into ${folder}`)
  claimFolder(join(parent, 'other'))()
  release()
  claimFolder(folder)()
})

test('the claim of a killed run does not count, and the earlier run that it had set aside is put back', () => {
  const folder = join(parent, 'killed')
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  // No process has so high a number.
  writeFileSync(join(tmpdir(), `segments-run-${name}`), '999999999')
  mkdirSync(`${folder}.999999999.old`)
  writeFileSync(join(`${folder}.999999999.old`, 'kept'), '')
  mkdirSync(`${folder}.999999999.new`)
  claimFolder(folder)()
  expect(existsSync(join(folder, 'kept'))).toBe(true)
  expect(readdirSync(parent).filter((one) => one.startsWith('killed'))).toEqual(['killed'])
})
