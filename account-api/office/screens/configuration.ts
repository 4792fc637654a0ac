import { marketSchema } from '#shared/markets/market.ts'
import { draftMarket, readDraft } from '../../markets/market-drafts.ts'
import { listDrafts } from '../../markets/list-drafts.ts'
import { marketGaps } from '../../markets/market-gaps.ts'
import { marketChanges } from '../../markets/market-changes.ts'
import type { MarketChange } from '../../markets/market-changes.ts'
import { marketOfStore } from '../../markets/market-of-store.ts'
import { publishMarket } from '../../markets/publish-market.ts'
import { actorNames } from '../actor-names.ts'
import { card, heading, input, notice, pill, table, tick } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { wordFor } from '../texts/texts.ts'
import type { Texts } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'

const ROLES = ['configuration'] as const
const DRAFT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Market data: drafts, what they change, and where they are published. */
export const configurationPages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: '/office/configuration',
    roles: ROLES,
    answer: async (visit) => draftsPage(visit, null),
  },
  { method: 'POST', path: '/office/configuration', roles: ROLES, isLarge: true, answer: makeDraft },
  {
    method: 'GET',
    path: '/office/configuration/:draftId',
    roles: ROLES,
    answer: async (visit) => draftPage(visit),
  },
  { method: 'POST', path: '/office/configuration/:draftId', roles: ROLES, answer: publish },
]

async function draftsPage(
  { context, texts, query }: Visit,
  refused: { text: string; market: string } | null,
) {
  const { configuration: words } = texts
  const nameOf = await actorNames(context.database)
  const drafts = await listDrafts(context.database)
  const stores = await context.database
    .selectFrom('stores')
    .select(['storeId', 'name', 'marketCode'])
    .orderBy('storeId')
    .execute()
  const current = await Promise.all(
    stores.map(async (store) => ({ ...store, market: await marketOfStore(context.database, store) })),
  )
  const from = current.find(({ storeId }) => storeId === query['from']) ?? current[0]
  const text = refused?.market ?? JSON.stringify(from?.market ?? {}, null, 2)
  const body = html`${heading(words.title, words.subtitle)}
    ${refused === null ? null : notice('stop', refused.text)}
    ${card(
      words.inForce,
      table({
        caption: words.inForce,
        columns: [texts.fleet.store, words.market, words.version, words.newDraft],
        rows: current.map(({ storeId, name, market }) => [
          html`<strong>${name}</strong>`,
          market?.code ?? '–',
          market?.version ?? '–',
          html`<a href="/office/configuration?from=${storeId}#draft">${words.startFrom}</a>`,
        ]),
        empty: texts.nothing,
      }),
    )}
    ${card(
      words.drafts,
      table({
        caption: words.drafts,
        columns: [words.market, words.note, words.made, texts.fleet.state],
        rows: drafts.map((draft) => [
          html`<a href="/office/configuration/${draft.draftId}"
            ><strong>${draft.marketCode} ${draft.version}</strong></a
          >`,
          draft.note,
          html`${whenIn(texts, { instant: draft.madeAt.toISOString(), timeZone: null })}
            <small>${nameOf(draft.madeBy)}</small>`,
          stateOf(texts, draft.publications),
        ]),
        empty: words.noDrafts,
      }),
    )}
    <section class="card" id="draft">
      <h2>${words.newDraft}</h2>
      <p>${words.newDraftText}</p>
      <form method="post" action="/office/configuration">
        ${input({ name: 'note', label: words.note })}
        <label class="field wide"
          ><span>${words.data}</span>
          <textarea name="market" rows="18" spellcheck="false" required>${text}</textarea>
        </label>
        <button class="button">${words.keep}</button>
      </form>
    </section>`
  return { kind: 'page', title: words.title, body, status: refused === null ? 200 : 400 } satisfies Answer
}

function stateOf(texts: Texts, publications: readonly { storeId: string | null }[]): Html {
  const { configuration: words } = texts
  if (publications.length === 0) return pill('neutral', words.nowhere)
  if (publications.some(({ storeId }) => storeId === null)) return pill('ok', words.everywhere)
  return pill('wait', publications.map(({ storeId }) => storeId ?? '').join(', '))
}

