import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importResponseSchema } from '#shared/contracts/messages/imports.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import type { FakeTill } from './fake-till.ts'
import { ageCheck, kit, operation } from './payloads.ts'
import { recordCustomer } from './registering.ts'
import type { SignedIn } from './signed-in.ts'

describe(`a sealed export at head office on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let boss: SignedIn
  let devices = 0
  beforeAll(async () => {
    under = await startApi()
    boss = await under.signIn('boss', ['fleet'])
  })
  afterAll(async () => under.stop())

  const revoke = async (till: FakeTill) =>
    under.asAdministrator('POST', `/v1/terminals/${till.terminalId}/revocation`, { reason: 'stolen' })
  const customer = async (till: FakeTill) => {
    devices += 1
    const { check, registered } = await recordCustomer(till, {
      email: `c${devices}@example.pt`,
      devices: [kit(`MPRTAAAAAA${String(devices).padStart(2, 'A')}`)],
    })
    return [check, registered]
  }
  const post = async (till: FakeTill, operations: readonly unknown[]) =>
    under.asAdministrator('POST', `/v1/terminals/${till.terminalId}/imports`, {
      contractVersion: 1,
      operations,
    })
  const imported = async (till: FakeTill, operations: readonly unknown[]) =>
    importResponseSchema.parse(await (await post(till, operations)).json())
  const accounts = async () =>
    Number(
      (
        await under.api.context.database
          .selectFrom('accounts')
          .select(({ fn }) => fn.countAll().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    )
  const chainOf = async (till: FakeTill) =>
    (await under.asAdministrator('GET', `/v1/terminals/${till.terminalId}/chain`)).json()
  /** The file as a till writes it. */
  const fileOf = (till: FakeTill, records: readonly SealedEnvelope[], bend: object = {}) =>
    [
      {
        format: 'counterside-sealed-export',
        version: 1,
        contractVersion: 1,
        realm: 'practice',
        terminalId: till.terminalId,
        madeAt: '2026-11-22T11:00:00.000Z',
        ...bend,
      },
      ...records,
      { end: true, records: records.length },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('')
  const upload = async (text: string, by: SignedIn | null = boss) => {
    const form = new FormData()
    form.set('file', new Blob([text]), 'counterside-x.sealed')
    const headers = by === null ? { origin: under.url } : { cookie: by.cookie, origin: under.url }
    const answer = await fetch(`${under.url}/office/fleet/imports`, { method: 'POST', headers, body: form })
    return { status: answer.status, text: await answer.text() }
  }

  test('[IN20] [C18] what a revoked till exported is settled once, also when it comes again', async () => {
    const till = await under.newTill()
    const records = await customer(till)
    await till.renewToken()
    await revoke(till)
    expect((await till.post(records)).status).toBe(403)
    const before = await accounts()
    const first = await imported(till, records)
    expect(first).toMatchObject({
      known: 0,
      results: [{ outcome: { kind: 'accepted' } }, { outcome: { kind: 'accepted' } }],
    })
    expect(await accounts()).toBe(before + 1)
    expect(await imported(till, records)).toEqual({ ...first, known: 2 })
    expect(await accounts()).toBe(before + 1)
    expect(await chainOf(till)).toMatchObject({ epochs: [{ held: 2, contiguousSequence: 2, intact: true }] })
  })

  test('[IN20] [D20] a file with what is here already and what is not counts each once, also over two files', async () => {
    const till = await under.newTill()
    const settled = await customer(till)
    expect(await till.outcomes(...settled)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }])
    await revoke(till)
    const unsent = await customer(till)
    const before = await accounts()
    expect((await upload(fileOf(till, [...settled, ...unsent]))).text).toContain(
      '2 records are taken. Each counts once.',
    )
    expect((await upload(fileOf(till, [...unsent, ...settled]))).text).toContain(
      'Every record of the file was here before. Nothing was changed.',
    )
    expect(await accounts()).toBe(before + 1)
    expect(await chainOf(till)).toMatchObject({ epochs: [{ held: 4, intact: true, gaps: [], forks: [] }] })
  })

  test('[IN20] [IN23] [IN24] [RT6] what was erased does not come to life again through a file, nor does what is late of the same customer', async () => {
    const till = await under.newTill()
    const [check, registered] = await customer(till)
    if (check === undefined || registered === undefined) throw new Error('no customer')
    await till.outcomes(check, registered)
    const { aggregateId } = registered
    const about = { aggregateId, dependsOn: [registered.id] }
    const added = await till.record({
      operation: operation('device-added', { device: kit('MPRTERASED01'), registration: registered.id }),
      ...about,
    })
    const removal = await till.record({
      operation: operation('removal-request', {
        who: { by: 'record', registration: registered.id },
        document: 'citizen-card',
      }),
      ...about,
    })
    expect(await till.outcomes(removal)).toEqual([{ kind: 'accepted' }])
    await revoke(till)
    const before = await accounts()
    const { results, known } = await imported(till, [check, registered, added, removal])
    expect(known).toBe(3)
    expect(results.map(({ outcome }) => outcome.kind)).toEqual(['accepted', 'accepted', 'erased', 'accepted'])
    expect(await accounts()).toBe(before)
    expect((await under.asAdministrator('GET', `/v1/accounts/${aggregateId}`)).status).toBe(404)
    expect((await under.asAdministrator('GET', '/v1/devices/MPRTERASED01')).status).toBe(404)
    const kept = await under.api.context.database
      .selectFrom('inbox')
      .select(['sealedPayload', 'payload'])
      .where('operationId', 'in', [registered.id, added.id, removal.id])
      .execute()
    expect(kept).toEqual(Array.from({ length: 3 }, () => ({ sealedPayload: null, payload: null })))
  })

  test('[IN20] [IN2] a till that sends the same later is told the same, and nothing is doubled', async () => {
    const till = await under.newTill()
    const [check, registered] = await customer(till)
    await imported(till, [registered, check])
    const before = await accounts()
    expect(await till.outcomes(check, registered)).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }])
    expect(await accounts()).toBe(before)
  })

  test('[IN20] a terminal is not heard of because its records were imported', async () => {
    const till = await under.newTill()
    const heardAt = new Date(under.clock.wallMs())
    under.clock.advance(60_000)
    await imported(till, await customer(till))
    const { lastSeenAt } = await under.api.context.database
      .selectFrom('terminals')
      .select('lastSeenAt')
      .where('terminalId', '=', till.terminalId)
      .executeTakeFirstOrThrow()
    expect(lastSeenAt).toEqual(heardAt)
  })

  test('[IN4] [IN20] a record that proves nothing is kept aside, and the rest is taken', async () => {
    const till = await under.newTill()
    const other = await under.newTill()
    const records = await customer(till)
    const [foreign] = await customer(other)
    const { results } = await imported(till, [
      ...records,
      foreign,
      { ...records[1], id: foreign?.id, sequence: 9 },
    ])
    expect(results.map(({ outcome }) => outcome.kind)).toEqual([
      'accepted',
      'accepted',
      'quarantined',
      'quarantined',
    ])
  })

  test('[C33] only an administrator of the fleet imports, never a terminal; an unknown terminal is not there', async () => {
    const till = await under.newTill()
    const records = await customer(till)
    expect((await till.ask('POST', '/imports', { contractVersion: 1, operations: records })).status).toBe(401)
    const deciding = await under.signIn('deciding', ['cases'])
    const body = { contractVersion: 1, operations: records }
    expect((await deciding.ask('POST', `/v1/terminals/${till.terminalId}/imports`, body)).status).toBe(403)
    const path = '/v1/terminals/01900000-0000-7000-8000-00000000dead/imports'
    expect((await under.asAdministrator('POST', path, body)).status).toBe(404)
    expect((await upload(fileOf(till, records), deciding)).status).toBe(403)
    expect((await upload(fileOf(till, records), null)).status).toBe(403)
    expect(await chainOf(till)).toMatchObject({ epochs: [{ held: 0 }] })
  })

  test('[IN20] head office uploads the file and reads what became of it; again it says that nothing changed', async () => {
    const till = await under.newTill()
    await revoke(till)
    const records = [...(await customer(till)), ...(await customer(till))]
    const first = await upload(fileOf(till, records))
    expect(first.status).toBe(200)
    expect(first.text).toContain('4 records are taken. Each counts once.')
    expect((await upload(fileOf(till, records))).text).toContain('Every record of the file was here before.')
    const { detail } = await under.api.context.database
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'records-imported')
      .where('subject', '=', till.terminalId)
      .orderBy('at')
      .executeTakeFirstOrThrow()
    expect(detail).toBe('4 records, 0 known')
  })

  test('[IN20] more records than a batch takes go in one file', async () => {
    const till = await under.newTill()
    const records: SealedEnvelope[] = []
    for (let count = 0; count < 51; count += 1) records.push(...(await customer(till)))
    expect((await upload(fileOf(till, records))).text).toContain('102 records are taken.')
    expect(await chainOf(till)).toMatchObject({ epochs: [{ held: 102, intact: true }] })
  })

  test('[IN20] a file that was cut off gives what can be read of it and says so', async () => {
    const till = await under.newTill()
    const records = await customer(till)
    const whole = fileOf(till, records)
    const { text } = await upload(whole.slice(0, whole.lastIndexOf('"signature"')))
    expect(text).toContain('1 record is taken.')
    expect(text).toContain('The file is not whole')
    expect(text).toContain('1 line of the file is no record')
  })

  test('[IN20] a byte that turned costs at most the line it stands in, and that is said; nothing counts twice', async () => {
    const till = await under.newTill()
    const whole = fileOf(till, await customer(till))
    const before = await accounts()
    const headerEnd = whole.indexOf('\n')
    const inHeader = [0, 12, headerEnd - 1, headerEnd]
    const [second, last] = [whole.indexOf('\n', headerEnd + 1), whole.lastIndexOf('{')]
    for (const at of [...inHeader, second - 3, second, last, last + 3, whole.length - 3]) {
      const turned = whole.slice(0, at) + String.fromCharCode(whole.charCodeAt(at) ^ 1) + whole.slice(at + 1)
      const { text } = await upload(turned)
      expect(text, `byte ${at}`).toMatch(/The file is not whole|1 record of the file does not prove/)
    }
    expect((await upload(whole)).text).toContain('Every record of the file was here before')
    expect(await accounts()).toBe(before + 1)
  })

  test('[IN20] a file whose first line is gone gives every record of it, the first one too', async () => {
    const till = await under.newTill()
    const whole = fileOf(till, await customer(till))
    const { text } = await upload(whole.slice(whole.indexOf('\n') + 1))
    expect(text).toContain('2 records are taken.')
    expect(text).toContain('The file is not whole')
  })

  test('[IN20] a file that is imported twice at once counts once', async () => {
    const till = await under.newTill()
    const file = fileOf(till, await customer(till))
    const before = await accounts()
    const answers = await Promise.all([upload(file), upload(file), upload(file)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await accounts()).toBe(before + 1)
    expect(await chainOf(till)).toMatchObject({ epochs: [{ held: 2, intact: true, forks: [] }] })
  })

  test('[IN20] a line that stands there twice is one record in every word', async () => {
    const till = await under.newTill()
    const lines = fileOf(till, await customer(till))
      .trimEnd()
      .split('\n')
    const { text } = await upload([...lines.slice(0, 2), ...lines.slice(1)].join('\n'))
    expect(text).toContain('2 records are taken. Each counts once.')
    expect(await chainOf(till)).toMatchObject({ epochs: [{ held: 2, intact: true, forks: [] }] })
  })

  test('[IN20] two files in one, of two tills: what is of the first is taken, the rest is kept aside, and both are said', async () => {
    const till = await under.newTill()
    const other = await under.newTill()
    const both = fileOf(till, await customer(till)) + fileOf(other, await customer(other))
    const { text } = await upload(both)
    expect(text).toContain('2 records are taken. Each counts once.')
    expect(text).toContain('2 records of the file do not prove to be of this till')
    expect(text).toContain('The file is not whole')
    expect(await chainOf(other)).toMatchObject({ epochs: [{ held: 0 }] })
  })

  test('[IN20] records in any order are taken whole', async () => {
    const till = await under.newTill()
    const records = [...(await customer(till)), ...(await customer(till))]
    expect((await upload(fileOf(till, records.toReversed()))).text).toContain('4 records are taken.')
    expect(await chainOf(till)).toMatchObject({ epochs: [{ held: 4, intact: true, gaps: [] }] })
  })

  test('[IN20] nothing is taken that the audit does not hold: both stand or fall together', async () => {
    const till = await under.newTill()
    const records: SealedEnvelope[] = []
    for (let count = 0; count < 51; count += 1) records.push(...(await customer(till)))
    const file = fileOf(till, records)
    const { database } = under.api.context
    await sql`CREATE FUNCTION refuse_imports() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.detail = '2 records, 0 known' THEN RAISE 'no audit: a test'; END IF; RETURN NEW; END $$`.execute(
      database,
    )
    await sql`CREATE TRIGGER refuse_imports BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION refuse_imports()`.execute(
      database,
    )
    const failed = await upload(file)
    expect(failed.status).toBe(500)
    expect(failed.text).toContain('A part of what was not may have been done all the same')
    expect(await chainOf(till)).toMatchObject({ epochs: [{ held: 100 }] })
    await sql`DROP TRIGGER refuse_imports ON audit`.execute(database)
    expect((await upload(file)).text).toContain('2 records are taken.')
    expect(await chainOf(till)).toMatchObject({ epochs: [{ held: 102, intact: true }] })
  })

  test('[IN4] [IN20] a file that names another till than the one that wrote it counts nothing, and that is said', async () => {
    const till = await under.newTill()
    const other = await under.newTill()
    const before = await accounts()
    const wrong = fileOf(till, await customer(till), { terminalId: other.terminalId })
    for (let time = 1; time <= 2; time += 1) {
      const { text } = await upload(wrong)
      expect(text).toContain('2 records of the file do not prove to be of this till, or cannot be read')
      expect(text).not.toMatch(/\d records? (is|are) taken/)
    }
    expect(await accounts()).toBe(before)
    // The right file settles all of it afterwards.
    const right = wrong.replace(other.terminalId, till.terminalId)
    expect((await upload(right)).text).toContain('2 records are taken. Each counts once.')
    expect(await accounts()).toBe(before + 1)
  })

  test('[IN20] what was put aside before is said to be aside, and takes nothing from what is taken', async () => {
    const till = await under.newTill()
    const unknown = await till.record({ operation: ageCheck(till.terminalId), type: 'gift-card' })
    await till.outcomes(unknown)
    await revoke(till)
    const file = fileOf(till, [unknown, ...(await customer(till))])
    const { text } = await upload(file)
    expect(text).toContain('1 record of the file does not prove')
    expect(text).toContain('2 records are taken.')
    expect((await upload(file)).text).not.toMatch(/\d records? (is|are) taken|Every record/)
  })

  test.each([
    ['something else', () => 'PK\u0003\u0004 not an export', 'this is not a sealed export'],
    ['nothing', () => '', 'no file was chosen'],
    [
      'a file of the other realm',
      (till: FakeTill) => fileOf(till, [], { realm: 'live' }),
      'practice and real records do not mix',
    ],
  ])('[IN20] %s is refused in words and changes nothing', async (_name, make, words) => {
    const till = await under.newTill()
    expect((await upload(make(till))).text).toContain(words)
  })
})
