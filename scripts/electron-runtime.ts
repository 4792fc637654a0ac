import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { installFallbackElectron } from './electron-fallback.ts'
import { CHECKOUT, say } from './places.ts'

const OFFICIAL_PACKAGE = join(CHECKOUT, 'node_modules/electron')
const FALLBACK = join(CHECKOUT, '.runtime/electron')

/** What a program needs in its environment so that Electron, its build and Playwright agree on one runtime. */
export interface ElectronRuntime {
  readonly folder: string
  readonly executable: string
  readonly version: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * Finds the Electron to run, in this order: `ELECTRON_OVERRIDE_DIST_PATH`, the official runtime as installed,
 * a runtime fetched earlier, the official download, and last a runtime published in an npm package, for
 * development and tests only.
 */
export async function resolveElectronRuntime(): Promise<Result<ElectronRuntime, string>> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined && override !== '') return runtimeIn(override)
  const official = officialFolder()
  if (official !== undefined) return runtimeIn(official)
  if (existsSync(join(FALLBACK, 'version'))) return runtimeIn(FALLBACK)
  say('fetching the official Electron runtime')
  spawnSync(process.execPath, [join(OFFICIAL_PACKAGE, 'install.js')], { stdio: 'ignore' })
  const downloaded = officialFolder()
  if (downloaded !== undefined) return runtimeIn(downloaded)
  say('the official Electron runtime cannot be reached from here: fetching a development runtime through npm')
  const installed = await installFallbackElectron(FALLBACK)
  return installed.ok ? runtimeIn(FALLBACK) : installed
}

function officialFolder(): string | undefined {
  const pathFile = join(OFFICIAL_PACKAGE, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const folder = join(OFFICIAL_PACKAGE, 'dist')
  return existsSync(join(folder, readFileSync(pathFile, 'utf8'))) ? folder : undefined
}

function runtimeIn(folder: string): Result<ElectronRuntime, string> {
  const executable = join(folder, 'electron')
  const versionFile = join(folder, 'version')
  if (!existsSync(executable) || !existsSync(versionFile)) {
    return fail(`no Electron runtime in ${folder}: it needs the files "electron" and "version"`)
  }
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
  return ok({
    folder,
    executable,
    version,
    env: {
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      ELECTRON_EXEC_PATH: executable,
      ELECTRON_MAJOR_VER: version.split('.')[0] ?? '',
    },
  })
}
