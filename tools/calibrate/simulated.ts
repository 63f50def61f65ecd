import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { data, features } from 'segments'
import { simulatedFiles } from '../simulate/files.js'
import type { Structure } from '../simulate/simulator.js'
import type { Generator } from './draws.js'

/** Simulate customers, then read and prepare them like a file. */
export async function simulatedCustomers(seed: number, customers: number, structure: Structure) {
  const folder = await mkdtemp(join(tmpdir(), 'calibrate-'))
  try {
    const file = join(folder, 'customers.csv')
    await writeFile(file, simulatedFiles({ seed, customers, structure })['customers.csv'])
    return features.prepare((await data.readCustomers(file)).customers).customers
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Return a generator of the standardized features of simulated customers. */
export function simulated(structure: Structure): Generator {
  return async (seed, rows) => features.featureSpace(await simulatedCustomers(seed, rows, structure)).x
}
