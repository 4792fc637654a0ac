import {
  enrolmentCodeRequestSchema,
  firstPinCodeRequestSchema,
} from '#shared/contracts/messages/administration.ts'
import type { Fleet, FleetTerminal } from '#shared/contracts/messages/proof.ts'
import { makeEnrolmentCode, makeFirstPinCode } from '../../administration/one-time-codes.ts'
import { writeAudit } from '../../audit.ts'
import { groupBy } from '../../ingest/group-by.ts'
import { listFindings } from '../../reports/list-findings.ts'
import { listFleet } from '../../reports/list-fleet.ts'
import { listTroubles } from '../../reports/terminal-events.ts'
import type { Trouble } from '../../reports/terminal-events.ts'
import { contactPill, keyPill } from '../contact-pills.ts'
import { csvOf } from '../csv.ts'
import { card, heading, input, notice, pager, pill, select, table, tile } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { storeOptions } from '../store-options.ts'
import type { Texts } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import { toldPill, toldWord } from '../told-events.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'
import { codePage } from './one-time-code.ts'

/** Every till, and the codes that begin one. */
export const fleetPages: readonly OfficePage[] = [
  { method: 'GET', path: '/office/fleet', roles: [], answer: fleetPage },
  { method: 'GET', path: '/office/fleet.csv', roles: [], answer: exportFleet },
  {
    method: 'POST',
    path: '/office/enrolment-codes',
    roles: ['fleet'],
    answer: async (visit) => {
      const { storeId, terminalName, terminalId } = visit.form
      const named = terminalId === undefined ? {} : { terminalId }
      const request = enrolmentCodeRequestSchema.safeParse({ storeId, terminalName, ...named })
      if (!request.success) return { kind: 'refused', why: 'malformed' }
      return codePage(visit, {
        made: await makeEnrolmentCode(visit.context, request.data),
        back: '/office/fleet',
      })
    },
  },
  {
    method: 'POST',
    path: '/office/first-pin-codes',
    roles: ['fleet'],
    answer: async (visit) => {
      const request = firstPinCodeRequestSchema.safeParse({
        operatorId: visit.form['operatorId'],
        terminalId: null,
      })
      if (!request.success) return { kind: 'refused', why: 'malformed' }
      return codePage(visit, {
        made: await makeFirstPinCode(visit.context, request.data),
        back: '/office/fleet',
      })
    },
  },
]

async function fleetPage(visit: Visit): Promise<Answer> {
  const { context, texts, query, administrator } = visit
  const { fleet: words } = texts
  const storeId = query['storeId'] === '' ? undefined : query['storeId']
  const page = Number.parseInt(query['page'] ?? '1', 10)
  const fleet = await listFleet(context, { storeId: storeId ?? null, page: page > 0 ? page : 1 })
  const { findings } = await listFindings(context.database)
  const troubles = await listTroubles(context)
  const inTrouble = groupBy(troubles, ({ terminalId }) => terminalId)
  const stores = await storeOptions(context.database)
  const asked = storeId === undefined ? '' : `&storeId=${encodeURIComponent(storeId)}`
  const toCome = fleet.terminals.reduce((sum, { backlog }) => sum + backlog, 0)
  const body = html`${heading(words.title, words.subtitle)}
    ${query['done'] === 'revoked' ? notice('ok', words.revokedNow) : null}
    <ul class="tiles">
      ${tile({ figure: fleet.total, words: words.terminals(fleet.total) })}
      ${tile({ figure: fleet.silent, words: words.silent, tone: 'stop' })}
      ${tile({ figure: toCome, words: words.toCome(toCome), tone: 'wait' })}
      ${tile({ figure: findings.length, words: words.findings(findings.length), tone: 'stop' })}
      ${tile({ figure: inTrouble.size, words: words.troubles(inTrouble.size), tone: 'stop' })}
    </ul>
    <form class="filters" method="get" action="/office/fleet">
      ${select({ name: 'storeId', label: words.store, options: [['', words.allStores], ...stores], value: storeId })}
      <button class="button">${texts.show}</button>
      <a class="button" href="/office/fleet.csv">${texts.export}</a>
    </form>
    <section class="card flush">
      ${table({
        caption: words.title,
        columns: [words.till, words.state, words.backlog, words.lastSeen, words.version],
        rows: fleet.terminals.map((terminal) =>
          rowOf(texts, { terminal, troubles: inTrouble.get(terminal.terminalId) ?? [] }),
        ),
        empty: words.empty,
      })}
    </section>
    ${pager({ ...fleet, words: texts, hrefOf: (other) => `/office/fleet?page=${other}${asked}` })}
    ${administrator.roles.includes('fleet') ? await codeForms(visit, stores) : null}`
  return { kind: 'page', title: words.title, body }
}

