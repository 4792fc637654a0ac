import type { AppPorts, Recorded, SyncStatus } from '#renderer/app/app-ports.ts'
import { KEPT, type StoreStanding } from '#renderer/outbox/store-standing.ts'
import type { QueueCounts, QueueRow, QueueShelf, Watched } from '#renderer/flows/to-send/to-send-ports.ts'
import {
  aggregateIdSchema,
  type OperatorId,
  operationIdSchema,
  operatorIdSchema,
  storeIdSchema,
  terminalIdSchema,
  type Realm,
} from '#shared/contracts/identifiers.ts'
import type { Envelope } from '#shared/contracts/envelope.ts'
import type { ConfigurationStanding } from '#shared/contracts/configuration-standing.ts'
import type { DeskConfiguration, DeskState, OperatorCard } from '#shared/ipc/desk-state.ts'
import { START_SCANNER } from '#shared/domain/scanner.ts'
import type { PrintResult, PrinterStanding } from '#shared/domain/paper.ts'
import type { Battery } from '#shared/domain/ready-to-go.ts'
import type { AccountRead, FindResult } from '#shared/contracts/account-answers.ts'
import type { BadgeUnlock, MadeBadge } from '#shared/ipc/badge-methods.ts'
import type { EnrolFailure, ReleaseResult, UnlockResult } from '#shared/ipc/desk-methods.ts'
import type { AnswerChallengeResult, ChallengeResult } from '#shared/ipc/pin-reset-methods.ts'
import { START_PRINTING, type PrinterInfo } from '#shared/ipc/print-methods.ts'
import type { DraftList, ParkRequest, ParkResult } from '#shared/ipc/draft-methods.ts'
import type { SaveRequest, Slip } from '#shared/ipc/record-methods.ts'
import type { IpcResponse } from '#shared/ipc/contract.ts'
import type {
  ChooseMirrorAnswer,
  FoundMirrorAnswer,
  MirrorShown,
  RestoreState,
} from '#shared/ipc/mirror-methods.ts'
import type { LoyaltyAnswer } from '#shared/contracts/messages/loyalty.ts'
import type { CasesAnswer } from '#shared/contracts/messages/terminal-cases.ts'
import type { ExportResult } from '#shared/ipc/export-methods.ts'
import type { ChainStanding, CloseAnswer } from '#shared/ipc/leave-methods.ts'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Market } from '#shared/markets/market.ts'
import { createFakeCamera } from './fake-camera.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

/** Sunday 22 November 2026, 14:37 in Lisbon. */
export const NOW_MS = Date.parse('2026-11-22T14:37:00.000Z')
export const DEVICE = 'K7M29QX4TB3D'

