import { relative } from 'node:path'
import { checkFiles, useSettings } from 'segments/check'
import type { Parameters } from '../kernel/parameters.js'
import type { Place } from './command.js'
import { megabytes, showSteps } from './steps.js'

/**
 * Read the files of a run once, before any kernel starts, and report how its customers were read.
 *
 * @param parameters files as absolute paths
 * @param query the query that yielded the customers; errors name it instead of the file with its result
 * @throws {Error} on a file that cannot be used; the message is for the user and gives the path relative to cwd
 */
export async function checkData(parameters: Parameters, { cwd, out, err }: Place, query?: string): Promise<void> {
  const text = (name: string) => (parameters[name] === undefined ? undefined : String(parameters[name]))
  const files = { customers: text('dataFile'), spend: text('spendFile'), margins: text('marginsFile') }
  const shown = (file: string) => {
    const way = relative(cwd, file)
    return way.startsWith('..') || way === '' ? file : way
  }
  const named = (file: string) => shown(query && file === files.customers ? query : file)
  const writings = { dates: text('dates') as 'D/M/Y' | undefined, decimal: text('decimal') as ',' | undefined }
  useSettings({ currency: text('currency') })
  const steps = showSteps([files.customers ?? ''], err)
  steps.at(`checks ${named(files.customers ?? '')} (${megabytes(files.customers ?? '')})`, 0)
  const read = await checkFiles(files, writings, query ? 2 : 1)
    .catch((error: Error & { file?: string }) => {
      if (error.file === undefined) throw error
      throw new Error(error.message.replaceAll(error.file, named(error.file)))
    })
    .finally(steps.end)
  if (!read) return
  out.write(`${named(files.customers!)}: ${read.customers.toLocaleString('en-US')} customers\n`)
  // Corrected spellings are many and do not change the results.
  for (const { step, column, detail } of read.log) {
    if (step !== 'spelling') out.write(`  ${column ? `${column}: ` : ''}${detail}\n`)
  }
}
