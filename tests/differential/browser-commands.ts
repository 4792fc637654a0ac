import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

import type { StoreChange } from '#tests/simulation/losing-store.ts'

const MOST_BYTES = 2 ** 30

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** What seeds of the simulation did to the stores of windows. */
    outboxTraces(): Promise<readonly { seed: number; stores: readonly (readonly StoreChange[])[] }[]>
  }
}

/** What a page asks of the machine that runs it. */
export const BROWSER_COMMANDS = {
  async outboxTraces(): Promise<unknown> {
    const script = join(import.meta.dirname, 'write-traces.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [script], { maxBuffer: MOST_BYTES })
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  },
}
