import { createAgeChecks } from '#electron/desk/age-checks.ts'
import { createConfirmation } from '#electron/desk/confirmation.ts'
import { openProfile } from '#electron/desk/data-version.ts'
import type { DeskParts } from '#electron/desk/desk-parts.ts'
import type { EnrolledTerminal } from '#electron/desk/enrolled-terminal.ts'
import { createDeskHandlers, type DeskHandlers } from '#electron/desk/handlers.ts'
import { readJsonFile, writeJsonFile } from '#electron/desk/json-file.ts'
import { placesIn } from '#electron/desk/places.ts'
import { type Restore, openRestore } from '#electron/desk/restore-calls.ts'
import { createSaveRecord } from '#electron/desk/save-record.ts'
import { createSession } from '#electron/desk/session.ts'
import { openStanding } from '#electron/desk/standing.ts'
import { isTakenNoMore } from '#electron/desk/hand-in.ts'
import { writeExport } from '#electron/desk/sealed-export.ts'
import { createStoreComparison } from '#electron/desk/store-comparison.ts'
import { createTell, createTerminalReports, recordStart } from '#electron/desk/terminal-events.ts'
import { verifyLater } from '#electron/desk/verify-later.ts'
import { createDrafts } from '#electron/drafts/drafts.ts'
import { createMemoryDrafts } from '#electron/drafts/memory-drafts.ts'
import type { DeskFailure } from '#electron/desk/open-desk.ts'
import type { Disk } from '#electron/journal/disk.ts'
import { type Journal, openJournal } from '#electron/journal/journal.ts'
import { watchAppends } from '#electron/journal/watch-appends.ts'
import { type Mirror, openMirror } from '#electron/mirror/mirror.ts'
import { createAskHeld } from '#electron/transport/ask-held.ts'
import { createHeldComparison } from '#electron/transport/held-comparison.ts'
import { createAccountApiClient } from '#electron/transport/account-api-client.ts'
import { type RoutePorts, callRoute } from '#electron/transport/call-route.ts'
import type { Http } from '#electron/transport/http.ts'
import type { TerminalCredential } from '#electron/transport/terminal-credential.ts'
import { createTrustedTime } from '#electron/transport/trusted-time.ts'
import type { Configuration, RosterEntry } from '#shared/contracts/configuration.ts'
import { type TerminalId, bootIdSchema, operatorIdSchema } from '#shared/contracts/identifiers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import type { Random } from '#shared/kernel/random.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { exportEndSchema, exportHeaderSchema } from '#shared/contracts/sealed-export.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { PRACTICE } from '#shared/markets/practice.ts'
import * as z from 'zod'

import { type Planted, plant } from './planted-ports.ts'
import { STICK_FOLDER } from './simulated-stick.ts'
import { simulatedKey, simulatedSeal, simulatedSlipBox } from './simulated-seal.ts'

const PROFILE = '/profile'
export const JOURNAL_FOLDER = placesIn(PROFILE).journal
/** Where an upgrade copies the journal to. */
export const UPGRADE_FOLDER = placesIn(PROFILE).journalBefore
const EXPORT_FOLDER = '/exports'
const TIME_ZONE = 'Europe/Lisbon'
const URL = 'https://api.example'
const APP_VERSION = '0.1.0'
const SWEEP_EVERY_MS = 12 * 60 * 60_000
/** Longer than anybody leaves the counter in a run, so that only the plan locks a desk. */
const IDLE_MS = 30 * 24 * 60 * 60_000

export const ROSTER: readonly [RosterEntry, RosterEntry] = [
  { operatorId: operatorIdSchema.parse('ana'), name: 'Ana', roles: ['manager'] },
  { operatorId: operatorIdSchema.parse('rui'), name: 'Rui', roles: ['manager'] },
]

const enrolmentSchema = z.strictObject({ epoch: z.number().int().positive() })

/** What one life of a main process needs of its machine; everything stops answering when it dies. */
export interface MainPorts {
  readonly disk: Disk
  readonly http: Http
  readonly clock: Clock
  readonly timer: Timer
  readonly random: Random
  readonly terminalId: TerminalId
  /** Of the program that is installed. */
  readonly dataVersion: number
  readonly planted: Planted
  /** Whether there is a stick to mirror on, and whether this machine is made out of it first. */
  readonly stick: { readonly isRestored: boolean } | null
  /** Head office gives the terminal its next epoch, for a key of that name. */
  enrol(keyName: string): number
  noteRewriting(isRewriting: boolean): void
}

/** One life of a main process: the desk's own mechanisms put together as `openDesk` does, on simulated ports. */
export interface TillMain {
  readonly journal: Journal
  readonly handlers: DeskHandlers
  readonly parts: DeskParts
  unlock(operator: RosterEntry): void
  lock(): void
  sweep(): Promise<void>
  /** Enrols anew; false when the disk did not take it. */
  enrolAgain(): Promise<boolean>
  /** Null without a stick. */
  readonly mirror: Mirror | null
  chooseMirror(): Promise<void>
  /** What is to be handed in, sealed, as its files have it; null when they could not be written. */
  exportSealed(fromStore: readonly SealedEnvelope[]): Promise<readonly unknown[] | null>
}

