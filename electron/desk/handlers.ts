import type { IpcHandlers } from '#electron/ipc/dispatch.ts'
import { unreadableCount } from '#electron/journal/journal-report.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import { assert } from '#shared/kernel/assert.ts'

import { forgetBadge, makeBadge } from './badge-calls.ts'
import { readAccount } from './account-calls.ts'
import { createExportCalls, readExport } from './export-calls.ts'
import { forgetDraft } from './forget-draft.ts'
import type { DeskParts } from './desk-parts.ts'
import { chainStanding } from './chain-standing.ts'
import { currentState } from './current-state.ts'
import { enrolDesk } from './enrol-desk.ts'
import { chooseMirror } from './mirror-calls.ts'
import { printConfirmation, printPage, printTestPage } from './print-calls.ts'
import { quarantine } from './quarantine.ts'
import { readLoyalty } from './read-loyalty.ts'
import { readSlips } from './read-slips.ts'
import { releaseOperator } from './release-operator.ts'
import { answerChallenge, showChallenge } from './reset-by-telephone.ts'
import { setFirstPin } from './set-first-pin.ts'
import { createFollowOutcomes, probe, renewCredential, send } from './sync-calls.ts'
import { unlockByBadge, unlockByPin } from './unlock.ts'

/** Every method of the contract but those that only Electron can answer. */
export type DeskHandlers = IpcHandlers<
  Omit<typeof IPC_CONTRACT, 'app.info' | 'desk.answer-close' | 'camera.scanning'>
>

/** Answers what the window asks, from the opened desk. */
export function createDeskHandlers(parts: DeskParts): DeskHandlers {
  const { journal, session, settings } = parts
  const enrolAlone = oneAtATime()
  const answerAlone = oneAtATime()
  const followOutcomes = createFollowOutcomes(parts)
  const exports = createExportCalls(parts)
  return {
    'desk.state': () => currentState(parts),
    'desk.enrol': async (request) => {
      const failure = await enrolAlone(() => enrolDesk(parts, { ...request, onlyRealm: null }))
      return failure === null ? { kind: 'enrolled' } : { kind: 'failed', failure }
    },
    'operator.unlock': (request) => unlockByPin(parts, request),
    'operator.set-first-pin': async (request) => {
      const result = await setFirstPin(parts, request)
      parts.announce()
      return result
    },
    'operator.challenge': ({ operatorId }) => showChallenge(parts, operatorId),
    'operator.answer-challenge': async (request) => {
      const result = await answerAlone(() => answerChallenge(parts, request))
      parts.announce()
      return result
    },
    'operator.release': async ({ operatorId }) => {
      const result = await releaseOperator(parts, operatorId)
      parts.announce()
      return result
    },
    'account.find': (request) => parts.foundAccounts.find(request),
    'account.current': () => parts.foundAccounts.current(),
    'account.read': () => readAccount(parts),
    'account.leave': () => {
      parts.foundAccounts.leave()
      return {}
    },
    'badge.read': () => {
      const operatorId = session.operator()?.operatorId
      return { hasBadge: operatorId !== undefined && parts.badges.has(operatorId) }
    },
    'badge.make': ({ pin }) => makeBadge(parts, pin),
    'badge.forget': () => forgetBadge(parts),
    'badge.unlock': ({ code }) => unlockByBadge(parts, code),
    'operator.lock': () => {
      session.lock()
      return {}
    },
    'operator.customer-open': ({ isOpen, isVisitOpen }) => {
      session.setCustomerOpen(isOpen)
      parts.terminal()?.configuration.setVisitOpen(isVisitOpen)
      parts.announce()
      return {}
    },
    'record.save': async (request) => {
      const result = await parts.saveRecord(request)
      await forgetDraft(parts.drafts, { request, result })
      parts.announce()
      return result
    },
    'journal.read': async ({ afterFrame, limit }) => {
      const frames = await journal.readFrames({ after: afterFrame, limit })
      // An empty page would say that nothing is left to read.
      if (!frames.ok) return { kind: 'failed' }
      const unreadable = unreadableCount(journal.report)
      return { kind: 'page', frames: [...frames.value], lastFrame: journal.lastFrame(), unreadable }
    },
    'chain.read': () => chainStanding(parts),
    'export.read': () => readExport(parts),
    'export.lacks': (asked) => exports.lacks(asked),
    'export.hand-over': (handed) => exports.handOver(handed),
    'export.make': () => exports.make(),
    'mirror.read': () => parts.mirror.state(),
    'mirror.choose': () => chooseMirror(parts),
    'mirror.stop': async () => {
      await parts.mirror.stop()
      return {}
    },
    'restore.read': () => parts.restore.state(),
    'restore.find': () => parts.restore.find(),
    'restore.run': async () => {
      const result = await parts.restore.run()
      parts.announce()
      return result
    },
    'restore.leave': async () => {
      const result = await parts.restore.leave()
      parts.announce()
      return result
    },
    'sync.send': (request) => send(parts, request),
    'sync.outcomes': ({ operationIds }) => followOutcomes(operationIds),
    'loyalty.read': ({ registration }) => readLoyalty(parts, registration),
    'service-cases.read': ({ isAsking }) => parts.serviceCases.read(isAsking),
    'sync.probe': () => probe(parts),
    'sync.renew-credential': () => renewCredential(parts),
    'journal.quarantine': (request) => quarantine(parts, request),
    'journal.refill': ({ records }) => parts.storeComparison.refill(records),
    'store.renew': async ({ unsettled }) => ({ isEmptied: await parts.windowStore.renew(unsettled) }),
    'terminal.report': async ({ kind }) => {
      await parts.reportTrouble({ kind, detail: null })
      return {}
    },
    'draft.park': (request) => parts.drafts.park(request),
    'draft.list': () => parts.drafts.list(),
    'draft.open': ({ draftId }) => parts.drafts.open(draftId),
    'draft.discard': async ({ draftId }) => parts.drafts.discard(draftId),
    'slip.read': async ({ operationIds }) => ({ slips: await readSlips(parts, operationIds) }),
    'slip.names-device': async ({ deviceId, except }) => ({
      isNamed: await parts.namedDevices.isNamed(deviceId, except),
    }),
    'print.standing': async () => ({
      standing: await parts.ports.printer.standing(parts.settings.current().printing.printer),
    }),
    'print.printers': async () => ({ printers: [...(await parts.ports.printer.list())] }),
    'print.confirmation': (request) => printConfirmation(parts, request),
    'print.page': (request) => printPage(parts, request),
    'print.test-page': () => printTestPage(parts),
    'configuration.read': () => {
      const terminal = parts.terminal()
      assert(terminal !== null, 'who asks is at work on a till that is set up')
      return terminal.configuration.standing()
    },
    'settings.read': () => settings.current(),
    'settings.write': async (request) => {
      const written = await settings.write(request)
      parts.announce()
      return written
    },
  }
}
