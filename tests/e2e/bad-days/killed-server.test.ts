import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { createChance } from '../../simulation/seeded.ts'
import { expectAllSent, unlock } from '../../harness/at-the-counter.ts'
import { test } from '../../harness/bad-day-test.ts'
import { expectBooksAgree, journalOf } from '../../harness/books.ts'
import { chooseFolder } from '../../harness/choose-folder.ts'
import { noteKill } from '../../harness/fault-point.ts'
import { CHECKOUT } from '../../harness/launch-desk.ts'
import { MIGUEL, openTill } from '../../harness/open-till.ts'
import { type StoreCopy, openStore } from '../../harness/store.ts'
import { ageCheck, writeWaiting } from '../../harness/waiting-records.ts'
import { clockOffBy } from '../../harness/wrong-clock.ts'

/** Another seed chooses other moments. */
const SEED = Number(process.env['COUNTERSIDE_SEED'] ?? 20_261_122)
/** Three batches of an import. */
const WAITING = 250

/** The account API in a process of its own, on the data of a store, at its address. */
async function startProcess({ dataDirectory, url }: StoreCopy): Promise<ChildProcess> {
  const env = {
    ...process.env,
    DATA_DIR: dataDirectory,
    PORT: new URL(url).port,
    BACKUP_LAG_MINUTES: '0',
    LOG_LEVEL: 'silent',
  }
  const child = spawn(process.execPath, [join(CHECKOUT, 'account-api/main.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const listens = once(child.stdout, 'data')
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the account API ended: ${said}`)
  })
  await Promise.race([listens, ended])
  return child
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

test('[F48] [IN20] an account API that is killed at any moment of an import loses nothing and doubles nothing: the file again, from two people at once, while the till sends the same', async ({
  profile,
  launch,
  store,
}) => {
  const chance = createChance(SEED)
  const folder = mkdtempSync(join(tmpdir(), 'counterside-killed-'))
  const first = await openTill({ launch, profile, store })
  await expectAllSent(first.page)
  await first.close()
  const people = [await store.signIn('boss', ['fleet']), await store.signIn('deputy', ['fleet'])]
  await writeWaiting({
    profile,
    count: WAITING,
    record: (terminal) => ageCheck({ operator: 'a1', terminal }),
  })
  await store.stop()

  const stick = join(folder, 'stick')
  mkdirSync(stick)
  // Two days later the last resort is offered.
  const later = await launch({ env: clockOffBy(2) })
  await unlock(later.page, MIGUEL)
  await chooseFolder(later.app, stick)
  await later.page.getByRole('button', { name: /^To send/ }).click()
  await later.page.getByRole('button', { name: /^Export sealed/ }).click()
  await expect(later.page.getByText(/^25\d records are exported, sealed/)).toBeVisible()
  await later.close()
  const file = readFileSync(join(stick, readdirSync(stick)[0] ?? ''), 'utf8')

  const copy = store.copyTo(join(folder, 'data'))
  const upload = async (by: { cookie: string } | undefined) => {
    const form = new FormData()
    form.set('file', new Blob([file]), 'counterside-x.sealed')
    const headers = { cookie: by?.cookie ?? '', origin: copy.url }
    const answer = await fetch(`${copy.url}/office/fleet/imports`, { method: 'POST', headers, body: form })
    return answer.text()
  }
  for (let kill = 1; kill <= 3; kill += 1) {
    const api = await startProcess(copy)
    const uploading = Promise.allSettled(people.map(upload))
    const afterMs = chance.below(600)
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    await end(api, 'SIGKILL')
    noteKill(`the account API, ${afterMs} ms after an import began`)
    await uploading
  }
  const api = await startProcess(copy)
  const { page, close } = await launch()
  const texts = await Promise.all(people.map(upload))
  for (const text of texts) {
    expect(text).toMatch(/records? (is|are) taken|Every record of the file was here before/)
    expect(text).not.toMatch(/not whole|do not prove|is no record/)
  }
  await unlock(page, MIGUEL)
  await expectAllSent(page)
  expect(await upload(people[0])).toContain('Every record of the file was here before. Nothing was changed.')
  await close()
  await end(api, 'SIGTERM')

  const after = await openStore({ copy })
  try {
    expect(journalOf(profile).length).toBeGreaterThan(WAITING)
    await expectBooksAgree({ store: after, profile })
  } finally {
    await after.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
})
