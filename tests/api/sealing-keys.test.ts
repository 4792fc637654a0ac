import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { destroySealingKey } from '#account-api/keys/destroy-sealing-key.ts'
import { noteEscrow } from '#account-api/keys/make-escrow.ts'
import { rotateSealingKey } from '#account-api/keys/rotate-sealing-key.ts'
import { sealingKeyStandings } from '#account-api/keys/sealing-key-standing.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { FakeTill } from './fake-till.ts'
import { custodyOf } from './keys-in-hand.ts'
import { ageCheck, operation } from './payloads.ts'

const DAY_MS = 86_400_000
const ACCEPTED = { kind: 'accepted' }

describe(`sealing keys on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => {
    under = await startApi()
  })
  afterAll(async () => under.stop())

  const tills: FakeTill[] = []
  const newTill = async () => {
    const till = await under.newTill()
    tills.push(till)
    return till
  }
  /** Tills of other tests, which are given up. */
  const others = (...mine: readonly FakeTill[]) =>
    tills.filter((till) => !mine.includes(till)).map(({ terminalId }) => terminalId)

  const check = async (till: FakeTill) => till.record({ operation: ageCheck(till.terminalId) })
  const rotate = async () => rotateSealingKey(custodyOf(under))
  const inUse = async () => (await under.api.context.keys.sealing.newest(under.api.context.database)).keyId
  const escrowed = async (keyId: string) =>
    noteEscrow(custodyOf(under), { keyIds: [keyId], fingerprint: 'test' })
  const destroy = async (keyId: string, givenUp: readonly string[] = []) =>
    destroySealingKey(custodyOf(under), { safe: under.api.context.safe, keyId, givenUp })
  const standing = async (keyId: string) => {
    const { database, safe } = under.api.context
    const standings = await sealingKeyStandings(custodyOf(under), { database, safe })
    return standings.find((key) => key.keyId === keyId)
  }
  const inNeed = async (keyId: string, ...mine: readonly FakeTill[]) =>
    (await standing(keyId))?.needs?.terminals
      .filter(({ terminalId }) => !others(...mine).includes(terminalId))
      .map(({ terminalId, epoch }) => [terminalId, epoch])

  test('[KE1] a new key comes by signed configuration, and what was sealed to either is opened', async () => {
    const till = await newTill()
    const before = await check(till)
    const keyId = await rotate()
    expect(till.configuration.sealing.keyId).not.toBe(keyId)
    const stillOld = await check(till)
    const { version } = till.configuration
    await till.refresh()
    expect(till.configuration).toMatchObject({ version: version + 1, sealing: { keyId } })
    const after = await check(till)
    expect(await till.outcomes(before, stillOld, after)).toEqual([ACCEPTED, ACCEPTED, ACCEPTED])
    expect(after.keyId).toBe(keyId)
    const { database, keys } = under.api.context
    const held = await database.selectFrom('serverKeys').selectAll().where('keyId', '=', keyId).execute()
    expect(JSON.stringify(held)).not.toContain('"d"')
    expect(await keys.sealing.unsealing(database)(before.keyId)).toBeInstanceOf(CryptoKey)
  })

  test('[KE3] [KE5] an old key is destroyed once every till moved on, and until then the tills are named', async () => {
    const [quick, slow] = [await newTill(), await newTill()]
    await quick.deliver(await check(quick))
    await slow.deliver(await check(slow))
    const old = await inUse()
    await rotate()
    expect(await destroy(old)).toEqual({ ok: false, failure: { reason: 'not-in-escrow' } })
    await escrowed(old)
    await quick.refresh()
    const late = await check(slow)
    await slow.refresh()
    const moved = await check(quick)
    expect(await inNeed(old, quick, slow)).toHaveLength(2)
    await quick.deliver(moved)
    expect(await inNeed(old, quick, slow)).toEqual([[slow.terminalId, 1]])
    expect(await destroy(old, others(quick, slow))).toMatchObject({
      ok: false,
      failure: {
        reason: 'needed',
        needs: { terminals: [{ terminalId: slow.terminalId, isRevoked: false }] },
      },
    })
    // The newer record alone proves nothing of the one that is missing before it.
    const newer = await check(slow)
    await slow.deliver(newer)
    expect(await inNeed(old, quick, slow)).toEqual([[slow.terminalId, 1]])
    await slow.deliver(late)
    expect(await destroy(old, others(quick, slow))).toEqual({ ok: true, value: null })
    expect(await standing(old)).toMatchObject({ state: 'destroyed', needs: null })
    expect(await destroy(old)).toEqual({ ok: false, failure: { reason: 'destroyed-already' } })
    // What was read is kept as read.
    const fresh = await check(quick)
    expect(await quick.outcomes(moved, fresh)).toEqual([ACCEPTED, ACCEPTED])
  })

  test('[KE3] a record counts only once it would survive the loss of the server', async () => {
    const till = await newTill()
    await till.deliver(await check(till))
    const old = await inUse()
    await rotate()
    await till.refresh()
    await till.deliver(await check(till))
    const custody = { ...custodyOf(under), backupLagMs: DAY_MS }
    const needed = async () => {
      const { database, safe } = under.api.context
      const standings = await sealingKeyStandings(custody, { database, safe })
      const key = standings.find(({ keyId }) => keyId === old)
      return key?.needs?.terminals.some(({ terminalId }) => terminalId === till.terminalId)
    }
    expect(await needed()).toBe(true)
    under.clock.advance(DAY_MS + 1000)
    expect(await needed()).toBe(false)
  })

  test('[KE3] [KE5] a revoked till needs its key until it is given up by name; one enrolled later never does', async () => {
    const lost = await newTill()
    await lost.deliver(await check(lost))
    const old = await inUse()
    await rotate()
    await escrowed(old)
    const path = `/v1/terminals/${lost.terminalId}/revocation`
    await under.asAdministrator('POST', path, { reason: 'stolen' })
    under.clock.advance(2 * DAY_MS)
    const young = await newTill()
    expect(await inNeed(old, lost, young)).toEqual([[lost.terminalId, 1]])
    expect(await destroy(old, others(lost))).toMatchObject({ failure: { reason: 'needed' } })
    expect(await destroy(old, [lost.terminalId, ...others(lost)])).toEqual({ ok: true, value: null })
    const audited = await under.api.context.database
      .selectFrom('audit')
      .select(['action', 'detail'])
      .where('subject', '=', old)
      .execute()
    expect(audited).toContainEqual({ action: 'sealing-key-destroyed', detail: null })
    expect(audited).toContainEqual({ action: 'terminal-given-up-for-key', detail: lost.terminalId })
  })

  test('[KE3] an epoch that is over needs its key until all that it said it wrote is here', async () => {
    const till = await newTill()
    const [sent, unsent] = [await check(till), await check(till)]
    await till.deliver(sent)
    const old = await inUse()
    await rotate()
    const again = await under.newCode(till.terminalId)
    const { terminalId, epoch } = till
    const renewed = await FakeTill.enrol({
      url: under.url,
      code: again,
      previous: { terminalId, epoch } as never,
    })
    await renewed.deliver(await check(renewed))
    expect(await inNeed(old, till)).toEqual([[terminalId, 1]])
    await renewed.deliver(unsent)
    expect(await inNeed(old, till)).toEqual([])
  })

  test('[KE4] a record that nobody could read yet keeps its key', async () => {
    const till = await newTill()
    const tomorrow = await till.record({ operation: ageCheck(till.terminalId), type: 'of-a-later-version' })
    await till.deliver(tomorrow)
    const old = await inUse()
    await rotate()
    await escrowed(old)
    await till.refresh()
    await till.deliver(await check(till))
    expect(await destroy(old, others())).toMatchObject({
      failure: { reason: 'needed', needs: { terminals: [], unread: 1 } },
    })
  })

  test('[KE4] an open case whose other record only the key opens keeps it', async () => {
    const till = await newTill()
    const first = await check(till)
    const second = await till.record({
      id: first.id,
      operation: operation('take-back', { kind: 'battery', count: 1 }),
    })
    await till.deliver(first, second)
    const old = await inUse()
    await rotate()
    await escrowed(old)
    await till.refresh()
    await till.deliver(await check(till))
    expect(await destroy(old, others())).toMatchObject({
      failure: { reason: 'needed', needs: { terminals: [], cases: [expect.any(String)] } },
    })
  })

  test('[KE5] the key in use and one that nobody knows are not destroyed', async () => {
    expect(await destroy(await inUse())).toEqual({ ok: false, failure: { reason: 'in-use' } })
    expect(await destroy('another')).toEqual({ ok: false, failure: { reason: 'unknown' } })
  })
})
