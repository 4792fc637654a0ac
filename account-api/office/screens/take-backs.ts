import { writeAudit } from '../../audit.ts'
import { countTakeBacks } from '../../reports/take-backs.ts'
import { csvOf } from '../csv.ts'
import { heading, table } from '../elements.ts'
import { html } from '../html.ts'
import type { OfficePage } from '../visit.ts'

/** What customers handed in for recycling, by month and store (R29). */
export const takeBackPages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: '/office/take-backs',
    roles: [],
    answer: async ({ context, texts }) => {
      const { months, rows } = await countTakeBacks(context.database)
      const { takeBacks: words } = texts
      const body = html`${heading(words.title, words.subtitle(months))}
        <p class="filters"><a class="button" href="/office/take-backs.csv">${texts.export}</a></p>
        <section class="card flush">
          ${table({
            caption: words.title,
            columns: [words.month, words.store, words.devices, words.batteries],
            rows: rows.map((row) => [
              row.month,
              html`<strong>${row.storeName}</strong> <small>${row.storeId}</small>`,
              html`<span class="number">${row.devices}</span>`,
              html`<span class="number">${row.batteries}</span>`,
            ]),
            empty: words.empty,
          })}
        </section>
        <p class="note">${words.text}</p>`
      return { kind: 'page', title: words.title, body }
    },
  },
  {
    method: 'GET',
    path: '/office/take-backs.csv',
    roles: [],
    answer: async ({ context, texts }) => {
      const { rows } = await countTakeBacks(context.database)
      const { takeBacks: words } = texts
      const action = { actor: context.actor, action: 'export-made', subject: 'take-backs', detail: null }
      await writeAudit(context, context.database, action)
      const head = [words.month, 'id', words.store, words.devices, words.batteries]
      const lines = rows.map((row) => [row.month, row.storeId, row.storeName, row.devices, row.batteries])
      return { kind: 'file', name: 'take-backs.csv', text: csvOf([head, ...lines]) }
    },
  },
]
