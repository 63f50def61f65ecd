import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

it('the committed notebooks are those of a clean run', async () => {
  const command = [join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), join(root, 'tools', 'check.ts')]
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root, timeout: 540_000 })
  expect(stdout).toMatch(/4 notebooks compared, 0 differences, 0 failed/)
}, 600_000)
