import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newRecoveryKey, openEscrow, sealEscrow } from '#account-api/keys/escrow.ts'
import { makeEscrow } from '#account-api/keys/make-escrow.ts'
import { restoreEscrow } from '#account-api/keys/restore-escrow.ts'
import { newPrivateKey } from '#account-api/keys/stored-key.ts'
import { rotateSealingKey } from '#account-api/keys/rotate-sealing-key.ts'
import { DATABASE, startApi, WRAPPING_KEY } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { custodyOf } from './keys-in-hand.ts'
import { kit } from './payloads.ts'
import { recordCustomer } from './registering.ts'

const WRAPPING_KEYS = [{ name: 'w', text: WRAPPING_KEY }]

describe(`escrow of the server's keys on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  const copied = async () => {
    const { privateKey, publicKey } = await newRecoveryKey()
    const given = { recoveryKey: publicKey, wrappingKeys: WRAPPING_KEYS }
    const { sealed } = await makeEscrow(custodyOf(under), given)
    const opened = await openEscrow(sealed, privateKey)
    if (!opened.ok) throw new Error(opened.failure)
    return { sealed, escrow: opened.value }
  }
  const restore = async (given: Parameters<typeof restoreEscrow>[1]) => restoreEscrow(custodyOf(under), given)

  test('[KE7] a copy opens with the recovery key alone, and says nothing without it', async () => {
    const { sealed, escrow } = await copied()
    expect(escrow.keys.map(({ purpose }) => purpose).toSorted()).toEqual([
      'ledger',
      'lookup',
      'nonce',
      'pin-reset',
      'root',
      'sealing',
      'token',
    ])
    expect(escrow.wrappingKeys).toEqual(WRAPPING_KEYS)
    const other = await newRecoveryKey()
    expect(await openEscrow(sealed, other.privateKey)).toEqual({ ok: false, failure: 'does-not-open' })
    expect(sealed).not.toContain(WRAPPING_KEY)
  })

  test('[KE6] [KE8] a server that lost its newest sealing key keeps what comes, and settles it once the key is back', async () => {
    const till = await under.newTill()
    const before = await recordCustomer(till, { email: 'a@example.pt', devices: [kit('ESCRWAAAAAA1')] })
    await till.deliver(before.check, before.registered)
    const newest = await rotateSealingKey(custodyOf(under))
    await till.refresh()
    const { escrow } = await copied()
    // As a backup from before the change: the new key is not in it, and the old one is in use.
    const { database } = under.api.context
    await database.deleteFrom('serverKeys').where('keyId', '=', newest).execute()
    await database
      .updateTable('serverKeys')
      .set({ retiredAt: null })
      .where('keyId', '=', before.check.keyId)
      .execute()
    const { check, registered } = await recordCustomer(till, {
      email: 'b@example.pt',
      devices: [kit('ESCRWAAAAAA2')],
    })
    expect(await till.outcomes(check, registered)).toEqual([
      { kind: 'waiting', on: [check.id] },
      { kind: 'waiting', on: [registered.id] },
    ])
    expect(await till.outcomes(registered)).toEqual([{ kind: 'waiting', on: [registered.id] }])
    expect(await restore({ escrow, destroyedToo: [] })).toEqual({ ok: true, value: [newest] })
    expect(await restore({ escrow, destroyedToo: [] })).toEqual({ ok: true, value: [] })
    expect(await till.outcomes(registered)).toEqual([{ kind: 'waiting', on: [check.id] }])
    expect(await till.outcomes(check)).toEqual([{ kind: 'accepted' }])
    expect(await till.outcomes(check, registered)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }])
    const account = await under.asAdministrator('GET', `/v1/accounts/${registered.aggregateId}`)
    expect(await account.json()).toMatchObject({ email: 'b@example.pt' })
    const unread = await database
      .selectFrom('inbox')
      .select('operationId')
      .where('payload', 'is', null)
      .execute()
    expect(unread).toEqual([])
    expect((await under.api.context.keys.sealing.newest(database)).keyId).toBe(newest)
  })

  test('[KE8] a key under a name that is not its own is refused', async () => {
    const { escrow } = await copied()
    const { privateKey, publicKey } = await newRecoveryKey()
    const [first, second, ...rest] = escrow.keys
    if (first === undefined || second === undefined) throw new Error('no keys')
    const swapped = { ...escrow, keys: [{ ...first, jwk: second.jwk }, second, ...rest] }
    const { format: _format, version: _version, ...content } = swapped
    const sealed = await sealEscrow(content, publicKey)
    expect(await openEscrow(sealed, privateKey)).toEqual({ ok: false, failure: 'key-misnamed' })
  })

  test('[KE8] what is there and opens stays; another server has other keys, and is left alone', async () => {
    const { escrow } = await copied()
    const root = await newPrivateKey('ES256')
    const keys = escrow.keys.map((key) =>
      key.purpose === 'root' ? { ...key, keyId: root.keyId, jwk: { ...root.jwk, kty: 'EC' as const } } : key,
    )
    const all = async () => under.api.context.database.selectFrom('serverKeys').selectAll().execute()
    const before = await all()
    expect(await restore({ escrow: { ...escrow, keys }, destroyedToo: [] })).toEqual({
      ok: false,
      failure: { reason: 'another-in-use', purpose: 'root' },
    })
    const live = { ...custodyOf(under), realm: 'live' as const }
    expect(await restoreEscrow(live, { escrow, destroyedToo: [] })).toEqual({
      ok: false,
      failure: { reason: 'other-realm' },
    })
    expect(await all()).toEqual(before)
  })
})
