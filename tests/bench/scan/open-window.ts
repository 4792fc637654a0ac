import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Page, _electron } from '@playwright/test'
import { build } from 'vite'

import { NONCE_PLACEHOLDER } from '#electron/main/content-policy.ts'
import { resolveElectronRuntime } from '#scripts/electron-runtime.ts'
import { CHECKOUT } from '#scripts/places.ts'
import { startVirtualDisplay } from '#scripts/virtual-display.ts'

const HERE = import.meta.dirname
const OUT = join(CHECKOUT, 'out/bench/scan')
const TARGETS = { page: 'chrome130', main: 'node20.18' }
const START_LIMIT_MS = 60_000

/** Builds the page of the benchmark as the desk is built and opens it in Electron. */
export async function openWindow(): Promise<{ page: Page; version: string; close(): Promise<void> }> {
  const runtime = await resolveElectronRuntime()
  if (!runtime.ok) throw new Error(runtime.failure)
  await buildAll()
  const display = await startVirtualDisplay()
  if (!display.ok) throw new Error(display.failure)
  const profile = mkdtempSync(join(tmpdir(), 'counterside-bench-'))
  try {
    Object.assign(process.env, runtime.value.env)
    const app = await _electron.launch({
      args: [OUT, `--user-data-dir=${profile}`],
      timeout: START_LIMIT_MS,
      env: { ...process.env, DISPLAY: display.value.name },
    })
    const page = await app.firstWindow({ timeout: START_LIMIT_MS })
    await page.waitForFunction(() => 'readClip' in window)
    return {
      page,
      version: runtime.value.version,
      async close() {
        await app.close()
        await display.value.stop()
        rmSync(profile, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await display.value.stop()
    throw error
  }
}

async function buildAll(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(HERE, 'page'),
    html: { cspNonce: NONCE_PLACEHOLDER },
    worker: { format: 'es' },
    build: {
      outDir: join(OUT, 'page'),
      emptyOutDir: true,
      target: TARGETS.page,
      chunkSizeWarningLimit: 5000,
    },
  })
  await build({
    configFile: false,
    logLevel: 'warn',
    root: HERE,
    ssr: { noExternal: true },
    build: {
      outDir: OUT,
      emptyOutDir: false,
      target: TARGETS.main,
      ssr: join(HERE, 'window.ts'),
      rolldownOptions: { external: ['electron'], output: { entryFileNames: 'main.mjs' } },
    },
  })
  writeFileSync(
    join(OUT, 'package.json'),
    JSON.stringify({ name: 'scan-bench', version: '0', main: 'main.mjs' }),
  )
}
