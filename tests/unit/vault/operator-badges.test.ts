import { describe, expect, it } from 'vitest'

import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { openOperatorBadges } from '#electron/vault/operator-badges.ts'
import { badgeSymbols } from '#shared/contracts/badge-code.ts'
import { operatorIdSchema } from '#shared/contracts/identifiers.ts'

import { fastPinHash } from '../../harness/fast-pin-hash.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'

const ana = operatorIdSchema.parse('ana')
const rui = operatorIdSchema.parse('rui')
const PIN_KEY = new Uint8Array(32).fill(7)
const PATH = '/profile/vault/operator-badges.json'

async function till(disk = createMemoryDisk(), seed = 'badges') {
  const random = createSeededRandom(seed)
  const given = { disk, folder: '/profile/vault', secret: null, random, pinHash: fastPinHash }
  return { disk, badges: await openOperatorBadges(given) }
}

async function madeFor(id = ana) {
  const made = await till()
  const code = await made.badges.make(id, PIN_KEY)
  if (!code.ok) throw new Error(code.failure)
  return { ...made, code: code.value }
}

describe('badges', () => {
  it('[V22] a badge gives the key of its PIN back, also after a start', async () => {
    const { disk, badges, code } = await madeFor()
    expect(badges.has(ana)).toBe(true)
    expect(badges.claimedBy(code)).toBe(ana)
    expect(await badges.open(code)).toEqual(PIN_KEY)
    const again = await till(disk)
    expect(await again.badges.open(code)).toEqual(PIN_KEY)
  })

  it('[V22] no file holds the code, its secret, or the key', async () => {
    const { disk, code } = await madeFor()
    const read = await disk.read(PATH)
    const text = Buffer.from(read.ok ? read.value : []).toString()
    const inside = Buffer.from((JSON.parse(text) as { badges: string }).badges, 'base64').toString()
    for (const secret of [
      code,
      badgeSymbols(code)?.slice(4) ?? code,
      Buffer.from(PIN_KEY).toString('base64'),
    ])
      expect(text + inside).not.toContain(secret)
  })

  it('[V22] another secret under the same name opens nothing', async () => {
    const { badges, code } = await madeFor()
    const last = code.endsWith('0') ? '1' : '0'
    const forged = code.slice(0, -1) + last
    expect(badges.claimedBy(forged)).toBe(ana)
    expect(await badges.open(forged)).toBeNull()
  })

  it('[V23] a new badge ends the one before, and one that was ended is nobody\u2019s', async () => {
    const { badges, code } = await madeFor()
    const next = await badges.make(ana, PIN_KEY)
    expect(badges.claimedBy(code)).toBeNull()
    await badges.make(rui, PIN_KEY)
    expect(await badges.forget(ana)).toEqual({ ok: true, value: null })
    expect(badges.has(ana)).toBe(false)
    expect(badges.claimedBy(next.ok ? next.value : '')).toBeNull()
    expect(badges.has(rui)).toBe(true)
  })

  it.each(['', 'CSB', 'K7M29QX4TB3D', 'csb0123456789abcdefgh', 'CSBUUUUUUUUUUUUUUUUUU'])(
    '[C31] %j is no badge',
    (text) => {
      expect(badgeSymbols(text)).toBeNull()
    },
  )
})
