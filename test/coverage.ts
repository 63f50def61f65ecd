import v8 from '@vitest/coverage-v8'
import type { CoverageProviderModule } from 'vitest/node'

const measured = v8 as Required<CoverageProviderModule>
let counts = false

/**
 * V8 coverage for the project lib only, whose test files share their modules. The tests of the tools run the built
 * library, which needs no coverage, and counting its branches would make its loops half as fast.
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
