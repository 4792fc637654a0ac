import { unreachable } from '#shared/kernel/assert.ts'
import type { DayRecord } from '#shared/domain/day-figures.ts'
import type { PrintResult } from '#shared/domain/paper.ts'
import type { IpcRequest } from '#shared/ipc/contract.ts'
import { notSavedReasonSchema } from '#shared/ipc/record-methods.ts'
import type { NotSaved, RecordWord } from '../flows/record-port.ts'
import type { DayPorts } from '../flows/day/day-ports.ts'
import type { ExportPorts } from '../flows/last-resort/export-ports.ts'
import { latestMs, type CounterPorts } from '../flows/counter/counter-ports.ts'
import type { QueueRow, RecordStatus, ToSendPorts } from '../flows/to-send/to-send-ports.ts'
import type { ReadRules } from '../flows/settings/rules-word.tsx'
import type { MirrorPorts } from '../flows/settings/mirror-card.tsx'
import type { RestorePorts } from './entry/first-screen.tsx'
import type { PrinterPorts } from '../flows/settings/printer-card.tsx'
import type { ServicePorts } from '../flows/service/service-ports.ts'
import type { AppPorts } from './app-ports.ts'

/** What the counter gets of the window's ports. */
export function counterPorts(
  ports: AppPorts,
  /** `issuedAt` of the configuration that head office signed; whether main doubts the till's clock. */
  known: { readonly issuedAt: string; readonly isClockDoubted: boolean },
): CounterPorts {
  const isVerified = () => ports.sync.getStatus().lastContactAtMs !== null && !known.isClockDoubted
  return {
    save: (operation) => saveThrough(ports, operation),
    followRecord(id, changed) {
      const record = ports.views.record(id)
      const tell = () => {
        changed(wordOf(record.getSnapshot()?.status))
      }
      const stop = record.subscribe(tell)
      tell()
      return stop
    },
    print: (confirmation) => printResult(ports, 'print.confirmation', confirmation),
    isRegisteredHere: (deviceId, except) => ports.isRegisteredHere(deviceId, except),
    sendNow: () => {
      ports.sync.sendNow()
    },
    time: {
      clock: ports.clock,
      nowMs: () => ports.clock.wallMs(),
      isVerified,
      // Head office signed the configuration at that time, so it is never later than now.
      trustedMs: () => (isVerified() ? ports.clock.wallMs() : Date.parse(known.issuedAt)),
    },
    newId: () => ports.newId(),
    digest: (text) => ports.digest(text),
  }
}

/** What the printer card gets of them. */
export function printerPorts(ports: AppPorts): PrinterPorts {
  return {
    async printers() {
      const answer = await ports.call('print.printers', {})
      return answer.ok ? answer.value.printers : null
    },
    printTestPage: () => printResult(ports, 'print.test-page', {}),
  }
}

async function printResult<Name extends 'print.confirmation' | 'print.page' | 'print.test-page'>(
  ports: AppPorts,
  name: Name,
  request: IpcRequest<Name>,
): Promise<PrintResult> {
  const answer = await ports.call(name, request)
  return answer.ok ? answer.value : { kind: 'failed', failure: 'unknown' }
}

async function saveThrough(ports: AppPorts, operation: Parameters<AppPorts['record']>[0]) {
  const recorded = await ports.record(operation)
  switch (recorded.kind) {
    case 'saved':
    case 'already-saved': {
      const { sequence, hash } = recorded.envelope
      return { kind: 'saved', sequence, hash, savedAt: recorded.savedAt } as const
    }
    case 'not-saved':
      return { kind: 'not-saved', reason: reasonOf(recorded.reason) } as const
    case 'unknown':
      return { kind: 'not-saved', reason: 'unknown' } as const
    default:
      return unreachable(recorded)
  }
}

/** What the queue screen gets of them. */
export function toSendPorts(ports: AppPorts): ToSendPorts {
  return {
    counts: () => ports.views.counts(),
    firstPages: () => ports.views.firstPages(),
    page: (query) => ports.views.page(query),
    record: (id) => ports.views.record(id),
    async slips(operationIds) {
      const answer = await ports.call('slip.read', { operationIds: [...operationIds] })
      return answer.ok ? answer.value.slips : []
    },
    save: (operation) => saveThrough(ports, operation),
    newId: () => ports.newId(),
  }
}

