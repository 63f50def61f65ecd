import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']
const HABITUAL = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * The system's Chromium: what the environment variable CHROMIUM names, else the first on the PATH, else where
 * macOS and Windows put Chrome.
 *
 * @returns its path, or undefined where there is none
 * @throws {RangeError} when CHROMIUM names a file that does not exist
 */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM: chosen, PATH: path = '' } = env
  if (chosen && !existsSync(chosen)) throw new RangeError(`CHROMIUM requires a file that exists, got ${chosen}`)
  if (chosen) return chosen
  const ending = process.platform === 'win32' ? '.exe' : ''
  const onPath = path.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name + ending)))
  return [...onPath, ...HABITUAL].find((file) => existsSync(file))
}

/** Start a browser without a window, that calls nobody. */
export async function startBrowser(executablePath: string): Promise<Browser> {
  // It takes most of a second to load, which a run without new figures can spare.
  const { chromium } = await import('playwright-core')
  const args = ['--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb']
  return chromium.launch({ executablePath, args, chromiumSandbox: false })
}
