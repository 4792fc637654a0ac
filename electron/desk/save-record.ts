import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import type { RosterEntry } from '#shared/contracts/configuration.ts'
import type { AggregateId, OperationId, OperatorId, TerminalId } from '#shared/contracts/identifiers.ts'
import { ageCheckPolicyOn } from '#shared/domain/age-check-policy.ts'
import { localDate } from '#shared/domain/calendar-date.ts'
import { wrongFieldsOf } from '#shared/domain/registration-fields.ts'
import {
  type NotSavedReason,
  type SaveRequest,
  type SaveResult,
  saveRequestSchema,
} from '#shared/ipc/record-methods.ts'
import { ok } from '#shared/kernel/result.ts'

import { isAboutItsOwn } from './about-record.ts'
import { mayDecide } from './decisions.ts'
import type { AgeChecks } from './age-checks.ts'
import type { EnrolledTerminal } from './enrolled-terminal.ts'
import type { Stop } from './standing.ts'
import { type RecordPorts, writeRecord } from './write-record.ts'

/** Saves what a flow hands over, or says why not [D1]. */
export type SaveRecord = (request: SaveRequest) => Promise<SaveResult>

export function createSaveRecord(
  ports: RecordPorts & {
    readonly ageChecks: AgeChecks
    readonly terminal: () => EnrolledTerminal | null
    readonly operator: () => RosterEntry | null
    readonly stop: () => Stop | null
    /** Whether an account was found that records may be about without a registration of this till. */
    readonly isFound: (aggregateId: AggregateId) => boolean
  },
): SaveRecord {
  const alone = oneAtATime()

  const findRecord = (terminal: EnrolledTerminal) => async (id: OperationId) => {
    const entry = ports.journal.record(id)
    if (entry === undefined) return null
    const frame = await ports.journal.readFrame(entry.savedFrame)
    if (frame?.kind !== 'saved') return null
    return frame.envelope.terminalId === terminal.enrolment.terminalId ? frame.envelope : null
  }

  async function firstFrame(request: SaveRequest): Promise<SaveResult | null> {
    // It can be read, and may still be gone after a power cut: only what is written again is called saved.
    if (ports.journal.isUnknown(request.operationId)) await ports.journal.append(async () => ok([]))
    if (ports.journal.isUnknown(request.operationId)) return { kind: 'unknown' }
    const entry = ports.journal.record(request.operationId)
    const frame = entry === undefined ? null : await ports.journal.readFrame(entry.savedFrame)
    return frame?.kind === 'saved' ? { kind: 'already-saved', frame } : null
  }

  return (given) => {
    // Who asked is who was at work when it was asked, not when its turn comes.
    const operator = ports.operator()
    const isFound = ports.isFound(given.aggregateId)
    return alone(async () => {
      const parsed = saveRequestSchema.safeParse(given)
      if (!parsed.success) return notSaved('invalid')
      const request = parsed.data
      const first = await firstFrame(request)
      if (first !== null) return first
      const terminal = ports.terminal()
      if (terminal === null) return notSaved('not-enrolled')
      if (ports.stop() !== null) return notSaved('stopped')
      if (operator === null) return notSaved('invalid')
      const { operatorId } = operator
      if (!speaksForItself(request, { operatorId, terminalId: terminal.enrolment.terminalId })) {
        return notSaved('invalid')
      }
      if (wrongFieldsOf(request.operation).length > 0) return notSaved('invalid')
      if (!(await isAboutItsOwn(request, { find: findRecord(terminal), isFound }))) return notSaved('invalid')
      const { market, store } = terminal.configuration.current()
      const today = localDate({ instantMs: ports.clock.wallMs(), timeZone: store.timeZone })
      const { validMinutes } = ageCheckPolicyOn(market.ageCheck, today)
      if (!ports.ageChecks.allow(request, { operatorId, validMinutes })) return notSaved('age-check-missing')
      if (!(await mayDecide(ports.journal, request))) return notSaved('invalid')

      const { aggregateId, dependsOn, operation } = request
      const draft = { id: request.operationId, aggregateId, dependsOn, operatorId, operation }
      const willWrite = () => ports.ageChecks.note(draft, operation)
      const written = await writeRecord(ports, terminal, { ...draft, willWrite })
      if (!written.ok) {
        // To call it not saved would be a word that may turn out wrong [D1].
        if (ports.journal.isUnknown(request.operationId)) return { kind: 'unknown' }
        if (written.failure !== 'already-journaled') return notSaved(written.failure)
        return (await firstFrame(request)) ?? notSaved('disk-failed')
      }
      return { kind: 'saved', frame: written.value }
    })
  }
}

/** An age check names its operator and terminal; what the terminal says of itself, no window says [D4]. */
function speaksForItself(
  request: SaveRequest,
  session: { operatorId: OperatorId; terminalId: TerminalId },
): boolean {
  const { operation } = request
  if (operation.type === 'terminal-event') return false
  if (operation.type !== 'age-check') return true
  return (
    operation.payload.operator === session.operatorId && operation.payload.terminal === session.terminalId
  )
}

function notSaved(reason: NotSavedReason): SaveResult {
  return { kind: 'not-saved', reason }
}
