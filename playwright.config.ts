import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'out/test-results/files',
  timeout: 120_000,
  // One desk at a time: two on a small machine slow each other into timeouts.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'out/test-results/report.json' }]],
})