/** Often enough for an answer that is about to be old. */
const LOOK_AGAIN_MS = 10_000

/** What the page of the day gets of them. */
export function dayPorts(ports: AppPorts): DayPorts {
  return {
    queue: () => ports.views.counts(),
    records() {
      const rows = ports.views.day()
      let from = rows.getSnapshot()
      let to = from?.map(dayRecordOf) ?? null
      return {
        subscribe: rows.subscribe,
        getSnapshot() {
          if (rows.getSnapshot() === from) return to
          from = rows.getSnapshot()
          to = from?.map(dayRecordOf) ?? null
          return to
        },
      }
    },
    async readChain() {
      const answer = await ports.call('chain.read', {})
      return answer.ok ? answer.value : null
    },
    readContact() {
      const { connection, lastContactAtMs, cause } = ports.sync.getStatus()
      const isStoreFailing = cause === 'disk-failed'
      return { isOnline: connection === 'online', lastAtMs: lastContactAtMs, isStoreFailing }
    },
    onMoved: (moved) => onMoved(ports, moved),
    mirror: mirrorPorts(ports),
    battery: { read: () => ports.battery(), onMoved: (moved) => onMoved(ports, moved) },
    printer: {
      async read() {
        const answer = await ports.call('print.standing', {})
        return answer.ok ? answer.value.standing : null
      },
      onMoved: (moved) => onMoved(ports, moved),
    },
    nowMs: () => ports.clock.wallMs(),
    checkNow: () => {
      ports.sync.ask()
    },
  }
}

/** What the mirror's card gets of them. */
export function mirrorPorts(ports: AppPorts): MirrorPorts {
  return {
    async read() {
      const answer = await ports.call('mirror.read', {})
      return answer.ok ? answer.value : null
    },
    async choose() {
      const answer = await ports.call('mirror.choose', {})
      return answer.ok ? answer.value : 'no-reply'
    },
    async stop() {
      await ports.call('mirror.stop', {})
    },
    onMoved: (moved) => onMoved(ports, moved),
    nowMs: () => ports.clock.wallMs(),
  }
}

/** What the first screen gets of them. */
export function restorePorts(ports: AppPorts): RestorePorts {
  return {
    call: ports.call,
    async read() {
      const answer = await ports.call('restore.read', {})
      return answer.ok ? answer.value : null
    },
    onMoved: (moved) => onMoved(ports, moved),
  }
}

/** What the last resort gets of them. */
export function exportPorts(ports: AppPorts): ExportPorts {
  return {
    async read() {
      const answer = await ports.call('export.read', {})
      if (!answer.ok) return null
      const { records, ...rest } = answer.value
      // Where the journal has none, the store may still have what the journal lost.
      return { records: records > 0 ? records : await ports.unsent.count(), ...rest }
    },
    async make() {
      const would = await ports.call('export.read', {})
      const withSettled = would.ok && would.value.settled !== null
      const isStoreRead = await ports.unsent.handOver(withSettled ? 'all' : 'unsent')
      const answer = await ports.call('export.make', {})
      return answer.ok ? { ...answer.value, isStoreRead } : { kind: 'failed', reason: 'no-reply' }
    },
    onMoved: (moved) => onMoved(ports, moved),
    nowMs: () => ports.clock.wallMs(),
  }
}

/** Tells of every change that main or sync says, and now and then by itself: time alone makes an answer old. */
function onMoved(ports: AppPorts, moved: () => void): () => void {
  let cancel = () => {}
  const look = () => {
    cancel = ports.timer.after(LOOK_AGAIN_MS, () => {
      moved()
      look()
    })
  }
  look()
  const stops = [ports.onDeskChanged(moved), ports.sync.subscribe(moved)]
  return () => {
    cancel()
    for (const stop of stops) stop()
  }
}