async function makeDraft(visit: Visit): Promise<Answer> {
  const { context, texts, form } = visit
  const { configuration: words } = texts
  const { market = '', note = '' } = form
  const refuse = (text: string) => draftsPage(visit, { text, market })
  const parsed = marketSchema.safeParse(readJson(market))
  if (!parsed.success) {
    const places = parsed.error.issues.slice(0, 5).map(({ path }) => path.map(String).join(' › ') || '{}')
    return refuse(`${words.unreadable} ${places.join('; ')}`)
  }
  if (note.trim() === '') return refuse(words.unreadable)
  const made = await draftMarket(context, { market: parsed.data, note: note.trim().slice(0, 200) })
  if (!made.ok) {
    const { failure } = made
    if (failure === 'unstorable') return refuse(words.unreadable)
    if (failure !== 'incomplete') return refuse(words[failure])
    const gaps = marketGaps(parsed.data).map((path) => placeOf(words, path))
    return refuse(`${words.incomplete} ${gaps.join('; ')}`)
  }
  return { kind: 'go', to: `/office/configuration/${made.value.draftId}` }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function publish(visit: Visit): Promise<Answer> {
  const { context, form, params, texts } = visit
  const draftId = params['draftId'] ?? ''
  if (!DRAFT_ID.test(draftId)) return { kind: 'refused', why: 'notFound' }
  const named = Object.keys(form).flatMap((name) =>
    name.startsWith('store-') ? [name.slice('store-'.length)] : [],
  )
  const published = await publishMarket(context, { draftId, stores: form['where'] === 'all' ? null : named })
  if (published.ok) return { kind: 'go', to: `/office/configuration/${draftId}?done=published` }
  if (published.failure === 'unknown-draft') return { kind: 'refused', why: 'notFound' }
  return draftPage(visit, texts.configuration[published.failure])
}

async function draftPage(visit: Visit, refused?: string): Promise<Answer> {
  const { context, texts, params, query } = visit
  const { configuration: words } = texts
  const draftId = params['draftId'] ?? ''
  const draft = DRAFT_ID.test(draftId) ? await readDraft(context.database, draftId) : null
  if (draft === null) return { kind: 'refused', why: 'notFound' }
  const stores = await context.database
    .selectFrom('stores')
    .select(['storeId', 'name', 'marketCode'])
    .where('marketCode', '=', draft.marketCode)
    .orderBy('storeId')
    .execute()
  const before = await marketOfStore(context.database, { marketCode: draft.marketCode, storeId: '' })
  const groups = new Map<string, { names: string[]; changes: readonly MarketChange[] }>()
  for (const store of stores) {
    const now = await marketOfStore(context.database, store)
    const version = now?.version ?? '–'
    const group = groups.get(version) ?? { names: [], changes: marketChanges(now, draft.market) }
    groups.set(version, { ...group, names: [...group.names, store.name] })
  }
  const title = `${draft.marketCode} ${draft.version}`
  const body = html`<p><a href="/office/configuration">‹ ${words.back}</a></p>
    ${heading(title, draft.note)} ${query['done'] === 'published' ? notice('ok', words.published) : null}
    ${refused === undefined ? null : notice('stop', refused)}
    ${stores.length > 0 ? null : card(before === null ? words.newMarket : words.noStore, changesTable(texts, marketChanges(before ?? {}, draft.market)))}
    ${[...groups].map(([version, { names, changes }]) =>
      card(words.changes(names.join(', '), version), changesTable(texts, changes)),
    )}
    ${publishForms(texts, { draftId, stores })}`
  return { kind: 'page', title, body, status: refused === undefined ? 200 : 400 }
}

function placeOf(words: Texts['configuration'], path: readonly string[]): string {
  return path.map((part) => wordFor(words.places, part)).join(' › ')
}

function changesTable(texts: Texts, changes: readonly MarketChange[]): Html {
  const { configuration: words } = texts
  const said = (text: string | null) =>
    text === null ? texts.nothing : wordFor({ true: words.on, false: words.off, null: texts.nothing }, text)
  return table({
    caption: words.title,
    columns: [words.where, words.before, words.after],
    rows: changes.map(({ path, before, after }) => [
      placeOf(words, path),
      said(before),
      html`<strong>${said(after)}</strong>`,
    ]),
    empty: words.same,
  })
}

function publishForms(
  texts: Texts,
  given: { draftId: string; stores: readonly { storeId: string; name: string }[] },
) {
  const { configuration: words } = texts
  const action = `/office/configuration/${given.draftId}`
  const all = card(
    words.all,
    html`<p>${words.allText}</p>
      <form method="post" action="${action}">
        <button class="button" name="where" value="all">${words.publishAll}</button>
      </form>`,
  )
  if (given.stores.length === 0) return all
  return html`<div class="pair">
    ${card(
      words.some,
      html`<p>${words.someText}</p>
        <form method="post" action="${action}">
          <fieldset>
            <legend>${texts.fleet.store}</legend>
            ${given.stores.map(({ storeId, name }) => tick({ name: `store-${storeId}`, label: `${name} (${storeId})` }))}
          </fieldset>
          <button class="button" name="where" value="some">${words.publishSome}</button>
        </form>`,
    )}
    ${all}
  </div>`
}
