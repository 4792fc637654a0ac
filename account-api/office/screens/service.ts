import type { OperatorAlert, ServiceCase } from '#shared/contracts/messages/service.ts'
import { listMails, retryMail } from '../../mail/given-up.ts'
import { clearOperatorAlert, listOperatorAlerts } from '../../service/operator-alerts.ts'
import { listServiceCases } from '../../service/service-cases.ts'
import { card, heading, notice, pill, table } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { wordFor } from '../texts/texts.ts'
import type { Texts } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'

const ROLES = ['cases'] as const

/** What customers wait for: a device, help, a mail; and operators whose customers may be none. */
export const servicePages: readonly OfficePage[] = [
  { method: 'GET', path: '/office/service', roles: ROLES, answer: servicePage },
  {
    method: 'POST',
    path: '/office/service/alerts/:alertId',
    roles: ROLES,
    answer: async ({ context, params }) => {
      const { alertId = '' } = params
      const isId = /^[0-9a-f-]{36}$/.test(alertId)
      const cleared = isId ? await clearOperatorAlert(context, { alertId }) : { ok: false }
      return cleared.ok
        ? { kind: 'go', to: '/office/service?done=cleared' }
        : { kind: 'refused', why: 'notFound' }
    },
  },
  { method: 'POST', path: '/office/service/mails', roles: ROLES, answer: retry },
]

async function retry({ context, form }: Visit): Promise<Answer> {
  const { operationId = '', kind = '', accountId = '', occasion = '' } = form
  const isKey =
    [operationId, accountId].every((id) => /^[0-9a-f-]{36}$/.test(id)) && /^\d{1,9}$/.test(occasion)
  const again = isKey
    ? await retryMail(context, { operationId, kind, accountId, occasion: Number(occasion) })
    : { ok: false }
  return again.ok ? { kind: 'go', to: '/office/service?done=retried' } : { kind: 'refused', why: 'notFound' }
}

async function servicePage({ context, texts, query }: Visit): Promise<Answer> {
  const { database } = context
  const { service: words } = texts
  const done = query['done']
  const said = done === 'cleared' ? words.cleared : done === 'retried' ? words.retried : null
  const cases = await listServiceCases(database)
  const alerts = await listOperatorAlerts(database)
  const body = html`${heading(words.title, words.subtitle)} ${said === null ? null : notice('ok', said)}
  ${card(words.cases, casesTable(texts, cases))} ${card(words.alerts, alertsTable(texts, alerts))}
  ${await mailsCard(texts, database)}`
  return { kind: 'page', title: words.title, body }
}

function casesTable(texts: Texts, cases: readonly ServiceCase[]): Html {
  const { service: words, codes } = texts
  return table({
    caption: words.cases,
    columns: [words.what, words.store, words.device, words.fault, words.wish, words.since],
    empty: words.empty,
    rows: cases.map((one) => [
      html`<a href="/office/service/${one.operationId}"><strong>${words[one.kind]}</strong></a>`,
      one.storeName,
      html`<code>${one.deviceId}</code>`,
      wordFor(codes, one.fault),
      one.visited === null
        ? html`${wordFor(codes, one.way ?? '')} <small>${wordFor(codes, one.basis ?? '')}</small>`
        : words.travels(one.visited),
      whenIn(texts, { instant: one.openedAt, timeZone: one.timeZone }),
    ]),
  })
}

function alertsTable(texts: Texts, alerts: readonly OperatorAlert[]): Html {
  const { service: words } = texts
  return html`<p>${words.alertsText}</p>
    ${table({
      caption: words.alerts,
      columns: [words.operator, words.why, words.raised, words.toDo],
      empty: words.noAlerts,
      rows: alerts.map((alert) => [
        html`${alert.operatorName ?? alert.operatorId} <small>${alert.operatorId}</small>`,
        pill('stop', texts.alertKinds[alert.kind]),
        whenIn(texts, { instant: alert.raisedAt, timeZone: null }),
        html`<form method="post" action="/office/service/alerts/${alert.alertId}">
          <button class="button">${words.clear}</button>
        </form>`,
      ]),
    })}`
}

async function mailsCard(texts: Texts, database: Visit['context']['database']): Promise<Html> {
  const { service: words } = texts
  const { waiting, givenUp } = await listMails(database)
  const hidden = (name: string, value: string | number) =>
    html`<input type="hidden" name="${name}" value="${value}" />`
  return card(
    words.mails,
    html`<p>${words.mailsText(waiting)}</p>`,
    table({
      caption: words.mails,
      columns: [words.mail, words.account, words.attempts, words.failure, words.givenUp, words.toDo],
      empty: words.noMails,
      rows: givenUp.map(({ operationId, kind, accountId, occasion, attempts, failure, givenUpAt }) => [
        wordFor(texts.mailKinds, kind),
        html`<code>${accountId}</code>`,
        attempts,
        wordFor(texts.mailFailures, failure ?? ''),
        whenIn(texts, { instant: givenUpAt, timeZone: null }),
        html`<form method="post" action="/office/service/mails">
          ${hidden('operationId', operationId)} ${hidden('kind', kind)} ${hidden('accountId', accountId)}
          ${hidden('occasion', occasion)}
          <button class="button">${words.retry}</button>
        </form>`,
      ]),
    }),
  )
}
