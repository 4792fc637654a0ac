import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'out/test-results/files',
  timeout: 120_000,
  workers: Number(process.env['COUNTERSIDE_WORKERS'] ?? 1),
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'out/test-results/report.json' }]],
})
