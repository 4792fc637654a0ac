import { writeAudit } from '../../audit.ts'
import { countRefusals } from '../../reports/refusals.ts'
import { csvOf } from '../csv.ts'
import { heading, pill, table } from '../elements.ts'
import { html } from '../html.ts'
import type { OfficePage } from '../visit.ts'

/** Age checks and refusals by store: zero is suspicious. */
export const refusalsPages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: '/office/refusals',
    roles: [],
    answer: async ({ context, texts }) => {
      const { days, stores } = await countRefusals(context)
      const { refusals: words } = texts
      const percent = new Intl.NumberFormat(texts.language, { style: 'percent', maximumFractionDigits: 1 })
      const body = html`${heading(words.title, words.subtitle(days))}
        <p class="filters"><a class="button" href="/office/refusals.csv">${texts.export}</a></p>
        <section class="card flush">
          ${table({
            caption: words.title,
            columns: [words.store, words.verdict, words.checks, words.refused, words.share],
            rows: stores.map((store) => [
              html`<strong>${store.storeName}</strong> <small>${store.storeId}</small>`,
              store.isSuspicious ? pill('stop', words.suspicious) : pill('neutral', words.fine),
              html`<span class="number">${store.checks}</span>`,
              html`<span class="number">${store.refused}</span>`,
              html`<span class="number"
                >${store.checks === 0 ? '–' : percent.format(store.refused / store.checks)}</span
              >`,
            ]),
            empty: texts.nothing,
          })}
        </section>
        <p class="note">${words.text}</p>`
      return { kind: 'page', title: words.title, body }
    },
  },
  {
    method: 'GET',
    path: '/office/refusals.csv',
    roles: [],
    answer: async ({ context, texts }) => {
      const { stores } = await countRefusals(context)
      const { refusals: words } = texts
      const action = { actor: context.actor, action: 'export-made', subject: 'refusals', detail: null }
      await writeAudit(context, context.database, action)
      const head = ['id', words.store, words.checks, words.refused, words.verdict]
      const rows = stores.map((one) => [
        one.storeId,
        one.storeName,
        one.checks,
        one.refused,
        one.isSuspicious ? words.suspicious : '',
      ])
      return { kind: 'file', name: 'refusals.csv', text: csvOf([head, ...rows]) }
    },
  },
]
