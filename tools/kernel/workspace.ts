import { existsSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder that a notebook runs in, laid out as the project: `notebooks`, `results` and the project's `data`. */
export interface Workspace {
  folder: string
  notebooks: string
  results: string
}

const PREFIX = '.work-'
const open = new Set<string>()

/**
 * Make a workspace below `runs/`, as deep as a run's own folder, so that relative paths hold in both.
 *
 * @param root the project's folder
 * @param label tells the workspaces of one process apart
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

/** Remove every workspace of this process, at once: it may be about to exit. */
export function closeWorkspaces(): void {
  for (const folder of open) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  open.clear()
}

/** Remove the workspaces of processes that were killed before they could. */
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
