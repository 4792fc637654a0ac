import { join } from 'node:path'

import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

import { NONCE_PLACEHOLDER } from './electron/main/content-policy.ts'

const here = import.meta.dirname

/** Both Electron 33 and the one we ship must run this; left alone, the build would aim at the newest. */
const NODE_TARGET = 'node20.18'
const CHROME_TARGET = 'chrome130'
/** In kB. The pages come from the disk: their size is measured against what it costs to start. */
const CHUNK_WARNING_KB = 1500

export default defineConfig({
  main: {
    build: {
      outDir: 'out/desk/main',
      target: NODE_TARGET,
      externalizeDeps: false,
      chunkSizeWarningLimit: CHUNK_WARNING_KB,
      rolldownOptions: {
        input: {
          index: join(here, 'electron/main/index.ts'),
          'argon2-thread': join(here, 'electron/vault/argon2-thread.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/desk/preload',
      target: NODE_TARGET,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(here, 'electron/preload/index.ts') },
        // A sandboxed page takes its preload as CommonJS only.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(here, 'renderer'),
    plugins: [react()],
    html: { cspNonce: NONCE_PLACEHOLDER },
    worker: { format: 'es' },
    build: {
      outDir: join(here, 'out/desk/renderer'),
      target: CHROME_TARGET,
      minify: true,
      chunkSizeWarningLimit: CHUNK_WARNING_KB,
      rolldownOptions: {
        input: { index: join(here, 'renderer/index.html'), paper: join(here, 'renderer/paper.html') },
      },
    },
  },
})
