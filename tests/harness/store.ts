import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type PracticeSeed, seedPractice } from '#account-api/practice-seed.ts'
import { type AccountApi, startAccountApi } from '#account-api/start.ts'
import type { Safe } from '#account-api/safe/safe.ts'
import { openDatabase } from '#account-api/database/open-database.ts'
import type { Database } from '#account-api/database/tables.ts'
import { makeEnrolmentCode } from '#account-api/administration/one-time-codes.ts'
import { storeIdSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import type { ChainReport } from '#shared/contracts/messages/administration.ts'
import { ROUTES } from '#shared/contracts/routes.ts'
import type { AdministratorRole } from '#shared/contracts/messages/administrators.ts'

import { type SignedIn, signInAs } from '#tests/api/signed-in.ts'

import { copyEmptyDatabase } from './empty-database.ts'

/** A store whose account API can go away and come back, as a real one does. */
export interface Store {
  readonly url: string
  /** Keeps what the store holds in another folder; it has to be stopped. */
  copyTo(dataDirectory: string): StoreCopy
  /** Makes the practice store and its people known; the codes are fresh each time. */
  seed(): Promise<PracticeSeed>
  /** A code that enrols the store's only terminal anew. */
  codeForAgain(): Promise<string>
  /** The account API goes away: nothing listens at its address. */
  stop(): Promise<void>
  /** It comes back, with what it had, at the same address. */
  start(): Promise<void>
  /** The ledger itself, whether the account API runs or is stopped. */
  readLedger<Value>(read: (database: Database, safe: Safe) => Promise<Value>): Promise<Value>
  /** What head office asks for or does. */
  asHeadOffice(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>
  /** Somebody new at head office, signed in to its pages. */
  signIn(loginName: string, roles: readonly AdministratorRole[]): Promise<SignedIn>
  /** The chain of the store's only terminal, recomputed by the account API. */
  onlyChain(): Promise<{ terminalId: string; chains: readonly ChainReport[] }>
  /** What head office does: posts to a route of the account API with the administrator's token. */
  askAsAdministrator(path: string, body: object): Promise<unknown>
  dispose(): Promise<void>
}

/** Where a store was, so that it can be opened again as it was then. */
export interface StoreCopy {
  readonly dataDirectory: string
  readonly url: string
}

/**
 * Opens a store with an embedded database of its own, listening on a free port of this machine; or a copy of one, at its
 * address. `backupLagMs`: how long a record is here before it is surely in a backup; 0.
 */
export async function openStore(given: { copy?: StoreCopy; backupLagMs?: number } = {}): Promise<Store> {
  const { copy, backupLagMs = 0 } = given
  const dataDirectory = mkdtempSync(join(tmpdir(), 'counterside-store-'))
  if (copy === undefined) await copyEmptyDatabase(join(dataDirectory, 'database'))
  else cpSync(copy.dataDirectory, dataDirectory, { recursive: true })
  const startAt = (port: number) => startAccountApi({ realm: 'practice', dataDirectory, port, backupLagMs })
  let running: AccountApi | null = await startAt(copy === undefined ? 0 : Number(new URL(copy.url).port))
  const { url } = running
  const port = Number(new URL(url).port)
  const { safe } = running.context
  const mustRun = () => {
    if (running === null) throw new Error('the account API of the test is stopped')
    return running
  }
  const stop = async () => {
    await running?.stop()
    running = null
  }
  return {
    url,
    copyTo(folder) {
      if (running !== null) throw new Error('only a store that is stopped can be copied')
      cpSync(dataDirectory, folder, { recursive: true })
      return { dataDirectory: folder, url }
    },
    codeForAgain: async () => {
      const { context } = mustRun()
      const { terminalId, storeId, name } = await context.database
        .selectFrom('terminals')
        .select(['terminalId', 'storeId', 'name'])
        .executeTakeFirstOrThrow()
      const asked = {
        storeId: storeIdSchema.parse(storeId),
        terminalName: name,
        terminalId: terminalIdSchema.parse(terminalId),
      }
      const made = await makeEnrolmentCode({ ...context, actor: 'test' }, asked)
      if (!made.ok) throw new Error(`no code was made: ${made.failure.problem}`)
      return made.value.code
    },
    seed: () => seedPractice(mustRun().context),
    stop,
    start: async () => {
      running ??= await startAt(port)
    },
    readLedger: async (read) => {
      // The embedded database takes one connection: while the account API runs it is the API's own.
      if (running !== null) return read(running.context.database, safe)
      const { database } = openDatabase({ kind: 'directory', path: join(dataDirectory, 'database') })
      try {
        return await read(database, safe)
      } finally {
        await database.destroy()
      }
    },
    asHeadOffice: async (method, path, body) => {
      const { adminToken } = mustRun()
      const answer = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${adminToken}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`head office was answered ${answer.status}`)
      return answer.json()
    },
    signIn: (loginName, roles) => signInAs(mustRun(), { loginName, roles }),
    onlyChain: async () => {
      const { context, adminToken } = mustRun()
      const { terminalId } = await context.database
        .selectFrom('terminals')
        .select('terminalId')
        .executeTakeFirstOrThrow()
      const path = ROUTES.chain.path.replace(':terminalId', terminalId)
      const answer = await fetch(url + path, { headers: { authorization: `Bearer ${adminToken}` } })
      return { terminalId, chains: ROUTES.chain.response.parse(await answer.json()).epochs }
    },
    askAsAdministrator: async (path, body) => {
      const { adminToken } = mustRun()
      const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
      const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`the account API answered ${answer.status}`)
      return answer.json()
    },
    dispose: async () => {
      await stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}
