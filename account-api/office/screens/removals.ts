import * as z from 'zod'
import type { RemovalPreview } from '#shared/contracts/messages/removals.ts'
import { calendarDateSchema } from '#shared/contracts/values.ts'
import { findAccount } from '../../administration/customer-look-up.ts'
import { findToRemove, previewRemoval, removeAccount } from '../../administration/remove-account.ts'
import { listRemovals } from '../../reports/list-removals.ts'
import { actorNames } from '../actor-names.ts'
import { card, facts, heading, input, notice, table, tick } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { wordFor } from '../texts/texts.ts'
import type { Texts } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'

const ROLES = ['cases'] as const

/** The removal of accounts on their holders' wish (R16). What is typed to find one travels in no address. */
export const removalsPages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: '/office/removals',
    roles: ROLES,
    answer: async (visit) =>
      startPage(visit, visit.query['done'] === '1' ? notice('ok', visit.texts.removals.done) : null),
  },
  { method: 'POST', path: '/office/removals/search', roles: ROLES, answer: search },
  {
    method: 'GET',
    path: '/office/removals/:accountId',
    roles: ROLES,
    answer: async (visit) => accountPage(visit, null),
  },
  { method: 'POST', path: '/office/removals/:accountId', roles: ROLES, answer: remove },
]

async function startPage(visit: Visit, said: Html | null): Promise<Answer> {
  const { context, texts } = visit
  const { removals: words } = texts
  const removals = await listRemovals(context.database)
  const nameOf = await actorNames(context.database)
  const body = html`${heading(words.title, words.subtitle)} ${said}
    <section class="card">
      <h2>${words.find}</h2>
      <p>${words.findText}</p>
      <form class="filters" method="post" action="/office/removals/search">
        ${input({ name: 'email', label: texts.fields.email })}
        ${input({ name: 'dateOfBirth', label: words.dateOfBirth })}
        <button class="button primary">${words.look}</button>
      </form>
    </section>
    ${card(
      words.past,
      table({
        caption: words.past,
        columns: [words.when, words.by, words.number],
        rows: removals.map(({ removedAt, actor, removalId }) => [
          whenIn(texts, { instant: removedAt.toISOString(), timeZone: null }),
          nameOf(actor),
          html`<code>${removalId}</code>`,
        ]),
        empty: texts.nothing,
      }),
    )}`
  return { kind: 'page', title: words.title, body }
}

async function search(visit: Visit): Promise<Answer> {
  const { context, form, texts } = visit
  const typed = (form['dateOfBirth'] ?? '').trim()
  const dateOfBirth = calendarDateSchema.safeParse(typed.replace(/^(\d{2})-(\d{2})-(\d{4})$/, '$3-$2-$1'))
  const email = (form['email'] ?? '').trim()
  const found =
    dateOfBirth.success && email !== ''
      ? await findToRemove(context, { email, dateOfBirth: dateOfBirth.data })
      : null
  if (found !== null) return { kind: 'go', to: `/office/removals/${found}` }
  const why = dateOfBirth.success ? texts.removals.nobody : texts.removals.noDate
  return withStatus(await startPage(visit, notice('stop', why)), dateOfBirth.success ? 404 : 400)
}

async function accountPage(visit: Visit, said: Html | null): Promise<Answer> {
  const { context, texts, params } = visit
  const { removals: words, fields } = texts
  const accountId = z.uuid().safeParse(params['accountId'])
  if (!accountId.success) return { kind: 'refused', why: 'notFound' }
  const account = await findAccount(context, accountId.data)
  const preview = await previewRemoval(context, accountId.data)
  if (!account.ok || !preview.ok) return { kind: 'refused', why: 'notFound' }
  const { givenName, familyName, email } = account.value
  const { registeredAt, devices, openCases, openServiceCases } = preview.value
  const body = html`${heading(words.removeTitle, words.removeText)} ${said}
    ${card(
      words.who,
      facts([
        [fields.givenName, givenName],
        [fields.familyName, familyName],
        [fields.email, email],
        [words.since, whenIn(texts, { instant: registeredAt, timeZone: null })],
        [words.devices, words.devicesFreed(devices)],
      ]),
    )}
    ${card(words.openCases, openCasesOf(texts, openCases))}
    ${openServiceCases.length === 0 ? null : card(words.openService, serviceCasesOf(texts, openServiceCases))}
    ${card(words.stays, staysOf(texts, preview.value))}
    <form class="card" method="post" action="/office/removals/${accountId.data}">
      <h2>${words.confirm}</h2>
      ${tick({ name: 'identified', label: words.identified })}
      ${openCases.length + openServiceCases.length === 0 ? null : tick({ name: 'endCases', label: words.endCases })}
      <p>${words.forGood}</p>
      <p class="filters">
        <button class="button stop">${words.remove}</button>
        <a class="button" href="/office/removals">${words.leave}</a>
      </p>
    </form>`
  return { kind: 'page', title: words.removeTitle, body }
}

function openCasesOf(texts: Texts, openCases: RemovalPreview['openCases']): Html {
  return table({
    caption: texts.removals.openCases,
    columns: [texts.cases.kind, texts.removals.when],
    rows: openCases.map(({ caseId, kind, openedAt }) => [
      html`<a href="/office/cases/${caseId}"><strong>${wordFor(texts.kinds, kind)}</strong></a>`,
      whenIn(texts, { instant: openedAt, timeZone: null }),
    ]),
    empty: texts.removals.noOpenCases,
  })
}

function serviceCasesOf(texts: Texts, open: RemovalPreview['openServiceCases']): Html {
  return table({
    caption: texts.removals.openService,
    columns: [texts.cases.kind, texts.removals.when],
    rows: open.map(({ operationId, kind, openedAt }) => [
      html`<a href="/office/service/${operationId}"><strong>${texts.service[kind]}</strong></a>`,
      whenIn(texts, { instant: openedAt, timeZone: null }),
    ]),
    empty: texts.nothing,
  })
}

function staysOf(texts: Texts, { kept }: RemovalPreview): Html {
  const { removals: words } = texts
  return html`<p>${words.staysText}</p>
    ${facts([
      [words.kept.consents, `${kept.consents}`],
      [words.kept.shownTexts, `${kept.shownTexts}`],
      [words.kept.purchases, `${kept.purchases}`],
      [words.kept.invoices, `${kept.invoices}`],
    ])}`
}

async function remove(visit: Visit): Promise<Answer> {
  const { context, texts, params, form } = visit
  const accountId = z.uuid().safeParse(params['accountId'])
  if (!accountId.success) return { kind: 'refused', why: 'notFound' }
  if (form['identified'] !== 'on')
    return withStatus(await accountPage(visit, notice('stop', texts.removals.notIdentified)), 400)
  const openCases = form['endCases'] === 'on' ? 'now-anyway' : 'refuse'
  const removed = await removeAccount(context, { accountId: accountId.data, openCases })
  if (!removed.ok) return { kind: 'refused', why: 'notFound' }
  if (removed.value.outcome === 'removed') return { kind: 'go', to: '/office/removals?done=1' }
  return withStatus(await accountPage(visit, notice('stop', texts.removals.casesFirst)), 409)
}

function withStatus(answer: Answer, status: number): Answer {
  return answer.kind === 'page' ? { ...answer, status } : answer
}
