import { describe, expect, test } from 'vitest'

import { createDiskDrafts } from '#electron/drafts/disk-drafts.ts'
import { type Draft, draftContentSchema, draftHeaderSchema } from '#electron/drafts/draft.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { openDraftKeys } from '#electron/vault/draft-keys.ts'
import { openTillSecret } from '#electron/vault/till-secret.ts'
import { operatorIdSchema } from '#shared/contracts/identifiers.ts'

import { operationId } from '../../harness/journal-records.ts'
import { parkRequest } from '../../harness/parked.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'
import { createTestKeystore } from '../../harness/test-keystore.ts'

const ana = operatorIdSchema.parse('ana')
const rui = operatorIdSchema.parse('rui')
const pinKey = (number: number) => new Uint8Array(32).fill(number)

function draft(number: number, form = `{"givenName":"Maria Façanha ${number}"}`): Draft {
  const { draftId, sale, registration, ...content } = parkRequest(number, { form })
  const header = draftHeaderSchema.parse({
    version: 1,
    draftId,
    sale,
    registration,
    operatorId: 'ana',
    terminalId: operationId(1),
    epoch: 1,
    day: '2026-11-22',
  })
  return { header, content: draftContentSchema.parse({ ...content, parkedAt: content.startedAt }) }
}

async function till(given: { disk?: ReturnType<typeof createMemoryDisk>; mask?: number } = {}) {
  const disk = given.disk ?? createMemoryDisk()
  const random = createSeededRandom(`drafts-${given.mask}`)
  const keystore = createTestKeystore(given.mask)
  const opened = await openTillSecret({ disk, path: '/vault/till-secret', keystore, random })
  if (!opened.ok || opened.value === null) throw new Error('no secret')
  const keys = await openDraftKeys({ disk, path: '/vault/draft-keys', secret: opened.value, random })
  const drafts = createDiskDrafts({
    disk,
    folder: '/drafts',
    secret: opened.value,
    random,
    readers: () => keys.readers(),
    reader: () => keys.unlocked(),
  })
  return { disk, keys, drafts, secret: opened.value }
}

/** Ana and Rui have PINs here; Ana is at work and parks two customers. */
async function withTwo() {
  const made = await till()
  await made.keys.replace(rui, pinKey(2))
  await made.keys.unlock(ana, pinKey(1))
  for (const number of [1, 2]) expect(await made.drafts.park(draft(number))).toBe('parked')
  return made
}

const fileOf = (number: number) => `/drafts/${draft(number).header.draftId}.draft`

