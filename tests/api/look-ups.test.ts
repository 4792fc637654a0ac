import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookUpAccount } from '#account-api/look-ups/look-up-account.ts'
import { aggregateIdSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { lookUpSchema } from '#shared/contracts/messages/look-ups.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { caseIn, recordDecision } from './cases-of-a-till.ts'
import { confirmAddress, FakeMail } from './fake-mail.ts'
import { mintId } from './fake-till.ts'
import type { FakeTill } from './fake-till.ts'
import { answerOf, askLookUp, find, INES, registerCustomer } from './looking-up.ts'
import { kit, operation } from './payloads.ts'

const HOUR_MS = 3_600_000

describe(`look-ups at the desk on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let home: FakeTill
  let till: FakeTill
  let mail: FakeMail
  beforeAll(async () => {
    under = await startApi({ trustedProxy: '127.0.0.1' })
    home = await under.newTill()
    mail = new FakeMail()
  })
  afterAll(async () => under.stop())

  const byDevice = (deviceId: string) => ({ by: 'device' as const, deviceId })
  const byEmail = (email: string) => ({ by: 'email' as const, email })
  const wrong = { dateOfBirth: '1990-02-15' }
  /** Time goes by; a token lives ten minutes. */
  const pass = async (ms: number, ...desks: readonly FakeTill[]) => {
    under.clock.advance(ms)
    for (const desk of [home, till, ...desks]) await desk.renewToken()
  }
  const newDesk = async () => (till = await under.newTill())
  const customer = async (email: string, device: string) => registerCustomer(home, { email, device })

  test('[R15] [LU1] an account is found by a device or its e-mail with what the document shows, never by less', async () => {
    await newDesk()
    const registered = await customer('found@example.pt', 'FNDAAAAAAAA1')
    const match = await find(till, byDevice('FNDAAAAAAAA1'))
    expect(match.aggregateId).toBe(registered.aggregateId)
    expect(await find(till, byEmail(' FOUND@example.PT '.trim()))).toMatchObject({ answer: 'match' })
    for (const bend of [wrong, { givenName: 'Rita' }, { familyName: 'Silva' }, { familyName: 'Ávila' }]) {
      const answer = await answerOf(await askLookUp(till, byEmail('found@example.pt'), bend))
      expect(answer).toMatchObject({ answer: 'no-match' })
      await find(till, byEmail('found@example.pt'))
    }
    for (const named of [undefined, {}, { by: 'name' }, { by: 'device', deviceId: '' }]) {
      const response = await till.ask('POST', '/look-ups', {
        named,
        document: 'citizen-card',
        operatorId: 'a1',
        ...INES,
      })
      expect(await answerOf(response)).toBe('malformed-request')
    }
  })

  test('[R15] [C33] [LU2] wrong and unknown are one answer: the same bodies, and the same statements in the same order', async () => {
    await newDesk()
    await customer('known@example.pt', 'FNDBAAAAAAA1')
    const pairs = [
      [byDevice('FNDBAAAAAAA1'), byDevice('FNDBAAAAAAA9')],
      [byEmail('known@example.pt'), byEmail('nobody@example.pt')],
    ] as const
    for (const [known, unknown] of pairs) {
      const bodies = [known, unknown].map(async (named) => (await askLookUp(till, named, wrong)).text())
      const [ofKnown, ofUnknown] = await Promise.all(bodies)
      expect(ofKnown).toBe(ofUnknown)
    }
    const statements: string[] = []
    const watching: KyselyPlugin = {
      transformQuery: ({ node }) => {
        // The same but for the values.
        const hidden = (key: string, value: unknown) =>
          key === 'value' || (key === 'values' && Array.isArray(value)) ? '?' : value
        statements.push(JSON.stringify(node, hidden))
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const watched = { ...under.api.context, database: under.api.context.database.withPlugin(watching) }
    const asked = async (named: unknown) => {
      statements.length = 0
      const { storeId } = till.configuration.store
      const terminalId = terminalIdSchema.parse((await under.newTill()).terminalId)
      statements.length = 0
      const lookUp = lookUpSchema.parse({ ...INES, ...wrong, document: 'passport', named })
      const answer = await lookUpAccount(watched, { ...lookUp, terminalId, storeId, operatorId: 'a1' })
      expect(answer).toMatchObject({ ok: true, value: { answer: 'no-match' } })
      return [...statements]
    }
    for (const [known, unknown] of pairs) {
      const ofKnown = await asked(known)
      expect(ofKnown.length).toBeGreaterThan(8)
      expect(await asked(unknown)).toEqual(ofKnown)
    }
  })

  test('[R15] [C33] [LU3] three tries for one device or e-mail, known or not, also at two desks at once; after an hour again', async () => {
    await newDesk()
    const other = await under.newTill()
    await customer('tries@example.pt', 'FNDCAAAAAAA1')
    for (const device of ['FNDCAAAAAAA1', 'FNDCAAAAAAA9']) {
      const desks = [till, other, till, other, till]
      const responses = await Promise.all(desks.map(async (desk) => askLookUp(desk, byDevice(device), wrong)))
      const waiting = responses.filter(({ status }) => status === 429)
      expect(waiting).toHaveLength(2)
      expect(Number(waiting[0]?.headers.get('retry-after'))).toBe(3600)
      const answers = await Promise.all(responses.filter(({ status }) => status === 200).map(answerOf))
      expect(answers.map((answer) => JSON.stringify(answer)).toSorted()).toEqual(
        [0, 1, 2].map((triesLeft) => JSON.stringify({ answer: 'no-match', triesLeft })),
      )
      expect(await answerOf(await askLookUp(other, byDevice(device)))).toBe('too-many-requests')
    }
    await pass(HOUR_MS)
    await find(till, byDevice('FNDCAAAAAAA1'))
  })

  test('[R15] [C33] [LU4] by another device of the same account nothing more can be tried, and the answer does not tell that it is the same', async () => {
    await newDesk()
    const registered = await customer('two@example.pt', 'FNDDAAAAAAA1')
    const added = await home.record({
      operation: operation('device-added', { device: kit('FNDDAAAAAAA2'), registration: registered.id }),
      aggregateId: registered.aggregateId,
      dependsOn: [registered.id],
    })
    await home.outcomes(added)
    for (let count = 0; count < 3; count += 1) await askLookUp(till, byDevice('FNDDAAAAAAA1'), wrong)
    expect(await answerOf(await askLookUp(till, byDevice('FNDDAAAAAAA2')))).toEqual({
      answer: 'no-match',
      triesLeft: 2,
    })
    await pass(HOUR_MS)
    await find(till, byDevice('FNDDAAAAAAA2'))
  })

  test('[R15] [C33] [LU5] a terminal that guesses waits, whatever it asks, and a match in between does not help it', async () => {
    await newDesk()
    await customer('own@example.pt', 'FNDEAAAAAAA1')
    for (let count = 0; count < 10; count += 1) {
      await find(till, byEmail('own@example.pt'))
      const guess = await askLookUp(till, byEmail(`guess-${count}@example.pt`))
      expect(guess.status).toBe(200)
    }
    expect(await answerOf(await askLookUp(till, byEmail('own@example.pt')))).toBe('too-many-requests')
    const next = await under.newTill()
    await find(next, byEmail('own@example.pt'))
  })

  test('[R15] [LU3] [LU5] a terminal that waits uses up nobody’s tries, nor does who waits use up those of a terminal', async () => {
    await newDesk()
    await customer('calmo@example.pt', 'FNDEBAAAAAA1')
    for (let count = 0; count < 10; count += 1) await askLookUp(till, byEmail(`outro-${count}@example.pt`))
    for (let count = 0; count < 3; count += 1)
      expect(await answerOf(await askLookUp(till, byEmail('calmo@example.pt')))).toBe('too-many-requests')
    const next = await newDesk()
    expect(await answerOf(await askLookUp(next, byEmail('calmo@example.pt'), wrong))).toEqual({
      answer: 'no-match',
      triesLeft: 2,
    })
    for (let count = 0; count < 9; count += 1) await askLookUp(next, byEmail('ninguem@example.pt'))
    await find(next, byEmail('calmo@example.pt'))
  })

  test('[C33] [LU6] only who is of the roster looks up, and the audit names operator and terminal, not what was asked', async () => {
    await newDesk()
    const registered = await customer('audit@example.pt', 'FNDFAAAAAAA1')
    expect(await answerOf(await askLookUp(till, byDevice('FNDFAAAAAAA1'), { operatorId: 'x9' }))).toBe(
      'forbidden',
    )
    await askLookUp(till, byDevice('FNDFAAAAAAA1'), wrong)
    await askLookUp(till, byDevice('FNDFAAAAAAA9'))
    await find(till, byDevice('FNDFAAAAAAA1'))
    const trace = await under.api.context.database
      .selectFrom('audit')
      .select(['actor', 'subject', 'detail'])
      .where('action', '=', 'account-look-up')
      .where('detail', 'like', `%${till.terminalId}`)
      .execute()
    const at = `terminal ${till.terminalId}`
    const actor = 'operator a1'
    expect(new Set(trace)).toEqual(
      new Set([
        { actor, subject: registered.aggregateId, detail: `no match, ${at}` },
        { actor, subject: 'nobody', detail: `no match, ${at}` },
        { actor, subject: registered.aggregateId, detail: `match, ${at}` },
      ]),
    )
    expect(trace).toHaveLength(3)
    expect(JSON.stringify(under.logged)).not.toMatch(/FNDFAAAAAAA|audit@|Ávila/)
  })

  test('[R15] [LU7] the holder is told by mail of a match and of the third failed try, once, and of nothing else', async () => {
    await newDesk()
    const email = 'told@example.pt'
    await customer(email, 'FNDGAAAAAAA1')
    await confirmAddress(under, mail, email)
    await askLookUp(till, byDevice('FNDGAAAAAAA1'), wrong)
    expect(await mail.sendTo(under, email)).toEqual([])
    await find(till, byDevice('FNDGAAAAAAA1'))
    const [found, ...more] = await mail.sendTo(under, email)
    expect([found?.subject, more]).toEqual(['A sua conta foi aberta numa loja', []])
    for (let count = 0; count < 5; count += 1) await askLookUp(till, byDevice('FNDGAAAAAAA1'), wrong)
    const failed = await mail.sendTo(under, email)
    expect(failed.map(({ subject }) => subject)).toEqual(['Alguém perguntou pela sua conta'])
    expect(failed[0]?.text).not.toMatch(/FNDG|Inês/)
    expect(await mail.sendTo(under, email)).toEqual([])
  })

  test('[R13] [R16] [C33] [LU8] with a match the desk sees devices, choices and open cases, the contact masked, for fifteen minutes; a manager what was before', async () => {
    await newDesk()
    const email = 'view@example.pt'
    const registered = await customer(email, 'FNDJAAAAAAA1')
    const more = { aggregateId: registered.aggregateId, dependsOn: [registered.id] }
    const about = { registration: registered.id }
    const added = operation('device-added', { device: kit('FNDJAAAAAAA2'), ...about })
    const released = operation('device-released', { deviceId: 'FNDJAAAAAAA1', reason: 'lost', ...about })
    await home.outcomes(
      await home.record({ operation: added, ...more }),
      await home.record({ operation: released, ...more }),
    )
    const view = async (lookUpId: string, desk = till) => {
      const response = await desk.ask('GET', `/look-ups/${lookUpId}/account`)
      return [response.status, await response.text()] as const
    }
    const match = await find(till, byDevice('FNDJAAAAAAA2'))
    const [status, text] = await view(match.lookUpId)
    expect([status, JSON.parse(text)]).toMatchObject([
      200,
      {
        email: 'v…@e….pt',
        isEmailConfirmed: false,
        mobilePhone: '…678',
        language: 'pt-PT',
        devices: [{ deviceId: 'FNDJAAAAAAA2', kind: 'kit', isDisputed: false }],
        history: null,
        consents: [
          { purpose: 'marketing', channel: 'email', answer: 'yes' },
          { purpose: 'marketing', channel: 'phone', answer: 'no' },
        ],
        openCases: 0,
        openServiceCases: [],
      },
    ])
    expect(text).not.toMatch(/Inês|Ávila|1990-02-14|Augusta|view@|912345678|FNDJAAAAAAA1/)
    const opened = await home.record({
      operation: operation('guarantee-case', {
        deviceId: 'FNDJAAAAAAA2',
        fault: 'error-light',
        exclusions: { areChecked: true, found: null },
        wanted: { way: 'store' },
        ...about,
      }),
      ...more,
    })
    expect(await home.outcomes(opened)).toMatchObject([{ kind: 'accepted' }])
    expect(JSON.parse((await view(match.lookUpId))[1])).toMatchObject({
      openCases: 0,
      openServiceCases: [{ kind: 'guarantee', masked: '…AAA2' }],
    })
    const managers = await find(till, byDevice('FNDJAAAAAAA2'), { operatorId: 'm1' })
    expect(JSON.parse((await view(managers.lookUpId))[1])).toMatchObject({
      history: expect.arrayContaining([expect.objectContaining({ masked: '…AAA1', event: 'released' })]),
    })
    const stranger = await under.newTill()
    expect((await view(match.lookUpId, stranger))[0]).toBe(404)
    expect((await view(mintId()))[0]).toBe(404)
    await pass(15 * 60_000)
    expect((await view(match.lookUpId))[0]).toBe(404)
  })

  test('[R16] [LU8] open cases of an account that is one with it are seen as well, for a removal waits for them', async () => {
    await newDesk()
    const first = await customer('joins@example.pt', 'FNDPAAAAAAA1')
    await customer('joined@example.pt', 'FNDPAAAAAAA2')
    const about = { aggregateId: first.aggregateId, dependsOn: [first.id] }
    const opened = operation('guarantee-case', {
      deviceId: 'FNDPAAAAAAA1',
      fault: 'error-light',
      exclusions: { areChecked: true, found: null },
      wanted: { way: 'store' },
      registration: first.id,
    })
    const joining = operation('contact-change', {
      fields: { email: 'joined@example.pt' },
      isReadByCustomer: true,
      registration: first.id,
    })
    const wish = await home.record({ operation: joining, ...about })
    const [, kase] = await home.outcomes(await home.record({ operation: opened, ...about }), wish)
    const decision = { choice: 'same-person', documentMatched: true }
    await home.outcomes(await recordDecision(home, { about: wish, kase: caseIn(kase), decision }))
    const { lookUpId } = await find(till, byDevice('FNDPAAAAAAA2'))
    const seen = await till.ask('GET', `/look-ups/${lookUpId}/account`)
    expect(await seen.json()).toMatchObject({
      openCases: 0,
      openServiceCases: [{ kind: 'guarantee', masked: '…AAA1' }],
    })
  })

  test('[C33] [LU9] a terminal writes to no account that it has neither registered nor found, nor long after', async () => {
    await newDesk()
    const stranger = await under.newTill()
    const registered = await customer('writes@example.pt', 'FNDHAAAAAAA1')
    const release = async (desk: FakeTill, occurredAt: string) =>
      desk.record({
        operation: operation('link-request', { link: 'password', registration: null }),
        aggregateId: aggregateIdSchema.parse(registered.aggregateId),
        occurredAt,
      })
    const erase = async (desk: FakeTill) =>
      desk.record({
        operation: operation('removal-request', {
          who: { by: 'record', registration: null },
          document: 'passport',
        }),
        aggregateId: aggregateIdSchema.parse(registered.aggregateId),
      })
    const at = (minutes: number) => new Date(under.clock.wallMs() + minutes * 60_000).toISOString()
    const refused = { kind: 'case', caseKind: 'invalid-field' }
    expect(await stranger.outcomes(await release(stranger, at(0)), await erase(stranger))).toMatchObject([
      refused,
      refused,
    ])
    await find(till, byDevice('FNDHAAAAAAA1'))
    const [meanwhile, late] = [await release(till, at(5)), await release(till, at(25))]
    expect(await stranger.outcomes(await release(stranger, at(0)))).toMatchObject([refused])
    await pass(26 * HOUR_MS)
    expect(await till.outcomes(meanwhile, late)).toMatchObject([{ kind: 'accepted' }, refused])
  })
})
