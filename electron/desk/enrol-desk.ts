import { createAccountApiClient } from '#electron/transport/account-api-client.ts'
import { enrol } from '#electron/transport/enrol.ts'
import { readEnrolment } from '#electron/transport/enrolment-store.ts'
import { openTerminalKey } from '#electron/vault/terminal-key.ts'
import type { Realm } from '#shared/contracts/identifiers.ts'
import type { EnrolFailure } from '#shared/ipc/desk-methods.ts'

import type { DeskParts } from './desk-parts.ts'
import { openEnrolledTerminal } from './enrolled-terminal.ts'
import { recordStart } from './terminal-events.ts'

/**
 * Enrols the desk: the first time, or anew with a new key and epoch after it was revoked, forked or lost its key. What
 * waits from before is delivered unchanged. Null when it went well.
 */
export async function enrolDesk(
  parts: DeskParts,
  asked: { accountApiUrl: string; code: string; onlyRealm: Realm | null },
): Promise<EnrolFailure | null> {
  const { ports, places, secret } = parts
  const before = parts.terminal()
  if (before !== null && !mayEnrolAgain(parts)) return 'already-enrolled'
  if (parts.restore.state().kind === 'unfinished') return 'restore-unfinished'
  const stored = before?.enrolment ?? (await readEnrolment(ports.disk, places.enrolment))?.enrolment ?? null
  // A key of a try that did not end is used again; one that was enrolled is never written over.
  const keyNumber = (stored?.keyNumber ?? 0) + 1
  const origin = parts.journal.origin()
  // A set-up whose key opens is this till's, whatever was laid into its journal; its new epoch comes after that one's, too.
  const was = before?.enrolment ?? origin ?? stored
  const lastEpoch = Math.max(stored?.epoch ?? 0, origin?.epoch ?? 0)
  const key = await openTerminalKey({ disk: ports.disk, path: places.terminalKey(keyNumber), secret })
  // An enrolled till without this would take its own new journal for one that was lost.
  if (!key.ok || !(await parts.journal.noteBegun()).ok) return 'disk-failed'
  const enrolled = await enrol({
    ...ports,
    ...asked,
    onlyRealm: was?.realm ?? asked.onlyRealm,
    previous: was === null ? null : { terminalId: was.terminalId, epoch: lastEpoch },
    client: createAccountApiClient({ ...ports, accountApiUrl: asked.accountApiUrl, credential: null }),
    enrolmentPath: places.enrolment,
    key: key.value,
    keyNumber,
    hasKeystore: secret !== null,
  })
  if (!enrolled.ok) return enrolled.failure
  const { trustedTime, standing } = parts
  const terminal = await openEnrolledTerminal({
    ...ports,
    places,
    secret,
    trustedTime,
    standing,
    stored: enrolled.value,
  })
  if (terminal === null) return 'disk-failed'
  parts.session.lock()
  parts.setTerminal(terminal)
  parts.setNeedsAttention(false)
  await standing.endStop()
  await recordStart({ ...parts.recordPorts, ...ports, standing }, { terminal, hasKeystore: secret !== null })
  parts.announce()
  return null
}

function mayEnrolAgain(parts: DeskParts): boolean {
  const stop = parts.standing.stop()
  return (stop !== null && stop !== 'client-too-old') || parts.needsAttention()
}
