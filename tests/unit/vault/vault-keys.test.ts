import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { Worker } from 'node:worker_threads'

import { compactDecrypt } from 'jose'
import { describe, expect, test } from 'vitest'

import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { createArgon2Hash } from '#electron/vault/argon2-worker.ts'
import { noKeystore } from '#electron/vault/no-keystore.ts'
import { sealToAccountApi } from '#electron/vault/sealing.ts'
import { createSlipBox } from '#electron/vault/slip-box.ts'
import { openTerminalKey } from '#electron/vault/terminal-key.ts'
import { openTillSecret } from '#electron/vault/till-secret.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { publicKeySchema } from '#shared/contracts/values.ts'

import { operationId } from '../../harness/journal-records.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'
import { createTestKeystore } from '../../harness/test-keystore.ts'

const path = '/profile/vault/till-secret'
const keyPath = '/profile/vault/terminal-key-1.json'

async function secretOf(disk = createMemoryDisk(), keystore = createTestKeystore()) {
  const random = createSeededRandom('vault')
  const opened = await openTillSecret({ disk, path, keystore, random })
  if (!opened.ok || opened.value === null) throw new Error('no secret')
  return { disk, keystore, secret: opened.value }
}

describe('the till’s secret', () => {
  test('[V1] the keystore wraps one random key and nothing else, ever', async () => {
    const { disk, keystore, secret } = await secretOf()
    secret.encrypt({ purpose: 'a', bound: 'x', bytes: Buffer.from('text') })
    await secretOf(disk, keystore)
    expect(keystore.wrapped.map((key) => key.length)).toEqual([32])
  })

  test('[V1] what is encrypted opens for its purpose and owner only', async () => {
    const { disk, keystore, secret } = await secretOf()
    const bytes = secret.encrypt({ purpose: 'a', bound: 'x', bytes: Buffer.from('text') })
    const again = (await secretOf(disk, keystore)).secret
    expect(Buffer.from(again.decrypt({ purpose: 'a', bound: 'x', bytes }) ?? []).toString()).toBe('text')
    expect(again.decrypt({ purpose: 'b', bound: 'x', bytes })).toBeNull()
    expect(again.decrypt({ purpose: 'a', bound: 'y', bytes })).toBeNull()
    expect(again.decrypt({ purpose: 'a', bound: 'x', bytes: bytes.slice(0, 5) })).toBeNull()
  })

  test('[V2] without a keystore there is none, and nothing is written', async () => {
    const disk = createMemoryDisk()
    const opened = await openTillSecret({ disk, path, keystore: noKeystore, random: createSeededRandom('v') })
    expect(opened).toEqual({ ok: true, value: null })
    expect(disk.files()).toEqual([])
  })

  test('[V3] a key that the keystore no longer opens is a failure', async () => {
    const { disk } = await secretOf()
    const random = createSeededRandom('v')
    for (const keystore of [createTestKeystore(1), noKeystore]) {
      const opened = await openTillSecret({ disk, path, keystore, random })
      expect(opened).toEqual({ ok: false, failure: 'keystore-lost' })
    }
  })
})

describe('the terminal’s key', () => {
  test('[V4] is on disk when it is first given, and stays the same', async () => {
    const { disk, secret } = await secretOf()
    const made = await openTerminalKey({ disk, path: keyPath, secret })
    disk.crash()
    const again = await openTerminalKey({ disk, path: keyPath, secret })
    if (!made.ok || !again.ok) throw new Error('no key')
    expect(again.value.publicKey).toEqual(made.value.publicKey)
    const signature = Buffer.from(again.value.sign('text'), 'base64url')
    const key = createPublicKey({ key: made.value.publicKey, format: 'jwk' })
    expect(signature.length).toBe(64)
    expect(verify('sha256', Buffer.from('text'), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
  })

  test('[V2] [V3] lies plain only without a keystore, and is never replaced when unreadable', async () => {
    const { disk, secret } = await secretOf()
    await openTerminalKey({ disk, path: keyPath, secret })
    expect(await openTerminalKey({ disk, path: keyPath, secret: null })).toEqual({
      ok: false,
      failure: 'unreadable',
    })
    const plain = await openTerminalKey({ disk, path: '/profile/vault/b.json', secret: null })
    expect(plain.ok).toBe(true)
    expect((await openTerminalKey({ disk, path: '/profile/vault/b.json', secret })).ok).toBe(true)
  })
})

test('[V5] the account API opens what was sealed, and finds whose it is inside', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const terminalId = terminalIdSchema.parse('01890000-0000-7000-8000-00000000aaaa')
  const content = {
    id: operationId(1),
    terminalId,
    type: 'sale',
    schemaVersion: 1,
    payload: { name: 'João' },
  }
  const key = { keyId: 'k1', publicKey: publicKeySchema.parse(publicKey.export({ format: 'jwk' })) }
  const sealed = await sealToAccountApi({ key, content })
  if (!sealed.ok) throw new Error('not sealed')
  const opened = await compactDecrypt(sealed.value, privateKey)
  expect(JSON.parse(Buffer.from(opened.plaintext).toString())).toEqual(content)
  expect(opened.protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'k1' })
  const off = { ...key, publicKey: { ...key.publicKey, x: 'A'.repeat(43) } }
  expect(await sealToAccountApi({ key: off, content })).toEqual({ ok: false, failure: 'sealing-failed' })
  const long = { ...content, payload: 'x'.repeat(60_000) }
  expect(await sealToAccountApi({ key, content: long })).toEqual({ ok: false, failure: 'sealing-failed' })
})

test('[V12] a slip opens for its own operation only, and never without a keystore', async () => {
  const { secret } = await secretOf()
  const box = createSlipBox(secret)
  const slip = { initials: 'M. S.', devices: ['…TB3D'], ageOutcome: null }
  const closed = box.close(operationId(1), slip)
  expect(box.open(operationId(1), closed)).toEqual(slip)
  expect(box.open(operationId(2), closed)).toBeNull()
  expect(createSlipBox(null).close(operationId(1), slip)).toBeNull()
  expect(createSlipBox(null).open(operationId(1), closed)).toBeNull()
})

test('[V7] Argon2id in its own thread gives the verifier of RFC 9106’s algorithm', async () => {
  const thread = new URL('../../../electron/vault/argon2-thread.ts', import.meta.url)
  const pinHash = createArgon2Hash(() => new Worker(thread))
  const salt = Buffer.from('0123456789abcdef')
  const [first, second, other] = await Promise.all([
    pinHash.hash({ pin: '482915', salt }),
    pinHash.hash({ pin: '482915', salt }),
    pinHash.hash({ pin: '482916', salt }),
  ])
  expect(first?.length).toBe(32)
  expect(second).toEqual(first)
  expect(other).not.toEqual(first)
  const broken = createArgon2Hash(() => new Worker('throw new Error("no")', { eval: true }))
  expect(await broken.hash({ pin: '482915', salt })).toBeNull()
})
