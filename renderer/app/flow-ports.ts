import { unreachable } from '#shared/kernel/assert.ts'
import { notSavedReasonSchema } from '#shared/ipc/record-methods.ts'
import type { CounterPorts, NotSaved, RecordWord } from '../flows/counter/counter-ports.ts'
import type { QueueRow, ToSendPorts } from '../flows/to-send/to-send-ports.ts'
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
        changed(wordOf(record.getSnapshot()))
      }
      const stop = record.subscribe(tell)
      tell()
      return stop
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

function reasonOf(reason: string): NotSaved {
  if (reason === 'locked') return 'locked'
  const known = notSavedReasonSchema.safeParse(reason)
  return known.success ? known.data : 'invalid'
}

function wordOf(row: QueueRow | null): RecordWord {
  switch (row?.status) {
    case 'accepted':
    case 'superseded':
    case 'erased':
      return 'sent'
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
