import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TerminalEventPayload } from '#shared/contracts/operations/terminal-event.ts'
import { TROUBLE_DAYS, listToldEvents, listTroubles } from '#account-api/reports/terminal-events.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { FakeTill } from './fake-till.ts'
import { operation } from './payloads.ts'

const DAY = 86_400_000

describe(`what tills say of themselves, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  beforeAll(async () => void (under = await startApi()))
  afterAll(async () => under.stop())

  const tell = async (till: FakeTill, kind: TerminalEventPayload['kind'], detail: string | null = null) => {
    const event = operation('terminal-event', { kind, detail, appVersion: '0.1.0' })
    const told = await till.record({ operation: event, aggregateId: till.terminalId, operatorId: null })
    await till.renewToken()
    await till.deliver(told)
  }
  const eventsOf = async (till: FakeTill) => {
    const events = await listToldEvents(under.api.context.database, till.terminalId)
    return events.map(({ kind, detail }) => [kind, detail])
  }
  const troublesOf = async (till: FakeTill) => {
    const troubles = await listTroubles(under.api.context)
    return troubles.flatMap(({ terminalId, kind, detail }) =>
      terminalId === till.terminalId ? [[kind, detail]] : [],
    )
  }

  test('[FN6] a till’s last words are told, what came last first, without its starts', async () => {
    const till = await under.newTill()
    expect(await eventsOf(till)).toEqual([])
    await tell(till, 'started')
    await tell(till, 'clock-changed')
    await tell(till, 'mirror-lost', 'no-space')
    await tell(till, 'export-made', '3 records, 1 files')
    expect(await eventsOf(till)).toEqual([
      ['export-made', '3 records, 1 files'],
      ['mirror-lost', 'no-space'],
      ['clock-changed', null],
    ])
  })

  test('[FN6] what is wrong is told of the whole fleet, of each kind the last; what is not wrong is no trouble', async () => {
    const till = await under.newTill()
    await tell(till, 'store-damaged', 'journal frames 3-5')
    await tell(till, 'mirror-lost', 'not-there')
    await tell(till, 'store-rebuilt')
    under.clock.advance(1000)
    await tell(till, 'store-damaged', 'records 1:4')
    expect(await troublesOf(till)).toEqual([
      ['store-damaged', 'records 1:4'],
      ['mirror-lost', 'not-there'],
    ])
  })

  test('[FN6] a trouble is over when the till is enrolled anew, is revoked, or after thirty days', async () => {
    const [till, revoked] = [await under.newTill(), await under.newTill()]
    await tell(till, 'mirror-lost', 'damaged')
    await tell(revoked, 'store-damaged')
    await under.asAdministrator('POST', `/v1/terminals/${revoked.terminalId}/revocation`, {
      reason: 'stolen',
    })
    expect(await troublesOf(revoked)).toEqual([])
    under.clock.advance(TROUBLE_DAYS * DAY - 60_000)
    expect(await troublesOf(till)).toEqual([['mirror-lost', 'damaged']])
    under.clock.advance(120_000)
    expect(await troublesOf(till)).toEqual([])
    const anew = await FakeTill.enrol({ url: under.url, code: await under.newCode(till.terminalId) })
    await tell(anew, 'no-keystore')
    expect(await troublesOf(anew)).toEqual([['no-keystore', null]])
    const again = await FakeTill.enrol({ url: under.url, code: await under.newCode(till.terminalId) })
    expect(await troublesOf(again)).toEqual([])
    expect(await eventsOf(again)).toHaveLength(2)
  })

  test('[FN6] however many tills say that something is wrong, none is left out', async () => {
    const till = await under.newTill()
    await tell(till, 'mirror-lost', 'not-there')
    const { database } = under.api.context
    const others = Array.from({ length: 250 }, () => randomUUID())
    for (const table of ['terminals', 'inbox', 'terminal_events']) {
      const own = table === 'terminals' ? sql`'{}'::jsonb` : sql`jsonb_build_object('operation_id', other)`
      await sql`INSERT INTO ${sql.table(table)}
        SELECT copy.* FROM ${sql.table(table)} AS source, unnest(${others}::uuid[]) AS other,
          jsonb_populate_record(source, ${own} || jsonb_build_object('terminal_id', other, 'received_at', now() + interval '9 years')) AS copy
        WHERE source.terminal_id = ${till.terminalId}`.execute(database)
    }
    expect(await listTroubles(under.api.context)).toHaveLength(251)
    expect(await troublesOf(till)).toEqual([['mirror-lost', 'not-there']])
  })
})
