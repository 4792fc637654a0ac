import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { CHECKOUT } from './places.ts'

const WRITER = join(CHECKOUT, 'tests/differential/write-traces.ts')
const MOST_BYTES = 2 ** 30

/** What a page under test asks of the machine that runs it. */
export const BROWSER_COMMANDS = {
  /** What seeds of the simulation did to the stores of windows; a page cannot run the simulation itself. */
  async outboxTraces(): Promise<unknown> {
    const { stdout } = await promisify(execFile)(process.execPath, [WRITER], { maxBuffer: MOST_BYTES })
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  },
}
