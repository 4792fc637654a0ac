import { isDamaged } from '#electron/journal/journal-report.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import { aggregateIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { TerminalEventPayload } from '#shared/contracts/operations/terminal-event.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import type { Random } from '#shared/kernel/random.ts'

import type { EnrolledTerminal } from './enrolled-terminal.ts'
import type { Standing, UntoldEvent } from './standing.ts'
import { type RecordPorts, writeRecord } from './write-record.ts'

type TerminalEvent = Pick<TerminalEventPayload, 'kind' | 'detail'>
type TerminalEventPorts = RecordPorts & {
  readonly random: Random
  readonly appVersion: string
  readonly standing: Standing
}

/** Records one thing that the terminal tells head office of itself; false when it could not be written, or nothing may be. */
async function recordTerminalEvent(
  ports: TerminalEventPorts,
  terminal: EnrolledTerminal,
  event: TerminalEvent,
): Promise<boolean> {
  if (ports.standing.stop() !== null) return false
  const written = await writeRecord(ports, terminal, {
    id: operationIdSchema.parse(uuidV7(ports)),
    aggregateId: aggregateIdSchema.parse(terminal.enrolment.terminalId),
    dependsOn: [],
    operatorId: null,
    operation: { type: 'terminal-event', payload: { ...event, appVersion: ports.appVersion } },
  })
  return written.ok
}

/**
 * Records what the terminal tells head office of itself when it starts [D8]. What cannot be written is left out: the
 * desk must open on a full disk, too.
 */
export async function recordStart(
  ports: TerminalEventPorts,
  given: { terminal: EnrolledTerminal; hasKeystore: boolean },
): Promise<void> {
  const { journal, standing } = ports
  const { terminal } = given
  const record = (kind: TerminalEvent['kind'], detail: string | null) =>
    recordTerminalEvent(ports, terminal, { kind, detail })

  await record('started', null)
  for (const event of standing.untold()) {
    if (await record(event.kind, event.detail)) await standing.setTold(event)
  }
  const { report } = journal
  if (report.isNew && isDamaged(report)) {
    const missing = report.missingFrames.map(([from, to]) => `${from}-${to}`).join(' ')
    await record('store-damaged', `journal frames ${missing}`.slice(0, 200))
  }
  const { epoch } = terminal.enrolment
  if (!given.hasKeystore && !standing.hasToldNoKeystore(epoch) && (await record('no-keystore', null))) {
    await standing.setToldNoKeystore(epoch)
  }
}

/** What may be told while the desk is open: of the window's store, or of the journal. */
export type ReportedEvent = TerminalEvent & { readonly kind: 'store-rebuilt' | 'store-damaged' }

/** Takes reports of trouble and records each, as told, once for each start [D12]. */
export function createTerminalReports(given: {
  ports: TerminalEventPorts
  terminal: () => EnrolledTerminal | null
  /** A till that was enrolled after this start has a new store for a good reason. */
  wasEnrolledBefore: boolean
  /** Whether the store that is new now was emptied by the till itself [D26]. */
  isOnPurpose: () => Promise<boolean>
}): (event: ReportedEvent) => Promise<void> {
  const { ports } = given
  const told = new Set<string>()
  const alone = oneAtATime()
  return (event) =>
    alone(async () => {
      if (event.kind === 'store-rebuilt' && (await given.isOnPurpose())) return
      const terminal = given.terminal()
      const name = `${event.kind} ${event.detail}`
      if (terminal === null || !given.wasEnrolledBefore || told.has(name)) return
      if (await recordTerminalEvent(ports, terminal, event)) told.add(name)
    })
}

/**
 * Tells head office of something now, or, where nothing may be recorded or the disk does not take it, at the next start or
 * enrolment that can [D20].
 */
export function createTell(given: {
  ports: TerminalEventPorts
  terminal: () => EnrolledTerminal | null
}): (event: UntoldEvent) => Promise<void> {
  const { ports } = given
  return async (event) => {
    const terminal = given.terminal()
    const isTold = terminal !== null && (await recordTerminalEvent(ports, terminal, event))
    if (!isTold) await ports.standing.addUntold(event)
  }
}
