import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'out/test-results/files',
  timeout: 120_000,
  workers: Number(process.env['COUNTERSIDE_WORKERS'] ?? 1),
  retries: 0,
  globalSetup: 'tests/harness/before-run.ts',
  forbidOnly: true,
  projects: [
    { name: 'core', testMatch: '*.test.ts', testIgnore: ['bad-days/**', 'service-desk/**'] },
    { name: 'service-desk', testMatch: 'service-desk/*.test.ts' },
    // Nothing there is about speed, and most of it is heavy on a machine that does other things besides.
    { name: 'faults', testMatch: 'bad-days/*.test.ts', timeout: 600_000, expect: { timeout: 20_000 } },
  ],
  reporter: [['list'], ['json', { outputFile: 'out/test-results/report.json' }]],
})
