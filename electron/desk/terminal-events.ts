import { isDamaged } from '#electron/journal/journal-report.ts'
import { aggregateIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { TerminalEventPayload } from '#shared/contracts/operations/terminal-event.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'
import type { Random } from '#shared/kernel/random.ts'

import type { EnrolledTerminal } from './enrolled-terminal.ts'
import type { Standing } from './standing.ts'
import { type RecordPorts, writeRecord } from './write-record.ts'

/**
 * Records what the terminal tells head office of itself when it starts [D8]. What cannot be written is left out: the
 * desk must open on a full disk, too.
 */
export async function recordStart(
  ports: RecordPorts & { readonly random: Random; readonly appVersion: string; readonly standing: Standing },
  given: { terminal: EnrolledTerminal; hasKeystore: boolean },
): Promise<void> {
  const { journal, standing } = ports
  const { terminal } = given
  if (standing.stop() !== null) return

  async function record(kind: TerminalEventPayload['kind'], detail: string | null): Promise<boolean> {
    const written = await writeRecord(ports, terminal, {
      id: operationIdSchema.parse(uuidV7(ports)),
      aggregateId: aggregateIdSchema.parse(terminal.enrolment.terminalId),
      dependsOn: [],
      operatorId: null,
      operation: { type: 'terminal-event', payload: { kind, appVersion: ports.appVersion, detail } },
    })
    return written.ok
  }

  await record('started', null)
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