function dayRecordOf(row: QueueRow): DayRecord {
  const { type, savedAt, settledAt, status, outcome, operatorId } = row
  // Of which a customer is asked: it was sent, and needs nobody here now.
  const isAsked = outcome?.kind === 'case' && outcome.asked !== undefined
  const shelf = status === 'case' && isAsked ? 'done' : SHELVES[wordOf(status)]
  return { type, savedAt, settledAt, shelf, isOfOperator: operatorId !== null }
}

const SHELVES = { saved: 'waiting', 'needs-you': 'needs-you', sent: 'done', 'no-effect': 'done' } as const

/** What returns and the service desk get of them. */
export function tillRecordPorts(ports: AppPorts, counter: CounterPorts): ServicePorts {
  return {
    save: (operation) => counter.save(operation),
    followRecord: (id, changed) => counter.followRecord(id, changed),
    newId: () => ports.newId(),
    records: (before) => ports.views.page({ shelf: 'all', before }),
    slips: (ids) => toSendPorts(ports).slips(ids),
    account: {
      async find(lookUp) {
        const answer = await ports.call('account.find', lookUp)
        return answer.ok ? answer.value : { kind: 'no-answer', cause: 'refused' }
      },
      async read() {
        const answer = await ports.call('account.read', {})
        return answer.ok ? answer.value : { kind: 'no-answer', cause: 'refused' }
      },
      async leave() {
        await ports.call('account.leave', {})
      },
    },
    digest: (text) => ports.digest(text),
    nowMs: () => latestMs(counter.time),
    async readLoyalty(registration) {
      const answer = await ports.call('loyalty.read', { registration })
      return answer.ok ? answer.value : { kind: 'unreachable' }
    },
    async readCases(isAsking) {
      const answer = await ports.call('service-cases.read', { isAsking })
      return answer.ok ? answer.value : { known: null, isCurrent: false }
    },
    onConnectionMoved(moved) {
      let before = ports.sync.getStatus().connection
      return ports.sync.subscribe(() => {
        const { connection } = ports.sync.getStatus()
        if (connection !== before) moved()
        before = connection
      })
    },
    openSpends() {
      const pages = ports.views.firstPages()
      const read = ({ waiting, 'needs-you': needsYou }: NonNullable<ReturnType<typeof pages.getSnapshot>>) =>
        [...waiting.rows, ...needsYou.rows].filter(({ type }) => type === 'loyalty-redemption')
      let from = pages.getSnapshot()
      let to = from === null ? [] : read(from)
      return {
        subscribe: pages.subscribe,
        getSnapshot() {
          const now = pages.getSnapshot()
          if (now !== from) {
            from = now
            to = now === null ? [] : read(now)
          }
          return to
        },
      }
    },
    followNotSpent(id, changed) {
      const record = ports.views.record(id)
      const tell = () => {
        const outcome = record.getSnapshot()?.outcome
        changed(outcome?.kind === 'superseded' ? (outcome.notSpent ?? null) : null)
      }
      const stop = record.subscribe(tell)
      tell()
      return stop
    },
    sendNow: () => {
      counter.sendNow()
    },
    print: (paper) => printResult(ports, 'print.confirmation', paper),
    printPage: (page) => printResult(ports, 'print.page', page),
  }
}

function reasonOf(reason: string): NotSaved {
  if (reason === 'locked') return 'locked'
  const known = notSavedReasonSchema.safeParse(reason)
  return known.success ? known.data : 'invalid'
}

function wordOf(status: RecordStatus | undefined): RecordWord {
  switch (status) {
    case 'accepted':
      return 'sent'
    case 'superseded':
    case 'erased':
      return 'no-effect'
    case 'case':
    case 'suspect':
    case 'quarantined':
      return 'needs-you'
    case 'pending':
    case 'sending':
    case 'waiting':
    case undefined:
    default:
      return 'saved'
  }
}

/** Reads how the till stands with what head office decided. */
export function readRulesOf(ports: Pick<AppPorts, 'call'>): ReadRules {
  return async () => {
    const answer = await ports.call('configuration.read', {})
    return answer.ok ? answer.value : null
  }
}
