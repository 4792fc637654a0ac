import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { seedPracticeAdministrators } from '#account-api/practice-administrators.ts'
import { seedPractice } from '#account-api/practice-seed.ts'
import { type AccountApi, startAccountApi } from '#account-api/start.ts'

import { CHECKOUT, say } from './places.ts'

/** Fixed, because an enrolled till remembers the address. */
const PORT = 4180
/** Often, so that whoever learns with it sees what it finds. */
const CHECK_INTERVAL_MS = 60_000
/** How soon a mail lies in its folder after the record that asked for it was settled. */
const MAIL_INTERVAL_MS = 2000
const PIN = '428517'

const FOLDER = join(CHECKOUT, '.runtime/practice')

/** The practice account API, and what its till needs to set itself up. */
export interface PracticeStore {
  readonly accountApi: AccountApi
  /** The till's data; kept from start to start. */
  readonly profile: string
  /** One-time codes and PINs for a till that has none yet; removed again by `close`. */
  readonly setupFile: string
  close(): Promise<void>
}

/** Starts the account API on its embedded database, with a store, two operators and fresh one-time codes. */
export async function openPracticeStore(): Promise<PracticeStore> {
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 })
  const accountApi = await startAccountApi({
    realm: 'practice',
    dataDirectory: join(FOLDER, 'account-api'),
    port: PORT,
    checkIntervalMs: CHECK_INTERVAL_MS,
    mailIntervalMs: MAIL_INTERVAL_MS,
  })
  say(`the practice account API listens on ${accountApi.url}; read about it at ${accountApi.url}/docs`)
  const seed = await seedPractice(accountApi.context)
  for (const { name, role } of seed.operators) say(`operator ${name} (${role}), PIN ${PIN}`)
  say(`mails to customers are written to ${join(FOLDER, 'account-api/mail')}`)
  say(`head office is at ${accountApi.url}/office`)
  for (const { loginName, password } of await seedPracticeAdministrators(accountApi.context))
    say(`head office, name ${loginName}, password ${password} (new at every start)`)
  const setupFile = join(FOLDER, 'setup.json')
  const operators = seed.operators.map(({ operatorId, firstPinCode }) => ({
    operatorId,
    code: firstPinCode,
    pin: PIN,
  }))
  const setup = { accountApiUrl: accountApi.url, code: seed.enrolmentCode, operators }
  writeFileSync(setupFile, JSON.stringify(setup), { mode: 0o600 })
  const close = async () => {
    rmSync(setupFile, { force: true })
    await accountApi.stop()
  }
  return { accountApi, profile: join(FOLDER, 'till'), setupFile, close }
}
