import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyWhole, writeWhole } from '../../../tools/command/write-whole.js'

const folder = mkdtempSync(join(tmpdir(), 'segments-test-'))
/** What is written on its way to the file meets a device that is always full. */
const fill = (file: string) => symlinkSync('/dev/full', `${file}.${process.pid}.part`)

test('a file is written whole, in a folder that is created, and nothing is left beside it', () => {
  const file = join(folder, 'new', 'a.txt')
  writeWhole(file, 'one')
  writeWhole(file, 'two')
  expect(readFileSync(file, 'utf8')).toBe('two')
  expect(readdirSync(join(folder, 'new'))).toEqual(['a.txt'])
})

test.runIf(existsSync('/dev/full'))('on a full disk the error names the file, and an earlier one stays', () => {
  const file = join(folder, 'b.txt')
  fill(file)
  expect(() => writeWhole(file, 'one')).toThrow(`${file} could not be written: the disk is full; nothing was written`)
  expect(readdirSync(folder)).not.toContain('b.txt')
  writeWhole(file, 'one')
  fill(file)
  expect(() => writeWhole(file, 'two')).toThrow('the disk is full; the earlier file is as it was')
  expect(readFileSync(file, 'utf8')).toBe('one')
})

test('a copy that fails leaves the earlier file, and nothing beside it', async () => {
  const [from, file] = [join(folder, 'from'), join(folder, 'c', 'c.txt')]
  writeWhole(from, 'one')
  await copyWhole(from, file)
  await expect(copyWhole(join(folder, 'gone'), file)).rejects.toThrow(/c\.txt could not be written: .*as it was/)
  expect(readFileSync(file, 'utf8')).toBe('one')
  expect(readdirSync(join(folder, 'c'))).toEqual(['c.txt'])
})
