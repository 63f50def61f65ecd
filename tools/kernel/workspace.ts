import { existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder that a notebook runs in, with the project's layout: `notebooks`, `results` and the project's `data`. */
export interface Workspace {
  folder: string
  notebooks: string
  results: string
}

const PREFIX = '.work-'
const open = new Set<string>()

/**
 * Make a workspace in `runs/`, as deep as a run's own folder, so that relative paths work in both.
 *
 * @param root the project's folder
 * @param label distinguishes the workspaces of one process
 */
export async function openWorkspace(root: string, label: string): Promise<Workspace> {
  const folder = join(root, 'runs', `${PREFIX}${process.pid}-${label}`)
  open.add(folder)
  await rm(folder, { recursive: true, force: true })
  const workspace = { folder, notebooks: join(folder, 'notebooks'), results: join(folder, 'results') }
  await mkdir(workspace.notebooks, { recursive: true })
  await mkdir(workspace.results)
  const data = join(root, 'data')
  if (existsSync(data)) await symlink(data, join(folder, 'data'), 'junction')
  return workspace
}

/** Remove every workspace of this process synchronously, since the process may be about to exit. */
export function closeWorkspaces(): void {
  for (const folder of open) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  open.clear()
}

/** Remove the workspaces of processes that were killed before they could remove them. */
export function sweepWorkspaces(root: string): void {
  const runs = join(root, 'runs')
  for (const name of existsSync(runs) ? readdirSync(runs) : []) {
    const pid = Number(name.match(/^\.work-(\d+)-/)?.[1])
    if (pid && !lives(pid)) rmSync(join(runs, name), { recursive: true, force: true })
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
