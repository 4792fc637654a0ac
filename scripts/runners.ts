import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { exitOf } from './child.ts'
import type { LaneResult } from './lane.ts'
import { CHECKOUT } from './places.ts'

const REPORTS = join(CHECKOUT, 'out/reports')

/** Runs a tool of node_modules/.bin here, showing what it says; gives its exit code. */
function runTool(tool: { name: string; args: readonly string[]; env?: Readonly<Record<string, string>> }) {
  const path = join(CHECKOUT, 'node_modules/.bin', tool.name)
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' }
  const env = { ...process.env, ...plain, ...tool.env }
  return exitOf(spawn(path, tool.args, { cwd: CHECKOUT, env, stdio: ['ignore', 'inherit', 'inherit'] }))
}

/** A tool that says yes or no counts as one test. */
export async function runCheck(name: string, args: readonly string[]): Promise<LaneResult> {
  const code = await runTool({ name, args })
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
