import v8 from '@vitest/coverage-v8'
import type { CoverageProviderModule } from 'vitest/node'

const measured = v8 as Required<CoverageProviderModule>
let counts = false

/**
 * Coverage by V8, in the test files that share their modules (the project lib) alone. Those of the tools run the built
 * library, of which no coverage is asked, and counting each branch makes its loops twice as slow.
 */
const provider: CoverageProviderModule = {
  ...measured,
  startCoverage(options) {
    counts = !options.isolate
    return counts ? measured.startCoverage(options) : undefined
  },
  takeCoverage: (options) => (counts ? measured.takeCoverage(options) : { result: [] }),
  stopCoverage: (options) => (counts ? measured.stopCoverage(options) : undefined),
}

export default provider
