import { csvFormat } from 'd3-dsv'
import { dictionary } from './dictionary.js'
import { type SimulateOptions, simulate } from './simulator.js'

/** Return the files of `npm run simulate`: text by file name. Lines end in a line feed on every system. */
export function simulatedFiles(options: SimulateOptions): Record<string, string> {
  const simulated = simulate(options)
  return {
    'customers.csv': `${csvFormat(simulated.rows)}\n`,
    'truth.csv': `${csvFormat(simulated.truth)}\n`,
    'channel_spend.csv': `${csvFormat(simulated.spend)}\n`,
    'category_margins.csv': `${csvFormat(simulated.margins)}\n`,
    'README.md': dictionary(simulated, options),
  }
}
