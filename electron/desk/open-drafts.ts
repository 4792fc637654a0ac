import { createDiskDrafts } from '#electron/drafts/disk-drafts.ts'
import { type Drafts, createDrafts } from '#electron/drafts/drafts.ts'
import { createMemoryDrafts } from '#electron/drafts/memory-drafts.ts'
import type { Journal } from '#electron/journal/journal.ts'
import { type DraftKeys, openDraftKeys } from '#electron/vault/draft-keys.ts'
import type { TillSecret } from '#electron/vault/till-secret.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'

import type { DeskPorts } from './desk-parts.ts'
import type { EnrolledTerminal } from './enrolled-terminal.ts'
import type { Places } from './places.ts'

/** Opens the drafts of this till: encrypted on disk, or in memory where there is no keystore (C22). */
export async function openDrafts(given: {
  ports: Pick<DeskPorts, 'disk' | 'clock' | 'random'>
  places: Pick<Places, 'drafts' | 'draftKeys'>
  secret: TillSecret | null
  journal: Pick<Journal, 'record'>
  terminal: () => EnrolledTerminal | null
  /** Who is at work. */
  operatorId: () => OperatorId | null
}): Promise<{ drafts: Drafts; draftKeys: DraftKeys | null }> {
  const { ports, places, secret, terminal } = given
  const draftKeys = secret === null ? null : await openDraftKeys({ ...ports, path: places.draftKeys, secret })
  const roster = () => terminal()?.configuration.current().roster ?? []
  const store =
    secret === null || draftKeys === null
      ? createMemoryDrafts()
      : createDiskDrafts({
          ...ports,
          folder: places.drafts,
          secret,
          readers: () =>
            draftKeys
              .readers()
              .filter((reader) => roster().some((entry) => entry.operatorId === reader.operatorId)),
          reader() {
            const reader = draftKeys.unlocked()
            return reader?.operatorId === given.operatorId() ? reader : null
          },
        })
  const drafts = createDrafts({
    store,
    clock: ports.clock,
    place() {
      const enrolled = terminal()
      if (enrolled === null) return null
      return { ...enrolled.enrolment, timeZone: enrolled.configuration.current().store.timeZone }
    },
    sequenceOf: (id) => given.journal.record(id)?.sequence ?? null,
    livingKeyIds: () => draftKeys?.readers().map(({ keyId }) => keyId) ?? [],
  })
  return { drafts, draftKeys }
}