describe('an encrypted draft', () => {
  test('[C13] opens for who typed it, and for a colleague with a PIN on this till, after a restart too', async () => {
    const { disk, drafts } = await withTwo()
    expect(await drafts.open(draft(1).header.draftId)).toEqual({ kind: 'opened', draft: draft(1) })
    const again = await till({ disk })
    await again.keys.unlock(rui, pinKey(2))
    expect(await again.drafts.open(draft(2).header.draftId)).toEqual({ kind: 'opened', draft: draft(2) })
  })

  test('[C13] opens for nobody while the till is locked, and for no other PIN', async () => {
    const { disk, drafts, keys } = await withTwo()
    keys.lock()
    expect(await drafts.open(draft(1).header.draftId)).toEqual({ kind: 'for-others' })
    const again = await till({ disk })
    await again.keys.unlock(ana, pinKey(9))
    expect(await again.drafts.open(draft(1).header.draftId)).toEqual({ kind: 'for-others' })
    // The draft itself is unharmed: it was never Ana's new pair that could open it.
    await again.keys.unlock(rui, pinKey(2))
    expect(await again.drafts.open(draft(1).header.draftId)).toMatchObject({ kind: 'opened' })
  })

  test('[C13] a PIN without the keystore opens nothing', async () => {
    const { disk } = await withTwo()
    const stolen = createMemoryDisk()
    for (const path of disk.files().filter((name) => name !== '/vault/till-secret')) {
      const bytes = await disk.read(path)
      if (bytes.ok) stolen.put(path, bytes.value)
    }
    const thief = await till({ disk: stolen, mask: 0x11 })
    await thief.keys.unlock(ana, pinKey(1))
    expect(await thief.drafts.open(draft(1).header.draftId)).not.toMatchObject({ kind: 'opened' })
  })

  test('[C13] nobody without the keystore becomes a reader: a planted list of keys is kept aside', async () => {
    const { disk } = await withTwo()
    const thief = await till({ disk: createMemoryDisk(), mask: 0x11 })
    await thief.keys.unlock(ana, pinKey(7))
    const planted = await thief.disk.read('/vault/draft-keys')
    if (!planted.ok) throw new Error('no keys')
    disk.put('/vault/draft-keys', planted.value)
    const again = await till({ disk })
    expect(again.keys.readers()).toEqual([])
    expect(disk.files()).toContain('/vault/draft-keys.unreadable-1')
  })

  test('[C19] two drafts whose bytes are swapped do not open, in whole or in part', async () => {
    const { disk, drafts } = await withTwo()
    const texts = await Promise.all(
      [1, 2].map(async (number) => {
        const read = await disk.read(fileOf(number))
        return JSON.parse(Buffer.from(read.ok ? read.value : []).toString()) as Record<string, unknown>
      }),
    )
    const [one, two] = texts
    for (const part of [['content'], ['content', 'wraps', 'ephemeralKey']]) {
      const moved = { ...one, ...Object.fromEntries(part.map((name) => [name, two?.[name]])) }
      disk.put(fileOf(1), Buffer.from(JSON.stringify(moved)))
      expect(await drafts.open(draft(1).header.draftId)).toEqual({ kind: 'unreadable' })
    }
    disk.put(fileOf(1), Buffer.from(JSON.stringify(two)))
    expect(await drafts.open(draft(1).header.draftId)).toEqual({ kind: 'unreadable' })
    expect(await drafts.open(draft(2).header.draftId)).toMatchObject({ kind: 'opened' })
  })

  test.each(['operatorId', 'day', 'epoch', 'sale'] as const)(
    '[DR3] a header whose %s was changed does not open',
    async (field) => {
      const { disk, drafts } = await withTwo()
      const read = await disk.read(fileOf(1))
      const file = JSON.parse(Buffer.from(read.ok ? read.value : []).toString()) as { header: object }
      const other = { operatorId: 'rui', day: '2026-11-23', epoch: 2, sale: operationId(99) }[field]
      const changed = { ...file, header: { ...file.header, [field]: other } }
      disk.put(fileOf(1), Buffer.from(JSON.stringify(changed)))
      expect(await drafts.open(draft(1).header.draftId)).toEqual({ kind: 'unreadable' })
    },
  )

  test('[DR9] what is torn, altered or no draft at all is kept aside and counted, and stops nothing', async () => {
    const { disk, drafts } = await withTwo()
    const read = await disk.read(fileOf(1))
    disk.put(fileOf(1), read.ok ? read.value.subarray(0, 900) : new Uint8Array())
    disk.put('/drafts/01890000-0000-7000-8000-0000000000ff.draft', Buffer.from('null'))
    expect((await drafts.kept()).map(({ header }) => header.draftId)).toEqual([draft(2).header.draftId])
    expect(drafts.unreadable()).toBe(2)
    expect(disk.files().filter((name) => name.includes('unreadable'))).toHaveLength(2)
  })

  test('[DR4] lengths tell nothing below 4 KiB and step in powers of two above; the text is nowhere', async () => {
    const { disk, drafts } = await withTwo()
    const sizeOf = async (form: string) => {
      await drafts.park(draft(1, form))
      const read = await disk.read(fileOf(1))
      if (!read.ok) throw new Error('no file')
      expect(Buffer.from(read.value).includes('Façanha')).toBe(false)
      return read.value.length
    }
    const small = await sizeOf('{}')
    expect(await sizeOf(JSON.stringify({ name: 'Façanha'.repeat(300) }))).toBe(small)
    const larger = await sizeOf('x'.repeat(5000))
    expect(larger).toBeGreaterThan(small)
    expect(await sizeOf('x'.repeat(7000))).toBe(larger)
  })

  test('[DR1] at whatever step the power fails, the draft before or the new one is there, whole', async () => {
    for (let at = 0; at < 40; at += 1) {
      const { disk, drafts } = await withTwo()
      const from = disk.stepsDone()
      disk.setPlan((_step, index) => (index === from + at ? 'crash' : null))
      const isDone = await drafts.park(draft(1, 'the new one')).then(
        () => true,
        () => false,
      )
      disk.setPlan(() => null)
      disk.crash(100)
      const again = await till({ disk })
      await again.keys.unlock(rui, pinKey(2))
      const opened = await again.drafts.open(draft(1).header.draftId)
      expect(opened.kind).toBe('opened')
      if (opened.kind !== 'opened') continue
      expect(['the new one', draft(1).content.form]).toContain(opened.draft.content.form)
      if (isDone) {
        expect(opened.draft.content.form).toBe('the new one')
        return
      }
    }
    throw new Error('parking never ended')
  })

  test('[DR1] a full disk is named, and the draft before it stays', async () => {
    const { disk, drafts } = await withTwo()
    disk.setPlan((step) => (step === 'write' ? 'short' : null))
    expect(await drafts.park(draft(1, 'more'))).toBe('disk-full')
    disk.setPlan((step) => (step === 'sync' ? 'io' : null))
    expect(await drafts.park(draft(1, 'more'))).toBe('disk-failed')
    disk.setPlan(() => null)
    expect(await drafts.open(draft(1).header.draftId)).toEqual({ kind: 'opened', draft: draft(1) })
    await drafts.tidy(() => false)
    expect(disk.files().filter((name) => name.endsWith('.new'))).toEqual([])
  })

  test('[V14] where the keys cannot be read none is written over them', async () => {
    const { disk } = await withTwo()
    disk.setPlan((step) => (step === 'read' ? 'io' : null))
    const failing = await openDraftKeys({
      disk,
      path: '/vault/draft-keys',
      secret: (await till()).secret,
      random: createSeededRandom('x'),
    })
    disk.setPlan(() => null)
    expect(await failing.unlock(ana, pinKey(1))).toEqual({ ok: false, failure: 'io' })
    expect((await till({ disk })).keys.readers()).toHaveLength(2)
  })
})
