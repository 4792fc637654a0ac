import type { Drafts } from '#electron/drafts/drafts.ts'
import type { DeskSession } from '#electron/ipc/dispatch.ts'
import type { DiskFailure } from '#electron/journal/disk.ts'
import { openJournal } from '#electron/journal/journal.ts'
import { isDamaged } from '#electron/journal/journal-report.ts'
import { watchAppends } from '#electron/journal/watch-appends.ts'
import { openMirror } from '#electron/mirror/mirror.ts'
import { readEnrolment } from '#electron/transport/enrolment-store.ts'
import { createAskHeld } from '#electron/transport/ask-held.ts'
import { createHeldComparison } from '#electron/transport/held-comparison.ts'
import { createTrustedTime } from '#electron/transport/trusted-time.ts'
import { openOperatorBadges } from '#electron/vault/operator-badges.ts'
import { openOperatorPins } from '#electron/vault/operator-pins.ts'
import { sealToAccountApi } from '#electron/vault/sealing.ts'
import { createSlipBox } from '#electron/vault/slip-box.ts'
import { openTillSecret } from '#electron/vault/till-secret.ts'
import { bootIdSchema } from '#shared/contracts/identifiers.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { createAgeChecks } from './age-checks.ts'
import { createConfirmation } from './confirmation.ts'
import { createConfigurationRefresh } from './configuration-refresh.ts'
import { currentState } from './current-state.ts'
import { DATA_VERSION, openProfile } from './data-version.ts'
import type { DeskParts, DeskPorts } from './desk-parts.ts'
import { enrolDesk } from './enrol-desk.ts'
import { type EnrolledTerminal, openEnrolledTerminal } from './enrolled-terminal.ts'
import { createFoundAccounts } from './found-accounts.ts'
import { type DeskHandlers, createDeskHandlers } from './handlers.ts'
import { createNamedDevices } from './named-devices.ts'
import { openDrafts } from './open-drafts.ts'
import { placesIn } from './places.ts'
import { type PracticeSetupResult, runPracticeSetup } from './practice-setup.ts'
import { openRestore } from './restore-calls.ts'
import { createSaveRecord } from './save-record.ts'
import { openServiceCases } from './service-cases.ts'
import { createSession } from './session.ts'
import { setFirstPin } from './set-first-pin.ts'
import { openSettings } from './settings-store.ts'
import { openStanding } from './standing.ts'
import { createStoreComparison } from './store-comparison.ts'
import { createTell, createTerminalReports, recordStart } from './terminal-events.ts'
import { verifyLater } from './verify-later.ts'
import { openWindowStoreRenewal } from './window-store.ts'

/** The desk without its window. */
export interface Desk {
  readonly handlers: DeskHandlers
  /** For the dispatcher: who may call what. */
  session(): DeskSession
  /** Somebody touched, typed or scanned. */
  noteActivity(): void
  /** The machine sleeps or its screen is locked. */
  suspend(): void
  /** How the unattended set-up ended; null when none was asked for. Nothing waits for it. */
  readonly practiceSetup: Promise<PracticeSetupResult | null>
  /** Customers who are not finished: asked for, and destroyed, when somebody closes the window. */
  readonly drafts: Pick<Drafts, 'count' | 'discardAll'>
  /** Ends writing; what is being written is written. */
  close(): Promise<void>
}

const SWEEP_EVERY_MS = 12 * 60 * 60_000

/** `loss-not-noted`: the end of the journal is lost, and the disk does not take the stop that this calls for [D27]. */
export type DeskFailure = DiskFailure | 'written-by-newer' | 'loss-not-noted'

/**
 * Opens everything from the disk, without the network [D8]. Fails only when the disk cannot be read, holds what a newer version
 * wrote [D22], or lost the end of the journal and takes no word of it [D27].
 */
