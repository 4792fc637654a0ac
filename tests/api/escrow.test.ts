import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newRecoveryKey, openEscrow, sealEscrow } from '#account-api/keys/escrow.ts'
import { makeEscrow } from '#account-api/keys/make-escrow.ts'
import { restoreEscrow } from '#account-api/keys/restore-escrow.ts'
import { sayAllKeysHere } from '#account-api/keys/say-all-keys-here.ts'
import { sealingKeyStandings } from '#account-api/keys/sealing-key-standing.ts'
import { sealingKeys } from '#account-api/keys/sealing-keys.ts'
import { newPrivateKey, publicPart, wrapJwk } from '#account-api/keys/stored-key.ts'
import { rotateSealingKey } from '#account-api/keys/rotate-sealing-key.ts'
import { DATABASE, startApi, WRAPPING_KEY } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { askOutcomes, caseIn } from './cases-of-a-till.ts'
import { custodyOf } from './keys-in-hand.ts'
import { assertInvariants } from './ledger-invariants.ts'
import { ageCheck, kit } from './payloads.ts'
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
    // As a backup from before the change: the new key is not in it, the old one is in use, and the epoch is another.
    const { database } = under.api.context
    await database.updateTable('serverState').set({ serverEpoch: 'put-back' }).execute()
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

  test('[KE11] [I6] what is sealed to a key that nobody issued is a case for head office, once it is sure that none is forgotten', async () => {
    const { database } = under.api.context
    await database.updateTable('serverState').set({ serverEpoch: 'put-back-again' }).execute()
    const till = await under.newTill()
    const issued = till.configuration
    const { keyId, jwk } = await newPrivateKey('ECDH-ES')
    till.configuration = { ...issued, sealing: { keyId, publicKey: publicPart(jwk) } }
    const invented = await till.record({ operation: ageCheck(till.terminalId) })
    till.configuration = issued
    const good = await till.record({ operation: ageCheck(till.terminalId) })
    const waits = { kind: 'waiting', on: [invented.id] }
    expect(await till.outcomes(invented, good)).toEqual([waits, { kind: 'accepted' }])
    await sayAllKeysHere(custodyOf(under))
    const kase = {
      kind: 'case',
      caseKind: 'key-unknown',
      choices: ['settle-again', 'cancel'],
      asked: 'head-office',
    }
    expect(await till.outcomes(invented)).toMatchObject([kase])
    expect(await till.outcomes(invented)).toMatchObject([kase])
    await assertInvariants(database)
    const decide = async (caseVersion: number) => {
      const [outcome] = await till.outcomes(invented)
      if (outcome?.kind !== 'case') throw new Error('no case')
      const body = { caseVersion, decision: { choice: 'settle-again' } }
      return (await under.asAdministrator('POST', `/v1/cases/${outcome.caseId}/resolution`, body)).json()
    }
    expect(await decide(1)).toMatchObject({ operation: { caseKind: 'key-unknown', version: 2 } })
    // It was another server's after all, and its key is found.
    const wrappedKey = wrapJwk(custodyOf(under).wrapping, { keyId, jwk })
    const createdAt = '2026-11-01T00:00:00.000Z'
    await database
      .insertInto('serverKeys')
      .values({ keyId, purpose: 'sealing', wrappedKey, createdAt, retiredAt: createdAt })
      .execute()
    expect(await decide(2)).toMatchObject({ operation: { kind: 'accepted' } })
    await assertInvariants(database)
  })

  test('[KE11] [IN32] what is settled again once its key is found waits for what it rests on, as if it had just come', async () => {
    const { database } = under.api.context
    const till = await under.newTill()
    const { keyId, jwk } = await newPrivateKey('ECDH-ES')
    await sayAllKeysHere(custodyOf(under))
    const issued = till.configuration
    till.configuration = { ...issued, sealing: { keyId, publicKey: publicPart(jwk) } }
    const { check, registered } = await recordCustomer(till, {
      email: 'rests@example.pt',
      devices: [kit('AAAAAAAAAAA5')],
    })
    till.configuration = issued
    const cases = (await till.outcomes(check, registered)).map(caseIn)
    expect(cases.map(({ caseKind }) => caseKind)).toEqual(['key-unknown', 'key-unknown'])
    const wrappedKey = wrapJwk(custodyOf(under).wrapping, { keyId, jwk })
    const createdAt = '2026-11-01T00:00:00.000Z'
    await database
      .insertInto('serverKeys')
      .values({ keyId, purpose: 'sealing', wrappedKey, createdAt, retiredAt: createdAt })
      .execute()
    const unread = async () => {
      const { safe } = under.api.context
      const standings = await sealingKeyStandings(custodyOf(under), { database, safe })
      return standings.find((one) => one.keyId === keyId)?.needs?.unread
    }
    expect(await unread()).toBe(2)
    const settleAgain = async (kase: (typeof cases)[number] | undefined) => {
      const body = { caseVersion: kase?.version, decision: { choice: 'settle-again' } }
      return (await under.asAdministrator('POST', `/v1/cases/${kase?.caseId}/resolution`, body)).json()
    }
    expect(await settleAgain(cases[1])).toEqual({
      outcome: 'accepted',
      operation: { kind: 'waiting', on: [check.id] },
    })
    expect(await settleAgain(cases[0])).toMatchObject({ operation: { kind: 'accepted' } })
    expect(await askOutcomes(till, registered)).toEqual([{ kind: 'accepted' }])
    // They are kept as read: nothing needs that key any more [KE4].
    const kept = database
      .selectFrom('inbox')
      .select('payload')
      .where('operationId', 'in', [check.id, registered.id])
    expect((await kept.execute()).filter(({ payload }) => payload === null)).toEqual([])
    expect(await unread()).toBe(0)
    await assertInvariants(database)
  })

  test('[KE11] what is sealed to a key that was destroyed is waited for: an escrow copy may bring it back', async () => {
    const till = await under.newTill()
    const { keyId } = till.configuration.sealing
    const record = await till.record({ operation: ageCheck(till.terminalId) })
    const { database } = under.api.context
    const { unsealing } = under.api.context.keys.sealing
    const before = await database
      .selectFrom('serverKeys')
      .selectAll()
      .where('keyId', '=', keyId)
      .executeTakeFirstOrThrow()
    const destroyedAt = '2026-11-22T12:00:00.000Z'
    await database
      .updateTable('serverKeys')
      .set({ wrappedKey: null, destroyedAt })
      .where('keyId', '=', keyId)
      .execute()
    expect(await sealingKeys(custodyOf(under).wrapping).unsealing(database)(keyId)).toBe('missing')
    await database
      .updateTable('serverKeys')
      .set({ wrappedKey: before.wrappedKey, destroyedAt: null })
      .where('keyId', '=', keyId)
      .execute()
    expect(await unsealing(database)(keyId)).toBeInstanceOf(CryptoKey)
    expect(await till.outcomes(record)).toEqual([{ kind: 'accepted' }])
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
