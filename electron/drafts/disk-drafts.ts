import { join } from 'node:path'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk } from '#electron/journal/disk.ts'
import type { DraftReader, UnlockedReader } from '#electron/vault/draft-keys.ts'
import type { TillSecret } from '#electron/vault/till-secret.ts'
import type { AggregateId } from '#shared/contracts/identifiers.ts'
import { wallMsOfId } from '#shared/kernel/ids.ts'
import type { Random } from '#shared/kernel/random.ts'

import type { DraftStore, KeptDraft } from './draft.ts'
import { type DraftFile, closeDraft, draftFileSchema, openDraft } from './draft-seal.ts'

const SUFFIX = '.draft'

/** Drafts as encrypted files, one each [DR1]. */
export function createDiskDrafts(given: {
  disk: Disk
  folder: string
  secret: TillSecret
  random: Random
  /** Who can open what is parked now. */
  readers: () => readonly DraftReader[]
  /** Who is at work; null while nobody is. */
  reader: () => UnlockedReader | null
}): DraftStore {
  const { disk, folder, secret } = given
  let unreadable = 0
  const pathOf = (draftId: AggregateId) => join(folder, `${draftId}${SUFFIX}`)

  async function names(): Promise<readonly string[]> {
    const listed = await disk.list(folder)
    return listed.ok ? listed.value : []
  }

  async function keepAside(path: string): Promise<void> {
    unreadable += 1
    await setAside(disk, path)
  }

  /** Null when it is not there, or was not what a draft is and was kept aside. */
  async function read(draftId: AggregateId): Promise<DraftFile | 'gone' | null> {
    const path = pathOf(draftId)
    const bytes = await disk.read(path)
    if (!bytes.ok) return bytes.failure === 'not-found' ? 'gone' : null
    const file = parsed(bytes.value)
    // A file under another's name is not that draft.
    if (file?.header.draftId === draftId) return file
    await keepAside(path)
    return null
  }

  async function destroyFile(name: string): Promise<boolean> {
    const removed = await disk.remove(join(folder, name))
    if (!removed.ok) return removed.failure === 'not-found'
    return (await disk.syncFolder(folder)).ok
  }

  return {
    keptOn: 'disk',
    async park(draft) {
      const readers = given.readers()
      if (readers.length === 0) return 'disk-failed'
      const file = closeDraft(draft, { readers, secret, random: given.random })
      const bytes = Buffer.from(JSON.stringify(file))
      const written = await replaceFile({ disk, path: pathOf(draft.header.draftId), bytes })
      if (written.ok) return 'parked'
      return written.failure === 'no-space' ? 'disk-full' : 'disk-failed'
    },
    async kept() {
      const found: KeptDraft[] = []
      for (const name of await names()) {
        if (!name.endsWith(SUFFIX)) continue
        const file = await read(name.slice(0, -SUFFIX.length) as AggregateId)
        if (file === null || file === 'gone') continue
        found.push({ header: file.header, keyIds: file.wraps.map(({ keyId }) => keyId) })
      }
      return found
    },
    async open(draftId) {
      const file = await read(draftId)
      if (file === 'gone') return { kind: 'gone' }
      if (file === null) return { kind: 'unreadable' }
      const reader = given.reader()
      if (reader === null) return { kind: 'for-others' }
      const draft = openDraft(file, { reader, secret })
      if (draft === 'for-others') return { kind: 'for-others' }
      if (draft !== null) return { kind: 'opened', draft }
      await keepAside(pathOf(draftId))
      return { kind: 'unreadable' }
    },
    async destroy(draftId) {
      const isGone = await destroyFile(`${draftId}${SUFFIX}`)
      const left = (await names()).filter(
        (name) => name.startsWith(draftId) && !name.includes('.unreadable-'),
      )
      const areGone = await Promise.all(left.map(destroyFile))
      return isGone && areGone.every(Boolean)
    },
    unreadable: () => unreadable,
    async tidy(isOld) {
      for (const name of await names()) {
        const isCutOff = name.endsWith('.new')
        const isOldAside = name.includes('.unreadable-') && isOld(wallMsOfId(name) ?? 0)
        if (isCutOff || isOldAside) await destroyFile(name)
      }
    },
  }
}

function parsed(bytes: Uint8Array): DraftFile | null {
  try {
    return draftFileSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch {
    return null
  }
}
