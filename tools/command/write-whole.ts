import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { cp, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Write a file under another name, then rename it, so that a failure or a kill leaves the earlier file intact.
 *
 * @throws {Error} if it cannot be written; the message names the file and says what is there now
 */
export function writeWhole(file: string, text: string): void {
  const part = `${file}.${process.pid}.part`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(part, text)
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw unwritten(file, error)
  }
}

/**
 * Copy a file or a folder into place in one step, so that a full disk or a kill leaves the earlier one intact.
 *
 * @throws {Error} like writeWhole
 */
export async function copyWhole(from: string, to: string): Promise<void> {
  const part = `${to}.${process.pid}.part`
  try {
    await cp(from, part, { recursive: true })
    await rename(part, to)
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw unwritten(to, error)
  }
}

/** Return an error that says what could not be written, why, and what is there now. */
export function unwritten(file: string, error: unknown): Error {
  return new Error(`${file} could not be written: ${diskWords(error)}; ${leftWords(file)}`, { cause: error })
}

function diskWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return 'the disk is full'
  return code === 'EACCES' || code === 'EROFS' ? 'writing there is not allowed' : message
}

function leftWords(file: string): string {
  return existsSync(file) ? 'the earlier file is as it was' : 'nothing was written'
}
