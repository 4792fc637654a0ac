import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Desk } from '#electron/desk/open-desk.ts'
import { nodeDisk } from '#electron/journal/node-disk.ts'

import {
  ANA,
  PIN,
  ageCheckRequest,
  atWork,
  createTestTill,
  readJournal,
  unlock,
} from '../../harness/open-test-desk.ts'
import { CODE, type ScriptedAccountApi, startScriptedAccountApi } from '../../harness/scripted-account-api.ts'

const till = createTestTill()
const root = mkdtempSync(join(tmpdir(), 'counterside-in-the-way-'))
const used = join(root, 'used')
const kept = join(root, 'kept')
let api: ScriptedAccountApi
let before: readonly string[] = []

/** A desk on the disk of this machine, where a folder can stand in the place of a file. */
const start = () =>
  till.start({ disk: nodeDisk, profileFolder: join(used, 'profile'), attemptsFolder: join(used, 'state') })

beforeAll(async () => {
  api = await startScriptedAccountApi()
  mkdirSync(join(used, 'profile'), { recursive: true })
  const desk = await start()
  await atWork(desk, api.url)
  await desk.handlers['record.save'](ageCheckRequest(1))
  await desk.handlers['settings.write'](await desk.handlers['settings.read']({}))
  before = await savedIn(desk)
  await desk.close()
  cpSync(used, kept, { recursive: true })
})
afterAll(async () => {
  await api.stop()
  rmSync(root, { recursive: true })
})

async function savedIn(desk: Desk): Promise<readonly string[]> {
  const { frames } = await readJournal(desk, { afterFrame: 0, limit: 100 })
  return frames.flatMap((frame) => (frame.kind === 'saved' ? [frame.envelope.hash] : []))
}

function everythingIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? [path, ...everythingIn(path)] : [path]
  })
}

/** Works as somebody would who does what the screens ask for: sets the till up again, sets a PIN, saves, keeps settings. */
async function workOn(desk: Desk): Promise<string | null> {
  const { phase, notices } = await desk.handlers['desk.state']({})
  if (phase === 'not-enrolled' || notices.includes('journal-lost')) {
    const enrolled = await desk.handlers['desk.enrol']({ accountApiUrl: api.url, code: CODE })
    if (enrolled.kind !== 'enrolled') return `it cannot be set up: ${JSON.stringify(enrolled)}`
  }
  await desk.handlers['operator.set-first-pin']({ operatorId: ANA, code: CODE, pin: PIN })
  // Counts that are gone cost a wait of an hour [V11].
  till.time.pass(60 * 60_000)
  const unlocked = await unlock(desk, ANA)
  if (unlocked.kind !== 'unlocked') return `it cannot be unlocked: ${unlocked.kind}`
  const { kind } = await desk.handlers['record.save'](ageCheckRequest(9))
  if (kind !== 'saved' && kind !== 'already-saved') return `nothing can be saved: ${kind}`
  const settings = await desk.handlers['settings.write'](await desk.handlers['settings.read']({}))
  return settings === 'written' ? null : `settings cannot be kept: ${settings}`
}

/** What is wrong at a start after something was put in the way; null when nothing is. `isGone`: the journal itself was. */
async function harmOf(isGone: boolean): Promise<string | null> {
  try {
    const desk = await start()
    const harm = await workOn(desk)
    const after = await savedIn(desk)
    await desk.close()
    const isLost = !isGone && before.some((hash) => !after.includes(hash))
    return harm ?? (isLost ? 'a record is lost' : null)
  } catch (error) {
    return String(error)
  }
}

test.each(['settings.json', 'mirror.json'])(
  '[D28] a folder in the place of %s: what it said is gone, that is said, and the folder is kept aside',
  async (name) => {
    rmSync(used, { recursive: true, force: true })
    cpSync(kept, used, { recursive: true })
    rmSync(join(used, 'profile', name), { force: true })
    mkdirSync(join(used, 'profile', name))
    const desk = await start()
    expect((await desk.handlers['desk.state']({})).notices).toContain('settings-unreadable')
    expect(readdirSync(join(used, 'profile'))).toContain(`${name}.unreadable-1`)
    await desk.close()
  },
)

test('[D28] [MI11] a folder in the place of the note that a restore was begun: it is not forgotten, however often the desk starts', async () => {
  rmSync(used, { recursive: true, force: true })
  mkdirSync(join(used, 'profile', 'restoring.json'), { recursive: true })
  for (let count = 1; count <= 2; count += 1) {
    const desk = await start()
    expect(await desk.handlers['restore.read']({})).toEqual({ kind: 'unfinished', unsent: 0 })
    await desk.close()
  }
})

const isFile = (path: string) => statSync(path).isFile()

/** False where there is nothing to put. */
const IN_THE_WAY: Readonly<Record<string, (path: string) => boolean>> = {
  'a folder in the place of each file': (path) => {
    if (!isFile(path)) return false
    rmSync(path)
    mkdirSync(path)
    return true
  },
  'an empty file in the place of each folder': (path) => {
    if (isFile(path)) return false
    rmSync(path, { recursive: true })
    writeFileSync(path, '')
    return true
  },
  'a link to nowhere in the place of each file': (path) => {
    if (!isFile(path)) return false
    rmSync(path)
    symlinkSync(join(root, 'a disk that is not there', 'file'), path)
    return true
  },
  'a folder where each file is written first': (path) => {
    if (!isFile(path)) return false
    mkdirSync(`${path}.new`)
    return true
  },
}

test.each(Object.entries(IN_THE_WAY))(
  '[D28] [J14] %s: the desk opens, and whoever does what it asks for works on; only a segment that is gone is lost',
  async (_name, put) => {
    const harms: string[] = []
    for (const found of everythingIn(kept)) {
      const name = relative(kept, found)
      rmSync(used, { recursive: true, force: true })
      cpSync(kept, used, { recursive: true })
      const isPut = put(join(used, name))
      if (!isPut) continue
      const isGone = /journal$|segment-\d+\.csj$|^profile$/.test(name)
      const harm = await harmOf(isGone)
      if (harm !== null) harms.push(`${name}: ${harm}`)
    }
    expect(harms).toEqual([])
  },
)