export function idNumber(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

export const ANA: OperatorCard = {
  operatorId: operatorIdSchema.parse('ana'),
  name: 'Ana Ribeiro',
  roles: ['assistant'],
  hasPin: true,
  retryAt: null,
  isLockedOut: false,
}
export const RUI: OperatorCard = {
  ...ANA,
  operatorId: operatorIdSchema.parse('rui'),
  name: 'Rui Alves',
  roles: ['manager'],
}

export function configurationOf(
  market: Market,
  realm: Realm = market.isPractice ? 'practice' : 'live',
): DeskConfiguration {
  return {
    version: 3,
    issuedAt: '2026-11-20T08:00:00.000Z',
    realm,
    terminalId: terminalIdSchema.parse(idNumber(900)),
    terminalName: 'Till 2',
    store: {
      storeId: storeIdSchema.parse('S014'),
      name: 'Store 014',
      timeZone: 'Europe/Lisbon',
      channel: 'brand-store',
    },
    market,
    idleLockSeconds: 60,
    openCustomerLockSeconds: 300,
  }
}

export function unlocked(market: Market = PRACTICE, operator: OperatorCard = ANA, realm?: Realm): DeskState {
  return {
    phase: 'unlocked',
    configuration: configurationOf(market, realm),
    operators: [ANA, RUI],
    operator: { operatorId: operator.operatorId, name: operator.name, roles: operator.roles },
    notices: [],
  }
}

export function rowOf(number: number, more: Partial<QueueRow> = {}): QueueRow {
  return {
    operationId: operationIdSchema.parse(idNumber(number)),
    aggregateId: aggregateIdSchema.parse(idNumber(5000 + number)),
    type: 'registration',
    sequence: number,
    position: number,
    savedAt: '2026-11-22T14:02:00.000Z',
    operatorId: ANA.operatorId,
    status: 'pending',
    outcome: null,
    settledAt: null,
    about: null,
    decision: null,
    ...more,
  }
}

const DONE = ['accepted', 'superseded', 'erased']
const NEEDS_YOU = ['case', 'suspect', 'quarantined']

function shelfOf({ status, decision, restsOnLost }: QueueRow): QueueShelf {
  if (restsOnLost === true) return 'needs-you'
  if (status === 'case' && decision?.isLast === true) return 'decided'
  if (NEEDS_YOU.includes(status)) return 'needs-you'
  return DONE.includes(status) ? 'done' : 'waiting'
}

/** A value that a test changes while the screen watches. */
export class Changing<Value> implements Watched<Value> {
  private readonly listeners = new Set<() => void>()
  private value: Value
  constructor(value: Value) {
    this.value = value
  }
  subscribe = (changed: () => void) => {
    this.listeners.add(changed)
    return () => {
      this.listeners.delete(changed)
    }
  }
  getSnapshot = () => this.value
  set(value: Value) {
    this.value = value
    for (const changed of this.listeners) changed()
  }
}

const ONLINE: SyncStatus = {
  connection: 'online',
  cause: null,
  pausedBy: null,
  needsAttention: false,
  lastContactAtMs: NOW_MS - 60_000,
}
export const OFFLINE: SyncStatus = { ...ONLINE, connection: 'offline', cause: 'unreachable' }

export const HEAD = { epoch: 1, sequence: 1207, hash: 'h'.repeat(43) }

/** Everything that this till wrote is confirmed, as of just now. */
export const CONFIRMED: ChainStanding = {
  written: HEAD,
  open: { waiting: 0, cases: 0, quarantined: 0 },
  unfinished: 0,
  confirmed: { head: HEAD, gaps: [], heardAt: '2026-11-22T14:36:00.000Z', heardAgoMs: 60_000 },
}

/** A desk of in-memory ports, with what it was asked to do. */
export function fakePorts(given: { state?: DeskState; settings?: Partial<Settings> } = {}) {
  const state = new Changing<DeskState>(given.state ?? unlocked())
  const counts = new Changing<QueueCounts | null>({
    waiting: 0,
    needsYou: 0,
    sentToday: 0,
    oldestWaitingAt: null,
  })
  const store = new Changing<StoreStanding>(KEPT)
  const rows = new Changing<readonly QueueRow[]>([])
  const sync = new Changing<SyncStatus>(ONLINE)
  const chain = new Changing<ChainStanding | null>(CONFIRMED)
  const closing = { asked: () => {}, answers: [] as CloseAnswer[] }
  const camera = createFakeCamera()
  const saves: SaveRequest[] = []
  const calls: { name: string; request: unknown }[] = []
  const fake = {
    state,
    counts,
    store,
    rows,
    sync,
    chain,
    closing,
    camera,
    /** How often somebody wanted to know now. */
    checks: 0,
    saves,
    calls,
    nowMs: NOW_MS,
    slips: [] as (Slip | null)[],
    slipsById: new Map<string, Slip>(),
    /** Why enrolling fails; null when it does not. */
    enrolFailure: 'code-refused' as EnrolFailure | null,
    releaseAnswer: 'released' as ReleaseResult,
    challengeAnswer: { kind: 'shown', challenge: '7K3QM 9TXRW' } as ChallengeResult,
    /** What a response gets, with a PIN or without. */
    responseAnswer: (pin: string | null): AnswerChallengeResult => ({ kind: pin === null ? 'right' : 'set' }),
    unlockAnswer: { kind: 'unlocked' } as UnlockResult,
    hasBadge: false,
    badgeAnswer: { kind: 'printed' } as MadeBadge,
    badgeUnlock: { kind: 'unlocked' } as BadgeUnlock,
    /** What the next save answers; null saves. */
    nextSave: null as Recorded | null,
    pageRows: 50,
    /** Devices of other records of this till. */
    registeredHere: new Map<string, 'yes' | 'perhaps'>(),
    printers: [
      { name: 'Receipts', label: 'Receipts', isDefault: true },
      { name: 'Office', label: 'Office, back room', isDefault: false },
    ] as PrinterInfo[],
    printerStanding: 'ready' as PrinterStanding,
    battery: { percent: 84, isCharging: false } as Battery,
    /** What the next prints answer; what waits for it is answered when a test says so. */
    printAnswer: { kind: 'printed' } as PrintResult | Promise<PrintResult>,
    /** How often it was asked to send what waits for an amendment. */
    sentNow: 0,
    parkAnswer: 'parked' as ParkResult,
    /** How far the cases of this till are. */
    casesAnswer: { known: null, isCurrent: false } as CasesAnswer,
    /** What the account API says of a customer's points. */
    loyaltyAnswer: { kind: 'unreachable' } as LoyaltyAnswer | Promise<LoyaltyAnswer>,
    /** What an export would hold, and how the next one ends. */
    unsent: { records: 0, oldestAt: null, settled: null } as IpcResponse<'export.read'>,
    unsentInStore: 0,
    isStoreRead: true,
    exportAnswer: { kind: 'cancelled' } as ExportResult,
    rules: { issuedAt: '2026-11-20T08:00:00.000Z', refused: null, waiting: null } as ConfigurationStanding,
    mirror: { kind: 'off' } as MirrorShown,
    chooseAnswer: 'chosen' as ChooseMirrorAnswer,
    restore: { kind: 'empty' } as RestoreState,
    foundMirror: { kind: 'cancelled' } as FoundMirrorAnswer,
    restoreAnswer: 'restored' as IpcResponse<'restore.run'>,
    leaveAnswer: 'left' as IpcResponse<'restore.leave'>,
    /** What the next look-ups answer, and what may be seen of the account that was found. */
    findAnswer: { kind: 'no-match', triesLeft: 2 } as FindResult | Promise<FindResult>,
    accountRead: { kind: 'closed' } as AccountRead | Promise<AccountRead>,
    draftList: {
      keptOn: 'disk',
      drafts: [],
      alreadySaved: [],
      forOthers: 0,
      lost: { unreadable: 0, newPin: 0, dayOver: 0 },
    } as DraftList,
  }
  const drafts = new Map<string, { asked: ParkRequest; operatorId: OperatorId }>()
  let settings: Settings = {
    language: 'en',
    theme: 'light',
    singleKeyShortcuts: true,
    printing: START_PRINTING,
    scanner: START_SCANNER,
    cameraId: null,
    cameraName: null,
    ...given.settings,
  }
  let minted = 0
  const answers: Record<string, (request: never) => unknown> = {
    'desk.state': () => state.getSnapshot(),
    'settings.read': () => settings,
    'settings.write': (next: Settings) => {
      settings = next
      return 'written'
    },
    'app.info': () => ({ version: '0.1.0', electron: '33', chromium: '130', platform: 'linux x64' }),
    'operator.unlock': () => fake.unlockAnswer,
    'operator.set-first-pin': () => 'set',
    'operator.challenge': () => fake.challengeAnswer,
    'operator.answer-challenge': ({ pin }: { pin: string | null }) => fake.responseAnswer(pin),
    'operator.release': () => fake.releaseAnswer,
    'print.printers': () => ({ printers: fake.printers }),
    'print.standing': () => ({ standing: fake.printerStanding }),
    'print.confirmation': () => fake.printAnswer,
    'print.page': () => fake.printAnswer,
    'print.test-page': () => fake.printAnswer,
    'operator.lock': () => ({}),
    'service-cases.read': ({ isAsking }: { isAsking: boolean }) => ({
      ...fake.casesAnswer,
      isCurrent: isAsking && fake.casesAnswer.isCurrent,
    }),
    'loyalty.read': () => fake.loyaltyAnswer,
    'badge.read': () => ({ hasBadge: fake.hasBadge }),
    'badge.make': () => {
      fake.hasBadge = fake.badgeAnswer.kind === 'printed'
      return fake.badgeAnswer
    },
    'badge.forget': () => {
      fake.hasBadge = false
      return 'forgotten'
    },
    'badge.unlock': () => {
      if (fake.badgeUnlock.kind === 'unlocked') state.set(unlocked())
      return fake.badgeUnlock
    },
    'camera.scanning': () => ({}),
    'account.find': () => fake.findAnswer,
    'account.read': () => fake.accountRead,
    'account.leave': () => ({}),
    'chain.read': () => chain.getSnapshot(),
    'export.read': () => fake.unsent,
    'export.make': () => fake.exportAnswer,
    'mirror.read': () => fake.mirror,
    'mirror.choose': () => fake.chooseAnswer,
    'mirror.stop': () => {
      fake.mirror = { kind: 'off' }
      return {}
    },
    'restore.read': () => fake.restore,
    'restore.find': () => fake.foundMirror,
    'restore.run': () => {
      if (fake.restoreAnswer === 'restored') fake.restore = { kind: 'restored', unsent: 12 }
      return fake.restoreAnswer
    },
    'restore.leave': () => {
      if (fake.leaveAnswer === 'left') fake.restore = { kind: 'restored', unsent: 7 }
      return fake.leaveAnswer
    },
    'desk.answer-close': ({ answer }: { answer: CloseAnswer }) => {
      closing.answers.push(answer)
      return {}
    },
    'operator.customer-open': () => ({}),
    'configuration.read': () => fake.rules,
    'draft.park': (asked: ParkRequest) => {
      const current = state.getSnapshot()
      const typist = current.phase === 'unlocked' ? current.operator.operatorId : ANA.operatorId
      if (fake.parkAnswer === 'parked') drafts.set(asked.draftId, { asked, operatorId: typist })
      return fake.parkAnswer
    },
    'draft.list': () => ({
      ...fake.draftList,
      drafts: [...drafts.values()].map(({ asked, operatorId }) => ({
        draftId: asked.draftId,
        operatorId,
        startedAt: asked.startedAt,
        parkedAt: new Date(fake.nowMs).toISOString(),
        isOnHold: asked.isOnHold,
        summary: asked.summary,
      })),
    }),
    'draft.open': ({ draftId }: { draftId: string }) => {
      const found = drafts.get(draftId)
      if (found === undefined) return { kind: 'gone' }
      return { kind: 'opened', draftId, operatorId: found.operatorId, form: found.asked.form }
    },
    'draft.discard': ({ draftId }: { draftId: string }) => {
      drafts.delete(draftId)
      fake.draftList = {
        ...fake.draftList,
        alreadySaved: fake.draftList.alreadySaved.filter((one) => one.draftId !== draftId),
      }
      return 'discarded'
    },
    'desk.enrol': () =>
      fake.enrolFailure === null ? { kind: 'enrolled' } : { kind: 'failed', failure: fake.enrolFailure },
    'slip.read': (request: { operationIds: string[] }) => ({
      slips: request.operationIds.map((id, index) => fake.slipsById.get(id) ?? fake.slips[index] ?? null),
    }),
  }
  const call = async (name: string, request: unknown) => {
    calls.push({ name, request })
    const answer = answers[name]
    return answer === undefined ? fail({ kind: 'no-reply' }) : ok(await answer(request as never))
  }
  const ports: AppPorts = {
    call: call as AppPorts['call'],
    onDeskChanged: (changed) => {
      const stops = [state.subscribe(changed), chain.subscribe(changed)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    onCameraShut(shut) {
      camera.shut = shut
      return () => {
        camera.shut = () => {}
      }
    },
    battery: () => Promise.resolve(fake.battery),
    loadCamera: () => Promise.resolve(camera.opener),
    onCloseAsked(asked) {
      closing.asked = asked
      return () => {
        closing.asked = () => {}
      }
    },
    record: (request) => {
      saves.push({ ...request, dependsOn: [...request.dependsOn] })
      const answer = fake.nextSave
      fake.nextSave = null
      if (answer !== null) return Promise.resolve(answer)
      const envelope = { sequence: 1200 + saves.length, hash: 'x7Q2mmmmmmmmmmmm' } as unknown as Envelope
      return Promise.resolve({ kind: 'saved', envelope, savedAt: new Date(fake.nowMs).toISOString() })
    },
    views: {
      counts: () => counts,
      day: () => rows,
      firstPages: () => {
        const page = (shelf: QueueShelf) => pageOf(rows, { shelf, before: null, limit: fake.pageRows })
        const [needsYou, decided] = [page('needs-you'), page('decided')]
        const [waiting, done] = [page('waiting'), page('done')]
        return derived(rows, () => ({
          'needs-you': needsYou.getSnapshot(),
          decided: decided.getSnapshot(),
          waiting: waiting.getSnapshot(),
          done: done.getSnapshot(),
        }))
      },
      page: ({ shelf, before }) => pageOf(rows, { shelf, before, limit: fake.pageRows }),
      record: (id) =>
        derived(rows, (all) => {
          const row = all.find((one) => one.operationId === id)
          return row === undefined ? null : { ...row, hash: 'x7Q2mmmmmmmmmmmm' }
        }),
    },
    store,
    unsent: {
      count: () => Promise.resolve(fake.unsentInStore),
      handOver: () => Promise.resolve(fake.isStoreRead),
    },
    sync: {
      getStatus: sync.getSnapshot,
      subscribe: sync.subscribe,
      ask: () => {
        fake.checks += 1
      },
      sendNow: () => {
        fake.sentNow += 1
      },
    },
    clock: { wallMs: () => fake.nowMs, monotonicMs: () => fake.nowMs - NOW_MS },
    timer: {
      after: (delayMs, fire) => {
        const handle = setTimeout(fire, delayMs)
        return () => {
          clearTimeout(handle)
        }
      },
    },
    newId: () => {
      minted += 1
      return idNumber(minted)
    },
    isRegisteredHere: (deviceId) => Promise.resolve(fake.registeredHere.get(deviceId) ?? 'no'),
    digest: (text) => Promise.resolve(String(text.length).padStart(43, 'h')),
  }
  return { ...fake, fake, drafts, ports }
}

function pageOf(
  rows: Changing<readonly QueueRow[]>,
  query: { shelf: QueueShelf | 'all'; before: number | null; limit: number },
) {
  const { shelf, before, limit } = query
  return derived(rows, (all) => {
    const rest = all
      .filter((row) => before === null || row.position < before)
      .filter((row) => shelf === 'all' || shelfOf(row) === shelf)
    const shown = rest.slice(0, limit)
    return { rows: shown, next: rest.length > limit ? (shown.at(-1)?.position ?? null) : null }
  })
}

function derived<From, To>(source: Changing<From>, read: (value: From) => To): Watched<To> {
  let from = source.getSnapshot()
  let to = read(from)
  return {
    subscribe: source.subscribe,
    getSnapshot: () => {
      if (source.getSnapshot() !== from) {
        from = source.getSnapshot()
        to = read(from)
      }
      return to
    },
  }
}
