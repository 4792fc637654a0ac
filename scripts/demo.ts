import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { runEndToEnd } from './end-to-end.ts'
import { CHECKOUT, say } from './places.ts'
import { DEMO } from './stage.ts'

const figuresSchema = z.record(z.string(), z.number())

/** The morning of tests/e2e/morning.test.ts, for people to look at: the same run, its page and its figures. */
async function main(args: readonly string[]): Promise<number> {
  const { failed, note } = await runEndToEnd({ project: 'core', asked: ['morning.test.ts'] })
  if (failed > 0) {
    console.error(`the morning did not end well${note === undefined ? '' : `: ${note}`}`)
    return 1
  }
  say(`the morning in pictures: ${join(DEMO, 'index.html')}`)
  const figures = readFileSync(join(CHECKOUT, DEMO, 'summary.json'), 'utf8')
  if (args.includes('--json')) console.log(figures)
  else
    for (const [name, value] of Object.entries(figuresSchema.parse(JSON.parse(figures))))
      console.log(`${name.padEnd(12)} ${value}`)
  return 0
}

process.exitCode = await main(process.argv.slice(2))
