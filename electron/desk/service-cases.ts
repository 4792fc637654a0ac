import type { Disk } from '#electron/journal/disk.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import {
  type CasesAnswer,
  type KnownCases,
  knownCasesSchema,
} from '#shared/contracts/messages/terminal-cases.ts'

import type { EnrolledTerminal } from './enrolled-terminal.ts'
import { readJsonFile, writeJsonFile } from './json-file.ts'

/** How far the cases and disputes are that this till opened. Kept on disk, so that it is known without a network; it names no person. */
export interface ServiceCases {
  read(isAsking: boolean): Promise<CasesAnswer>
}

export async function openServiceCases(given: {
  disk: Disk
  path: string
  terminal: () => EnrolledTerminal | null
}): Promise<ServiceCases> {
  const { disk, path } = given
  const stored = await readJsonFile({ disk, path, schema: knownCasesSchema })
  const alone = oneAtATime()
  let known: KnownCases | null = stored.value
  const ask = async (): Promise<boolean> => {
    const terminal = given.terminal()
    if (terminal === null) return false
    const { terminalId } = terminal.enrolment
    const asked = { params: { terminalId }, body: null }
    const cases = await terminal.client.call({ name: 'terminalCases', ...asked })
    if (!cases.ok) return false
    const disputes = await terminal.client.call({ name: 'terminalDisputes', ...asked })
    if (!disputes.ok) return false
    known = { ...cases.value.value, ...disputes.value.value }
    // A disk that takes nothing leaves what it had: an older state, with its own time.
    await writeJsonFile({ disk, path, value: known })
    return true
  }
  return {
    read: (isAsking) => alone(async () => ({ isCurrent: isAsking && (await ask()), known })),
  }
}
