import { createAlarmReport } from '#renderer/bridge/alarm-report.ts'
import { createIpcExport } from '#renderer/bridge/ipc-export.ts'
import { createIpcJournal, createIpcSave } from '#renderer/bridge/ipc-journal.ts'
import { createIpcTransport } from '#renderer/bridge/ipc-transport.ts'
import type { CallMain } from '#renderer/bridge/reply-limit.ts'
import { createJournalFollower } from '#renderer/outbox/follow-journal.ts'
import { type ExportTaker, type HandedOver, handOver } from '#renderer/outbox/hand-over.ts'
import { type KeptOutbox, keepOutbox } from '#renderer/outbox/kept-outbox.ts'
import type { OutboxStore } from '#renderer/outbox/outbox-store.ts'
import { type Sync, createSync } from '#renderer/sync/driver.ts'
import { createNewIds } from '#renderer/sync/new-ids.ts'
import { type RecordPort, createRecord } from '#renderer/sync/record.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import { keepApart } from './apart-in-flight.ts'
import { type Planted, plant } from './planted-ports.ts'

/** What one life of a window needs; everything stops answering when it dies. */
export interface WindowPorts {
  readonly call: CallMain
  readonly store: OutboxStore
  readonly clock: Clock
  readonly timer: Timer
  readonly random: Random
  readonly planted: Planted
  readonly trace: (line: string) => void
  readonly onReady: () => void
  readonly violate: (text: string) => void
  /** Whether main has journaled a final outcome, or may have lost one that the store has. */
  readonly isSettled: (id: OperationId) => Promise<boolean>
}

/** One life of a window: the outbox, sync and saving, put together as `createDeskPorts` does. */
export interface TillWindow {
  readonly outbox: KeptOutbox
  readonly sync: Sync
  readonly record: RecordPort
  /** A form was opened here, with this id. */
  noteNewId(id: string): void
  /** What main journaled of its own accord is sent as soon as it is known. */
  followMain(): Promise<void>
  /** Hands over, for an export, what the journal lacks. */
  handOver(what: HandedOver, take: ExportTaker['take']): Promise<boolean>
  /** Somebody enrolled the desk anew. */
  noteEnrolledAgain(): void
  /** The machine believes that the network is back. */
  hint(): void
  stop(): void
}

export function openWindow(ports: WindowPorts): TillWindow {
  const { call, clock, timer, random, planted } = ports
  let hints: (() => void)[] = []
  const report = createAlarmReport({ call, onRecorded: () => void followMain() })
  const journal = createIpcJournal({ call, timer, onUnreadable: () => {} })
  const outbox = keepOutbox({
    store: ports.store,
    journal,
    timer,
    report(alarm) {
      ports.trace(`alarm ${alarm}`)
      report(alarm)
    },
    onReady() {
      sync.start()
      ports.onReady()
    },
  })
  const follower = createJournalFollower({ outbox, journal })
  const sync = createSync({
    clock,
    timer,
    random,
    outbox,
    follower,
    transport: keepApart(plant(createIpcTransport({ call, timer }), planted.transport), ports),
    connectivity: {
      onHint(woke) {
        hints = [...hints, woke]
        return () => {
          hints = hints.filter((other) => other !== woke)
        }
      },
    },
    trace: (event, effects) => ports.trace(`${event.kind} > ${effects.map(({ kind }) => kind).join()}`),
  })
  const followMain = async (): Promise<void> => {
    await follower.catchUp()
    sync.wake()
  }
  const newIds = createNewIds()
  const record = createRecord({
    save: createIpcSave({ call, timer }),
    follower,
    outbox,
    newIds,
    operator: () => null,
    onSaved: sync.noteSaved,
  })
  return {
    outbox,
    sync,
    record: plant(record, planted.record),
    noteNewId: (id) => void newIds.note(id),
    followMain,
    handOver: (what, take) => handOver(outbox, { main: { ...createIpcExport({ call, timer }), take }, what }),
    noteEnrolledAgain() {
      sync.noteEnrolledAgain()
      void followMain()
    },
    hint() {
      for (const woke of hints) woke()
    },
    stop: () => sync.stop(),
  }
}