/** Fails as the desk does: somebody starts it again later. */
export async function openMain(ports: MainPorts): Promise<Result<TillMain, DeskFailure>> {
  const { disk, clock, timer, random, terminalId, planted } = ports
  const places = placesIn(PROFILE)
  const profile = await openProfile({ disk, places, version: ports.dataVersion })
  if (!profile.ok) return profile
  const opened = await openJournal({ disk, folder: places.journal })
  if (!opened.ok) return opened
  let nudgeMirror = (): void => {}
  const planting = plant(opened.value, planted.journal)
  const journal = ports.stick === null ? planting : watchAppends(planting, () => nudgeMirror())
  const stored = await readJsonFile({ disk, path: places.enrolment, schema: enrolmentSchema })
  const epoch = stored.value?.epoch ?? null
  const standing = await openStanding({ disk, path: places.standing, appVersion: APP_VERSION, epoch })
  const isHeadLost = journal.report.wasCreated || journal.report.isHeadLost
  if (epoch !== null && isHeadLost && !(await standing.setStop('journal-lost', epoch)))
    return fail('loss-not-noted')
  const trustedTime = createTrustedTime({ clock, knownOffsetMs: standing.serverOffsetMs() })
  let terminal: EnrolledTerminal | null = epoch === null ? null : terminalOf(ports, epoch)
  let needsAttention = false
  const session = createSession({ clock, timer, idleMs: () => IDLE_MS, onChange: () => {} })
  const recordPorts = {
    journal,
    seal: plant(simulatedSeal, planted.seal),
    slipBox: plant(simulatedSlipBox, planted.slipBox),
    clock,
    trustedTime,
    bootId: bootIdSchema.parse(uuidV7({ clock, random })),
  }
  const eventPorts = { ...recordPorts, random, appVersion: APP_VERSION, standing }
  const saveRecord = createSaveRecord({
    ...recordPorts,
    ageChecks: createAgeChecks({ clock, isJournaled: (id) => journal.record(id) !== undefined }),
    terminal: () => terminal,
    operator: () => session.operator(),
    isFound: () => false,
    stop: () => standing.stop(),
  })
  const askHeld = createAskHeld(() =>
    terminal === null ? null : { ...terminal, random, terminalId: terminal.enrolment.terminalId },
  )
  // What only screens and set-up use is not here: whatever asked for it would fail loudly.
  const parts = {
    ports: { ...ports, appVersion: APP_VERSION },
    places,
    journal,
    slipBox: recordPorts.slipBox,
    standing,
    trustedTime,
    session,
    confirmation: createConfirmation(clock),
    heldComparison: createHeldComparison(journal, askHeld),
    storeComparison: createStoreComparison(journal, askHeld),
    drafts: createDrafts({
      store: createMemoryDrafts(),
      clock,
      place: () => (terminal === null ? null : { ...terminal.enrolment, timeZone: TIME_ZONE }),
      sequenceOf: (id) => journal.record(id)?.sequence ?? null,
      livingKeyIds: () => [],
    }),
    recordPorts,
    saveRecord: plant(saveRecord, planted.saveRecord),
    isAltered: () => false,
    reportTrouble: createTerminalReports({
      ports: eventPorts,
      terminal: () => terminal,
      wasEnrolledBefore: epoch !== null,
      isOnPurpose: async () => false,
    }),
    tell: createTell({ ports: eventPorts, terminal: () => terminal }),
    terminal: () => terminal,
    needsAttention: () => needsAttention,
    setNeedsAttention: (value: boolean) => void (needsAttention = value),
    refreshConfiguration: async () => {},
    announce: () => {},
  } as unknown as DeskParts

  const mirror =
    ports.stick === null
      ? null
      : await openMirror({
          ...ports,
          path: places.mirror,
          profileFolder: PROFILE,
          journal,
          onLost: (cause) => void parts.tell({ kind: 'mirror-lost', detail: cause }),
          onChange: () => {},
        })
  nudgeMirror = () => mirror?.nudge()
  const restore =
    ports.stick?.isRestored === true
      ? await openRestore({
          disk,
          path: places.restoring,
          journal,
          isEnrolled: () => terminal !== null,
          chooseFolder: async () => STICK_FOLDER,
          tellPart: (detail) => parts.tell({ kind: 'mirror-lost', detail }),
        })
      : null

  async function sweep(): Promise<void> {
    ports.noteRewriting(true)
    await journal.rewriteRemoved()
    ports.noteRewriting(false)
    mirror?.sweep()
  }
  function sweepAgain(): void {
    timer.after(SWEEP_EVERY_MS, sweepAgain)
    void sweep()
  }

  async function enrolAgain(): Promise<boolean> {
    if (restore !== null && !(await isRestored(restore))) return false
    if (!(await journal.noteBegun()).ok) return false
    const next = ports.enrol(keyName(terminalId))
    const written = await writeJsonFile({ disk, path: places.enrolment, value: { epoch: next } })
    if (!written.ok) return false
    session.lock()
    terminal = terminalOf(ports, next)
    needsAttention = false
    await standing.endStop()
    await recordStart(eventPorts, { terminal, hasKeystore: true })
    return true
  }

  if (terminal !== null) await recordStart(eventPorts, { terminal, hasKeystore: true })
  mirror?.start()
  sweepAgain()
  verifyLater(parts, { onAltered: () => {}, onWhole: () => void profile.value.noteVerified(journal) })
  return ok({
    journal,
    parts,
    handlers: createDeskHandlers(parts),
    unlock: (operator) => session.begin(operator),
    lock: () => session.lock(),
    sweep,
    enrolAgain,
    mirror,
    async chooseMirror() {
      if (terminal !== null) await mirror?.choose(STICK_FOLDER, terminalId)
    },
    exportSealed: (fromStore) => exportSealed(ports, parts, fromStore),
  })
}

