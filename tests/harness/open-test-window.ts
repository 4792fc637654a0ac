import type { Desk } from '#electron/desk/open-desk.ts'
import { createDispatcher } from '#electron/ipc/dispatch.ts'
import { systemClock } from '#electron/main/system-clock.ts'
import { createIpcClient } from '#renderer/bridge/ipc-client.ts'
import { createIpcJournal } from '#renderer/bridge/ipc-journal.ts'
import { createIpcTransport } from '#renderer/bridge/ipc-transport.ts'
import { createJournalFollower } from '#renderer/outbox/follow-journal.ts'
import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'
import { type Sync, createSync } from '#renderer/sync/driver.ts'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'

import { realTimer } from './real-timer.ts'
import { createSeededRandom } from './seeded-random.ts'

/** The sending half of a desk's window, on the desk's own IPC handlers. */
export interface TestWindow {
  readonly outbox: Outbox
  readonly sync: Sync
  /** Follows the journal to its end, as the window does after each save. */
  catchUp(): Promise<void>
}

const INFO = { version: '0.1.0', electron: '0', chromium: '0', platform: 'test' }

export function openTestWindow(desk: Desk): TestWindow {
  const dispatcher = createDispatcher({
    contract: IPC_CONTRACT,
    handlers: {
      'app.info': () => INFO,
      'desk.answer-close': () => ({}),
      'camera.scanning': () => ({}),
      ...desk.handlers,
    },
    session: () => desk.session(),
    rateLimit: { isAllowed: () => true },
    reportBug(method, error) {
      throw new Error(`${method} failed`, { cause: error })
    },
  })
  const bridge = {
    call: (method: string, request: unknown) =>
      dispatcher.dispatch({ windowRole: 'desk', message: { method, request } }),
    onEvent: () => () => {},
  }
  const call = createIpcClient({ bridge, contract: IPC_CONTRACT })
  const outbox = createMemoryOutbox()
  const journal = createIpcJournal({ call, timer: realTimer, onUnreadable: () => {} })
  const follower = createJournalFollower({ outbox, journal })
  const sync = createSync({
    clock: systemClock,
    timer: realTimer,
    random: createSeededRandom('window'),
    outbox,
    follower,
    transport: createIpcTransport({ call, timer: realTimer }),
    connectivity: { onHint: () => () => {} },
  })
  return {
    outbox,
    sync,
    async catchUp() {
      const caughtUp = await follower.catchUp()
      if (!caughtUp.ok) throw new Error(`the journal was not followed: ${caughtUp.failure.kind}`)
    },
  }
}
