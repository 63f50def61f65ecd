import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const MOCKED = ['test/tools/kernel/ports.test.ts', 'test/tools/pages/pages.test.ts']

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
      // Those of the tools do so as well, but for those that put something else in a module's place.
      {
        extends: true,
        test: { name: 'tools', include: ['test/tools/**/*.test.ts'], exclude: MOCKED, isolate: false },
      },
      { extends: true, test: { name: 'mocked', include: MOCKED } },
    ],
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
    // Counting branches takes half a minute: the gate does it, and `npx vitest run --coverage`.
    coverage: {
      enabled: Boolean(process.env.CI),
      provider: 'custom',
      customProviderModule: './test/coverage.ts',
      include: ['lib/**/*.ts'],
      exclude: ['lib/index.ts', 'lib/*/index.ts', 'lib/dist/**'],
      thresholds: { branches: 94 },
    },
  },
})