/** Nothing is enrolled before the stick was taken in; where it holds nothing, there is nothing to take in [MI11]. */
async function isRestored(restore: Restore): Promise<boolean> {
  const { kind } = restore.state()
  if (kind !== 'empty' && kind !== 'unfinished') return true
  const found = await restore.find()
  if (found.kind === 'failed') return kind === 'empty' && found.reason === 'none'
  return (await restore.run()) === 'restored'
}

/** Reads the files that were written, as head office does. */
async function exportSealed(
  ports: MainPorts,
  parts: DeskParts,
  fromStore: readonly SealedEnvelope[],
): Promise<readonly unknown[] | null> {
  const { disk, terminalId } = ports
  const { journal } = parts
  if (!(await disk.makeFolder(EXPORT_FOLDER)).ok) return null
  const withSettled = isTakenNoMore(parts)
  const asked = { folder: EXPORT_FOLDER, realm: 'practice', terminalId, fromStore, withSettled } as const
  const written = await writeExport({ ...ports, journal }, asked)
  if (!written.ok) return null
  const records: unknown[] = []
  for (const name of written.value.files) {
    const file = await disk.read(`${EXPORT_FOLDER}/${name}`)
    if (!file.ok) return null
    const [header, ...lines] = Buffer.from(file.value).toString('utf8').trim().split('\n')
    exportHeaderSchema.parse(JSON.parse(header ?? ''))
    const end = exportEndSchema.parse(JSON.parse(lines.pop() ?? ''))
    assert(end.records === lines.length, 'a file has as many records as it says')
    records.push(...lines.map((line) => JSON.parse(line) as unknown))
  }
  return records
}

/** Every epoch of a simulated till signs with the same name. */
export function keyName(terminalId: TerminalId): string {
  return `key of ${terminalId}`
}

function terminalOf(ports: MainPorts, epoch: number): EnrolledTerminal {
  const { http, clock, terminalId } = ports
  const credential = createSimulatedCredential({ http, clock, accountApiUrl: URL }, { terminalId, epoch })
  const client = createAccountApiClient({ http, clock, accountApiUrl: URL, credential })
  const configuration = {
    market: PRACTICE,
    roster: ROSTER,
    sealing: { keyId: 'seal-1' },
    store: { timeZone: TIME_ZONE },
  } as unknown as Configuration
  return {
    enrolment: { terminalId, epoch, realm: 'practice', accountApiUrl: URL, keyNumber: epoch },
    configuration: { current: () => configuration },
    credential,
    client,
    key: simulatedKey(keyName(terminalId)),
  } as unknown as EnrolledTerminal
}

/** A token as the real one is used: asked for when there is none, and again when it is refused; nothing is proven by it. */
function createSimulatedCredential(
  ports: Omit<RoutePorts, 'noteNonce'>,
  { terminalId, epoch }: { terminalId: TerminalId; epoch: number },
): TerminalCredential {
  let token: string | null = null
  let endsAtMs = 0
  const renew: TerminalCredential['renew'] = async () => {
    token = null
    const body = {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'x',
    } as const
    const call = {
      name: 'token',
      params: {},
      body,
      headers: { terminal: terminalId, epoch: String(epoch) },
    } as const
    const answer = await callRoute({ ...ports, noteNonce: () => {} }, call)
    if (!answer.ok) return answer
    token = answer.value.value.access_token
    endsAtMs = answer.value.askedAtMs + answer.value.value.expires_in * 1000 - 30_000
    return ok(null)
  }
  return {
    renew,
    noteNonce: () => {},
    drop: () => void (token = null),
    async headersFor() {
      if (token === null || endsAtMs <= ports.clock.monotonicMs()) {
        const renewed = await renew()
        if (!renewed.ok) return renewed
      }
      return ok({ authorization: `DPoP ${token ?? ''}` })
    },
  }
}
