import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import type { Bridge } from '#shared/ipc/channels.ts'
import { IPC_CONTRACT, type IpcResponse } from '#shared/ipc/contract.ts'
import { EVENT_CONTRACT } from '#shared/ipc/events.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import { MAX_UNSETTLED } from '#shared/ipc/record-methods.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import { listenToMain } from '../bridge/event-stream.ts'
import { watchAtWork } from '../bridge/at-work.ts'
import { createAlarmReport } from '../bridge/alarm-report.ts'
import { createIpcClient } from '../bridge/ipc-client.ts'
import { createIpcExport } from '../bridge/ipc-export.ts'
import { createIpcJournal, createIpcSave } from '../bridge/ipc-journal.ts'
import { createIpcTransport } from '../bridge/ipc-transport.ts'
import { createWakeHints } from '../bridge/wake-hints.ts'
import { dayIn } from '../outbox/counts.ts'
import { createJournalFollower } from '../outbox/follow-journal.ts'
import { countUnsent, handOver } from '../outbox/hand-over.ts'
import { keepOutbox } from '../outbox/kept-outbox.ts'
import { createDexieStore } from '../outbox/outbox-store.ts'
import { createKnownDevices } from '../projections/known-devices.ts'
import { createOutboxViews } from '../projections/outbox-views.ts'
import { createSync } from '../sync/driver.ts'
import { createNewIds } from '../sync/new-ids.ts'
import { createRecord } from '../sync/record.ts'
import type { AppPorts } from './app-ports.ts'
import { readBattery } from './read-battery.ts'
import { systemClock as clock } from './system-clock.ts'
import { systemRandom as random } from './system-random.ts'
import { systemTimer as timer } from './system-timer.ts'

const OUTBOX_NAME = 'outbox'

/** Puts the window's parts together on the bridge to main, and starts sync once the outbox is open. */
export function createDeskPorts(bridge: Bridge): AppPorts {
  const { call, operator } = watchAtWork(createIpcClient({ bridge, contract: IPC_CONTRACT }))
  const report = createAlarmReport({ call, onRecorded: () => void followMain() })
  // Main has found and told what it cannot read of its own journal.
  const journal = createIpcJournal({ call, timer, onUnreadable: () => {} })
  const store = createDexieStore({ name: OUTBOX_NAME, engine: { indexedDB, IDBKeyRange }, timer })
  const outbox = keepOutbox({ store, journal, timer, report, onReady: () => void whenReady() })
  const follower = createJournalFollower({ outbox, journal })
  const transport = createIpcTransport({ call, timer })
  const connectivity = createWakeHints({ bridge, target: window })
  const sync = createSync({ clock, timer, random, outbox, follower, transport, connectivity })
  const onEvent = (name: keyof typeof EVENT_CONTRACT, heard: () => void) =>
    listenToMain({
      bridge,
      contract: EVENT_CONTRACT,
      listener: (event) => {
        if (event.name === name) heard()
      },
    })
  const onDeskChanged = (changed: () => void) => onEvent('desk.state-changed', changed)
  let timeZone = 'UTC'
  let wasEnrolled: boolean | null = null
  const readState = async () => {
    const state = await call('desk.state', {})
    if (!state.ok) return
    const isEnrolled = state.value.phase !== 'not-enrolled'
    if (state.value.phase !== 'not-enrolled') timeZone = state.value.configuration.store.timeZone
    // A till that was enrolled while it is open has told head office that it started.
    if (isEnrolled && wasEnrolled === false) void followMain()
    wasEnrolled = isEnrolled
  }
  onDeskChanged(() => void readState())
  onEvent('store.renewal-due', () => void renewStore())
  void readState()
  /** What is kept here alone keeps the store as it is. */
  const renewStore = async () => {
    const unsettled = await outbox.unsettled(MAX_UNSETTLED)
    if (unsettled !== null) await call('store.renew', { unsettled: [...unsettled] })
  }
  /** Main may have asked for the store before it was open. */
  const whenReady = async () => {
    sync.start()
    await renewStore()
  }
  /** What main journaled of its own accord is sent as soon as it is known. */
  const followMain = async () => {
    await follower.catchUp()
    sync.wake()
  }
  /** Whoever enrols the desk anew ends what stopped sync. */
  const callAndTell: AppPorts['call'] = async (name, request) => {
    const answer = await call(name, request)
    if (name === 'desk.enrol' && answer.ok) {
      const { kind } = answer.value as IpcResponse<'desk.enrol'>
      if (kind === 'enrolled') {
        sync.noteEnrolledAgain()
        void followMain()
      }
    }
    return answer
  }
  const digest = async (text: string) => {
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    return toBase64Url(new Uint8Array(hash))
  }
  const known = createKnownDevices({ secret: toBase64Url(random.bytes(32)), digest })
  const newIds = createNewIds()
  const save = createRecord({
    save: createIpcSave({ call, timer }),
    follower,
    outbox,
    newIds,
    operator,
    onSaved: sync.noteSaved,
  })
  const recordAndKnow: AppPorts['record'] = async (request) => {
    const recorded = await save(request)
    if (recorded.kind === 'saved' || recorded.kind === 'already-saved') await known.note(request)
    return recorded
  }
  return {
    call: callAndTell,
    onDeskChanged,
    loadCamera: async () => (await import('../scanning/camera/open-camera.ts')).openCamera,
    onCameraShut: (shut) => onEvent('camera.shut', shut),
    onCloseAsked: (asked) => onEvent('desk.close-asked', asked),
    record: recordAndKnow,
    views: createOutboxViews({ outbox, timer, today: () => dayIn(timeZone, clock.wallMs()) }),
    sync,
    store: { subscribe: outbox.subscribe, getSnapshot: outbox.standing },
    unsent: {
      count: () => countUnsent(outbox),
      handOver: (what) => handOver(outbox, { main: createIpcExport({ call, timer }), what }),
    },
    battery: () => readBattery(navigator),
    clock,
    timer,
    newId: () => newIds.note(uuidV7({ clock, random })),
    async isRegisteredHere(deviceId, except) {
      if (await known.isRegistered(deviceId, except)) return 'yes'
      const asked = deviceIdSchema.safeParse(deviceId)
      const named = asked.success ? await call('slip.names-device', { deviceId: asked.data, except }) : null
      return named?.ok === true && named.value.isNamed ? 'perhaps' : 'no'
    },
    digest,
  }
}
