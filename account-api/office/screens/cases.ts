import { caseKindSchema } from '#shared/contracts/outcome.ts'
import { audiencesOf } from '../../administrators/administrator.ts'
import { writeAudit } from '../../audit.ts'
import { listCases } from '../../reports/list-cases.ts'
import type { CaseFilter } from '../../reports/list-cases.ts'
import { actorNames } from '../actor-names.ts'
import { csvOf } from '../csv.ts'
import { heading, pager, select, table } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { storeOptions } from '../store-options.ts'
import { wordFor } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'

const COMPLIANCE_KINDS = ['under-age', 'age-review'] as const
const AGES = [1, 3, 7, 30]

/** What waits for a decision, and what was decided. */
export const casesPages: readonly OfficePage[] = [
  { method: 'GET', path: '/office/cases', roles: ['cases', 'compliance'], answer: casesPage },
  { method: 'GET', path: '/office/cases.csv', roles: ['cases', 'compliance'], answer: exportCases },
]

function filterOf({ query, administrator }: Visit): CaseFilter {
  const chosen = (name: string) => (query[name] === undefined || query[name] === '' ? null : query[name])
  const minAgeDays = Number(chosen('days') ?? Number.NaN)
  return {
    status: query['status'] === 'closed' ? 'closed' : 'open',
    audiences: audiencesOf(administrator),
    kind: chosen('kind'),
    storeId: chosen('storeId'),
    minAgeDays: AGES.includes(minAgeDays) ? minAgeDays : null,
  }
}

/** The kinds that somebody may see at all: what compliance decides is no word on another's page [AD6]. */
function kindsFor({ audiences }: CaseFilter) {
  return [
    ...(audiences.includes('store') ? [...caseKindSchema.options, 'device-disputed' as const] : []),
    ...(audiences.includes('compliance') ? COMPLIANCE_KINDS : []),
  ]
}

function queryOf({ kind, storeId, minAgeDays, status }: CaseFilter): string {
  const fields = { status, kind: kind ?? '', storeId: storeId ?? '', days: String(minAgeDays ?? '') }
  return new URLSearchParams(fields).toString()
}

async function casesPage(visit: Visit): Promise<Answer> {
  const { context, texts, query } = visit
  const { cases: words } = texts
  const filter = filterOf(visit)
  const asked = Number.parseInt(query['page'] ?? '1', 10)
  const found = await listCases(context, { filter, page: asked > 0 ? asked : 1 })
  const nameOf = await actorNames(context.database)
  const isOpen = filter.status === 'open'
  const link = (page: number) => `/office/cases?${queryOf(filter)}&page=${page}`
  const rows = found.cases.map((kase) => {
    const at = isOpen ? kase.openedAt : (kase.closedAt ?? kase.openedAt)
    return [
      html`<a href="/office/cases/${kase.caseId}"><strong>${wordFor(texts.kinds, kase.kind)}</strong></a>`,
      html`${kase.storeName} <small>${kase.terminalName}</small>`,
      whenIn(texts, { instant: at.toISOString(), timeZone: kase.timeZone }),
      isOpen
        ? texts.audiences[kase.audience]
        : html`${wordFor(texts.choices, kase.choice ?? '')} <small>${nameOf(kase.actor ?? '')}</small>`,
    ]
  })
  const body = html`${heading(words.title, words.subtitle)} ${await filters(visit, filter)}
    <section class="card flush">
      ${table({
        caption: words.title,
        columns: [
          words.kind,
          words.store,
          isOpen ? words.opened : words.decided,
          isOpen ? words.who : words.how,
        ],
        rows,
        empty: isOpen ? words.emptyOpen : words.emptyClosed,
      })}
    </section>
    ${pager({ ...found, words: texts, hrefOf: link })}`
  return { kind: 'page', title: words.title, body }
}

async function filters({ context, texts }: Visit, filter: CaseFilter): Promise<Html> {
  const { cases: words, fleet } = texts
  return html`<form class="filters" method="get" action="/office/cases">
    ${select({
      name: 'status',
      label: words.state,
      options: [
        ['open', words.open],
        ['closed', words.closed],
      ],
      value: filter.status,
    })}
    ${select({
      name: 'kind',
      label: words.kind,
      options: [['', texts.all], ...kindsFor(filter).map((kind) => [kind, texts.kinds[kind]] as const)],
      value: filter.kind ?? undefined,
    })}
    ${select({
      name: 'storeId',
      label: words.store,
      options: [['', fleet.allStores], ...(await storeOptions(context.database))],
      value: filter.storeId ?? undefined,
    })}
    ${select({
      name: 'days',
      label: words.olderThan,
      options: [['', words.anyAge], ...AGES.map((days) => [String(days), words.days(days)] as const)],
      value: String(filter.minAgeDays ?? ''),
    })}
    <button class="button">${texts.show}</button>
    <a class="button" href="/office/cases.csv?${queryOf(filter)}">${texts.export}</a>
  </form>`
}

async function exportCases(visit: Visit): Promise<Answer> {
  const { context, texts } = visit
  const { cases: words } = texts
  const filter = filterOf(visit)
  const nameOf = await actorNames(context.database)
  const rows: (string | number | null)[][] = []
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const found = await listCases(context, { filter, page })
    pages = found.pages
    for (const kase of found.cases)
      rows.push([
        kase.caseId,
        wordFor(texts.kinds, kase.kind),
        kase.storeId,
        kase.storeName,
        kase.terminalName,
        kase.openedAt.toISOString(),
        kase.closedAt?.toISOString() ?? null,
        wordFor(texts.choices, kase.choice ?? ''),
        nameOf(kase.actor ?? ''),
      ])
  }
  const action = { actor: context.actor, action: 'export-made', subject: 'cases', detail: filter.status }
  await writeAudit(context, context.database, action)
  const head = ['id', words.kind, 'store', words.store, texts.fleet.till, words.opened, words.decided]
  return {
    kind: 'file',
    name: 'cases.csv',
    text: csvOf([[...head, words.how, texts.people.name], ...rows]),
  }
}