function rowOf(
  texts: Texts,
  { terminal, troubles }: { terminal: FleetTerminal; troubles: readonly Trouble[] },
): readonly Html[] {
  const { fleet: words } = texts
  const { timeZone, lastSeenAt, pendingSince } = terminal
  const since = pendingSince === null ? null : words.since(whenIn(texts, { instant: pendingSince, timeZone }))
  const own = troubles.filter(({ kind }) => kind !== 'no-keystore' || terminal.hasKeystore)
  const others = terminal.findings.filter((kind) => kind !== 'silent' && kind !== 'head-ahead')
  return [
    html`<a href="/office/fleet/${terminal.terminalId}"><strong>${terminal.terminalName}</strong></a>
      <small>${terminal.storeName}</small>`,
    html`${contactPill(texts, terminal)} ${others.map((kind) => pill('stop', texts.findings[kind]))}
    ${keyPill(texts, terminal)} ${own.map((trouble) => html` ${toldPill(texts, trouble)}`)}
    ${terminal.configurationRefused === null ? null : pill('stop', words.refusesConfiguration)}`,
    html`<span class="number">${terminal.backlog === 0 ? texts.nothing : terminal.backlog}</span>
      ${since === null ? null : html`<small>${since}</small>`}`,
    html`<span class="moment"
      >${lastSeenAt === null ? texts.never : whenIn(texts, { instant: lastSeenAt, timeZone })}</span
    >`,
    html`${terminal.appVersion}`,
  ]
}

async function codeForms(visit: Visit, stores: readonly (readonly [string, string])[]): Promise<Html> {
  const { fleet: words } = visit.texts
  const operators = await visit.context.database
    .selectFrom('operators')
    .select(['operatorId', 'name'])
    .orderBy('name')
    .execute()
  return html`<div class="pair">
    ${card(
      words.newTill,
      html`<p>${words.newTillText}</p>
        <form method="post" action="/office/enrolment-codes">
          ${select({ name: 'storeId', label: words.store, options: stores })}
          ${input({ name: 'terminalName', label: words.tillName })}
          <button class="button">${words.makeCode}</button>
        </form>`,
    )}
    ${card(
      words.firstPin,
      html`<p>${words.firstPinText}</p>
        <form method="post" action="/office/first-pin-codes">
          ${select({
            name: 'operatorId',
            label: words.operator,
            options: operators.map(({ operatorId, name }) => [operatorId, `${name} (${operatorId})`]),
          })}
          <button class="button">${words.makeCode}</button>
        </form>`,
    )}
    ${card(
      visit.texts.imports.title,
      html`<p>${visit.texts.imports.subtitle}</p>
        <a class="button" href="/office/fleet/imports">${visit.texts.imports.open}</a>`,
    )}
  </div>`
}

async function exportFleet({ context, texts }: Visit): Promise<Answer> {
  const { fleet: words } = texts
  const terminals: Fleet['terminals'] = []
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const fleet = await listFleet(context, { storeId: null, page })
    terminals.push(...fleet.terminals)
    pages = fleet.pages
  }
  const troubles = groupBy(await listTroubles(context), ({ terminalId }) => terminalId)
  const action = { actor: context.actor, action: 'export-made', subject: 'fleet', detail: null }
  await writeAudit(context, context.database, action)
  const rows = terminals.map((one) => [
    one.storeId,
    one.storeName,
    one.terminalName,
    one.terminalId,
    one.status,
    one.isSilent ? words.isSilent : '',
    one.backlog,
    one.pendingSince,
    one.lastSeenAt,
    one.appVersion,
    one.configurationInForce,
    one.configurationRefused,
    one.findings.map((kind) => texts.findings[kind]).join('; '),
    (troubles.get(one.terminalId) ?? []).map((trouble) => toldWord(texts, trouble)).join('; '),
  ])
  const head = [words.store, words.store, words.till, 'id', words.state, words.isSilent, words.backlog]
  const more = [
    'pendingSince',
    words.lastSeen,
    words.version,
    words.configuration,
    words.refusesConfiguration,
  ]
  return {
    kind: 'file',
    name: 'fleet.csv',
    text: csvOf([[...head, ...more, texts.anomalies.what, texts.told.fleetTitle], ...rows]),
  }
}
