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
 * Find the system's Chromium: the file named by the environment variable CHROMIUM, otherwise the first on the PATH,
 * otherwise Chrome in its usual place on macOS and Windows.
 *
 * @returns its path, or undefined if there is none
 * @throws {RangeError} if CHROMIUM names a file that does not exist
 */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM: chosen, PATH: path = '' } = env
  if (chosen && !existsSync(chosen)) throw new RangeError(`CHROMIUM requires a file that exists, got ${chosen}`)
  if (chosen) return chosen
  const ending = process.platform === 'win32' ? '.exe' : ''
  const onPath = path.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name + ending)))
  return [...onPath, ...HABITUAL].find((file) => existsSync(file))
}

/** Start a headless browser without background network traffic. */
export async function startBrowser(executablePath: string): Promise<Browser> {
  // Loading takes most of a second, which a run without new figures can save.
  const { chromium } = await import('playwright-core')
  const args = ['--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb']
  return chromium.launch({ executablePath, args, chromiumSandbox: false })
}
