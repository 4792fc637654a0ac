import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { exitOf } from './child.ts'
import type { LaneResult, Out } from './lane.ts'
import { CHECKOUT } from './places.ts'

const REPORTS = join(CHECKOUT, 'out/reports')

/** A tool of node_modules/.bin. */
export interface Tool {
  readonly name: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly out?: Out
}

/** Runs one here, showing what it says; gives its exit code. */
function runTool(tool: Tool): Promise<number> {
  const path = join(CHECKOUT, 'node_modules/.bin', tool.name)
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' }
  const env = { ...process.env, ...plain, ...tool.env }
  const out = tool.out ?? 'inherit'
  return exitOf(spawn(path, tool.args, { cwd: CHECKOUT, env, stdio: ['ignore', out, out] }))
}

/** A tool that says yes or no counts as one test. */
export async function runCheck(tool: Tool): Promise<LaneResult> {
  const code = await runTool(tool)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

const vitestReportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
})

/** Runs one project of vitest.config.ts. A file that could not even load counts as one failure. */
export async function runVitest(wanted: {
  project: string
  env?: Readonly<Record<string, string>>
  /** Instead of what was asked for after the lane's name. */
  files?: readonly string[]
}): Promise<LaneResult> {
  const report = join(REPORTS, `${wanted.project}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['run', '--project', wanted.project, ...reporters, ...(wanted.files ?? askedFor())]
  const code = await runTool({
    name: 'vitest',
    args,
    ...(wanted.env === undefined ? {} : { env: wanted.env }),
  })
  const counts = readReport(report, vitestReportSchema)
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0, note: 'vitest wrote no report' }
  const failed = Math.max(counts.numFailedTests, code === 0 ? 0 : 1)
  return { passed: counts.numPassedTests, failed, skipped: counts.numPendingTests + counts.numTodoTests }
}

/** What was written after the lane's name: which files, which tests. */
export function askedFor(): string[] {
  return process.argv.slice(3).filter((argument) => argument !== '--json')
}

/** The report of a runner, or undefined when there is none that can be read. */
export function readReport<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  if (!existsSync(path)) return undefined
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}
