import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: availableParallelism(),
    // The built library, which the tools import, is loaded by Node: once a process, and not transformed file by file.
    server: { deps: { external: [/\/lib\/dist\//] } },
    projects: [
      // Pure functions leave nothing behind, so test files share their modules: danfo alone takes a second to load.
      {
        extends: true,
        test: { name: 'lib', include: ['test/**/*.test.ts'], exclude: ['test/tools/**'], isolate: false },
      },
      { extends: true, test: { name: 'tools', include: ['test/tools/**/*.test.ts'] } },
    ],
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
    coverage: {
      provider: 'custom',
      customProviderModule: './test/coverage.ts',
      include: ['lib/**/*.ts'],
      exclude: ['lib/index.ts', 'lib/*/index.ts', 'lib/dist/**'],
      thresholds: { branches: 95 },
    },
  },
})
