import { availableParallelism } from 'node:os'

import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

import { testBrowser } from './scripts/test-browser.ts'
import { BROWSER_COMMANDS } from './scripts/browser-commands.ts'

// What ships is what is tested: React as it is built for the desk, which is also three times as quick.
process.env['NODE_ENV'] = 'production'

const chromium = testBrowser()

export default defineConfig({
  test: {
    // By default one core of two is left alone.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{unit,architecture,conformance,simulation}/**/*.test.ts'],
          // No file leaves anything in a module: loading them for each took more than half of the time.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        plugins: [react()],
        // Found while tests run, a dependency makes the page load again under them.
        optimizeDeps: {
          include: [
            'axe-core',
            'dexie',
            'i18next',
            'libphonenumber-js/max',
            'react',
            'react-aria-components',
            'react-dom/client',
            'react-i18next',
            'react/jsx-dev-runtime',
            'tr46',
            'vitest-browser-react',
            'zod',
          ],
        },
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.tsx'],
          // Modules are loaded and compiled once a page, and not for each file.
          isolate: false,
          // A page waits for the mouse, for frames and for timers: with a page for each core a quarter of both lay idle.
          maxWorkers: availableParallelism() + 1,
          setupFiles: ['tests/component/empty-page.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: BROWSER_COMMANDS,
            provider: playwright({
              launchOptions: chromium === undefined ? {} : { executablePath: chromium },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'api',
          include: ['tests/api/**/*.test.ts'],
          globalSetup: ['tests/api/empty-database.ts'],
          // What needs a second connection is no test of the embedded database.
          exclude: ['**/*.postgres.test.ts'],
          // Each file starts servers of its own; the modules that they are made of need not be loaded for each.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'postgres',
          include: ['tests/api/**/*.test.ts'],
          globalSetup: ['tests/api/migrated-database.ts'],
          // How a page looks in a browser is the same on every database; what it reads and does is tested by its routes.
          // How a server starts with the embedded database, and how mail leaves, have no other database to be tested on.
          exclude: ['office-*', 'start', 'mail-ports', 'lost-keys'].map((name) => `**/${name}.test.ts`),
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