export async function openDesk(ports: DeskPorts): Promise<Result<Desk, DeskFailure>> {
  const { disk, clock, random } = ports
  const places = placesIn(ports.profileFolder)
  const profile = await openProfile({ disk, places, version: DATA_VERSION })
  if (!profile.ok) return profile
  const opened = await openJournal({ disk, folder: places.journal })
  if (!opened.ok) return opened
  let nudgeMirror: () => void = () => undefined
  const journal = watchAppends(opened.value, () => nudgeMirror())
  const secretOpened = await openTillSecret({ ...ports, path: places.tillSecret })
  const secret = secretOpened.ok ? secretOpened.value : null
  const settings = await openSettings({ disk, path: places.settings })
  const stored = await readEnrolment(disk, places.enrolment)
  const epoch = stored?.enrolment.epoch ?? null
  const standing = await openStanding({ ...ports, path: places.standing, epoch })
  const origin = journal.origin()
  // Another till's frames lie behind its own, or in their place: its chain does not go on from them.
  const isForeign = stored !== null && origin !== null && origin.terminalId !== stored.enrolment.terminalId
  const isHeadLost = journal.report.wasCreated || journal.report.isHeadLost || isForeign
  if (epoch !== null && isHeadLost && !(await standing.setStop('journal-lost', epoch))) {
    await journal.close()
    return fail('loss-not-noted')
  }
  const trustedTime = createTrustedTime({ clock, knownOffsetMs: standing.serverOffsetMs() })
  const pins = await openOperatorPins({ ...ports, folder: places.vault, secret })
  const badges = await openOperatorBadges({ ...ports, folder: places.vault, secret })
  // An enrolment that was put back, and its journal not: its epoch is over, and no chain of it goes on [D28].
  const isOver = epoch !== null && !isForeign && epoch < (origin?.epoch ?? 0)
  let terminal: EnrolledTerminal | null =
    stored === null || isOver
      ? null
      : await openEnrolledTerminal({ ...ports, places, secret, trustedTime, standing, stored })
  // A secret that is lost is no trouble to a till that was set up again without it.
  let needsAttention = terminal === null && (!secretOpened.ok || stored !== null)

  const { drafts, draftKeys } = await openDrafts({
    ports,
    places,
    secret,
    journal,
    terminal: () => terminal,
    operatorId: () => session.operator()?.operatorId ?? null,
  })

  const session = createSession({
    ...ports,
    idleMs(isCustomerOpen) {
      const configuration = terminal?.configuration.current()
      const seconds = isCustomerOpen ? configuration?.openCustomerLockSeconds : configuration?.idleLockSeconds
      return (seconds ?? 0) * 1000
    },
    onChange() {
      const operatorId = session.operator()?.operatorId ?? null
      drafts.noteOperator(operatorId)
      if (operatorId === null) draftKeys?.lock()
      foundAccounts.leave()
      announceAlways()
    },
  })
  const foundAccounts = createFoundAccounts({
    clock,
    terminal: () => terminal,
    operatorId: () => session.operator()?.operatorId ?? null,
  })
  const slipBox = createSlipBox(secret)
  const bootId = bootIdSchema.parse(uuidV7(ports))
  const recordPorts = { journal, seal: sealToAccountApi, slipBox, clock, trustedTime, bootId }
  const eventPorts = { ...recordPorts, random, appVersion: ports.appVersion, standing }
  const saveRecord = createSaveRecord({
    ...recordPorts,
    ageChecks: createAgeChecks({ clock, isJournaled: (id) => journal.record(id) !== undefined }),
    terminal: () => terminal,
    operator: () => session.operator(),
    stop: () => standing.stop(),
    isFound: (aggregateId) => foundAccounts.isOpen(aggregateId),
  })

  const mirror = await openMirror({
    ...ports,
    path: places.mirror,
    journal,
    onLost: (cause) => void parts.tell({ kind: 'mirror-lost', detail: cause }),
    onChange: announceAlways,
  })
  nudgeMirror = () => mirror.nudge()
  const windowStore = await openWindowStoreRenewal({
    ...ports,
    path: places.windowStore,
    journal,
    isLocked: () => session.operator() === null,
    ask: () => ports.publish('store.renewal-due'),
    clear: ports.clearWindowStore,
  })
  const reportTrouble = createTerminalReports({
    ports: eventPorts,
    terminal: () => terminal,
    wasEnrolledBefore: stored !== null,
    isOnPurpose: () => windowStore.takeExpected(),
  })
  const restore = await openRestore({
    ...ports,
    path: places.restoring,
    journal,
    isEnrolled: () => terminal !== null,
    async tellPart(detail) {
      const isToBeTold = standing.untold().some((event) => event.detail === detail)
      // Nothing can be recorded before the till is enrolled.
      if (!isToBeTold) await standing.addUntold({ kind: 'mirror-lost', detail })
    },
  })

  const serviceCases = await openServiceCases({ disk, path: places.serviceCases, terminal: () => terminal })

  let isAltered = false
  let announced = ''
  function announceAlways(): void {
    announced = ''
    parts.announce()
  }
  const askHeld = createAskHeld(() =>
    terminal === null ? null : { ...terminal, random, terminalId: terminal.enrolment.terminalId },
  )
  const parts: DeskParts = {
    ports,
    places,
    journal,
    secret,
    slipBox,
    namedDevices: createNamedDevices({ journal, slipBox }),
    pins,
    badges,
    draftKeys,
    drafts,
    settings,
    standing,
    trustedTime,
    session,
    confirmation: createConfirmation(clock),
    heldComparison: createHeldComparison(journal, askHeld),
    storeComparison: createStoreComparison(journal, askHeld),
    foundAccounts,
    recordPorts,
    saveRecord,
    serviceCases,
    mirror,
    restore,
    windowStore,
    isAltered: () => isAltered,
    reportTrouble,
    tell: createTell({ ports: eventPorts, terminal: () => terminal }),
    terminal: () => terminal,
    setTerminal: (next) => void (terminal = next),
    needsAttention: () => needsAttention,
    setNeedsAttention: (value) => void (needsAttention = value),
    refreshConfiguration: createConfigurationRefresh({
      clock,
      trustedTime,
      onChange() {
        lockOutRemoved()
        announceAlways()
      },
    }),
    async onPinReset(operatorId) {
      if (session.operator()?.operatorId === operatorId) session.lock()
    },
    announce() {
      const now = JSON.stringify(currentState(parts))
      if (now !== announced) ports.publish('desk.state-changed')
      announced = now
    },
  }

  /** Also an operator whose roles changed works on only after unlocking with them. */
  function lockOutRemoved(): void {
    const operator = session.operator()
    if (operator === null) return
    const entry = terminal?.configuration
      .current()
      .roster.find(({ operatorId }) => operatorId === operator.operatorId)
    if (entry === undefined || entry.roles.join() !== operator.roles.join()) session.lock()
  }

  let cancelSweep: () => void = () => undefined
  /** Sealed bytes that the server holds durably leave the till within a day (C20). */
  function sweep(): void {
    cancelSweep = ports.timer.after(SWEEP_EVERY_MS, sweep)
    void journal.rewriteRemoved().then(() => mirror.sweep())
  }

  if (terminal !== null) {
    await recordStart(eventPorts, { terminal, hasKeystore: secret !== null })
  }
  await drafts.sweep()
  mirror.start()
  sweep()
  const cancelVerifying = verifyLater(parts, {
    onAltered() {
      isAltered = true
      parts.announce()
    },
    onWhole() {
      void profile.value.noteVerified(journal)
      if (!isDamaged(journal.report)) windowStore.noteWhole()
    },
  })
  return ok({
    handlers: createDeskHandlers(parts),
    session() {
      const operator = session.operator()
      return operator === null ? { isLocked: true } : { isLocked: false, roles: operator.roles }
    },
    noteActivity: () => session.noteActivity(),
    suspend: () => session.lock(),
    drafts,
    practiceSetup:
      ports.practiceSetupPath === null
        ? Promise.resolve(null)
        : setUpPractice(parts, ports.practiceSetupPath),
    async close() {
      cancelSweep()
      cancelVerifying()
      windowStore.stop()
      session.lock()
      await journal.close()
      await mirror.close()
    },
  })
}

function setUpPractice(parts: DeskParts, path: string): Promise<PracticeSetupResult> {
  return runPracticeSetup({
    ...parts.ports,
    path,
    realm: () => parts.terminal()?.enrolment.realm ?? null,
    hasPin: (operatorId) => parts.pins.hasPin(operatorId),
    enrol: (asked) => enrolDesk(parts, { ...asked, onlyRealm: 'practice' }),
    async setFirstPin(asked) {
      const result = await setFirstPin(parts, asked)
      parts.announce()
      return result
    },
  })
}
