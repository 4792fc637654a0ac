import { paperQuerySchema } from '#shared/contracts/messages/proof.ts'
import type { Paper } from '#shared/contracts/messages/proof.ts'
import { findFromPaper } from '../../reports/find-from-paper.ts'
import { card, facts, heading, input, notice, pill, select, table } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { storeOptions } from '../store-options.ts'
import { wordFor } from '../texts/texts.ts'
import type { Texts } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import type { OfficePage } from '../visit.ts'

/** Finds a record by what a receipt shows of it. */
export const proofPages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: '/office/proof',
    roles: [],
    answer: async ({ context, texts, query }) => {
      const { proof: words, fleet } = texts
      const stores = await storeOptions(context.database)
      // As paper may print it: with blanks between digits, and an ellipsis or a hash sign around the rest.
      const sequence = (query['sequence'] ?? '').replaceAll(/[\s.]/g, '')
      const hash = (query['hash'] ?? '').replaceAll(/[\s…#.]/g, '')
      const storeId = query['storeId'] === '' ? undefined : query['storeId']
      const asked = paperQuerySchema.safeParse({
        sequence,
        hash,
        ...(storeId === undefined ? {} : { storeId }),
      })
      const isAsked = sequence !== '' || hash !== ''
      const found = asked.success
        ? await findFromPaper(context, { ...asked.data, storeId: asked.data.storeId ?? null })
        : null
      const body = html`${heading(words.title, words.subtitle)}
        <section class="card">
          <p>${words.text}</p>
          <form class="filters" method="get" action="/office/proof">
            ${input({ name: 'sequence', label: words.number, value: query['sequence'] ?? '' })}
            ${input({ name: 'hash', label: words.hash, value: query['hash'] ?? '', isCode: true })}
            ${select({ name: 'storeId', label: words.store, options: [['', fleet.allStores], ...stores], value: storeId })}
            <button class="button primary">${words.submit}</button>
          </form>
        </section>
        ${isAsked && found === null ? notice('stop', words.invalid) : null}
        ${found === null ? null : answerOf(texts, found)}`
      return { kind: 'page', title: words.title, body }
    },
  },
]

function answerOf(texts: Texts, found: Paper): Html {
  const { proof: words } = texts
  if (found.records.length > 0)
    return html`${found.records.map((record) => {
      const { timeZone } = record
      return card(
        words.found,
        facts([
          [words.record, html`<strong>${wordFor(texts.types, record.type)}</strong>`],
          [texts.fleet.till, `${record.terminalName}, ${record.storeName}`],
          [texts.cases.captor, record.operatorId ?? texts.nothing],
          [words.captured, whenIn(texts, { instant: record.occurredAt, timeZone })],
          [words.arrived, whenIn(texts, { instant: record.receivedAt, timeZone })],
          [words.outcome, wordFor(texts.outcomes, record.outcome ?? 'waiting')],
          [words.number, `${record.sequence}`],
          ['Hash', html`<code>${record.hash}</code>`],
        ]),
      )
    })}`
  const tones = { another: 'stop', missing: 'wait', beyond: 'neutral' } as const
  return card(
    words.notFound,
    html`<p>${words.notFoundText}</p>`,
    found.elsewhere.length === 0
      ? html`<p>${words.nameStore}</p>`
      : table({
          caption: words.notFound,
          columns: [texts.fleet.till, texts.terminal.epoch, texts.fleet.state],
          rows: found.elsewhere.map((place) => [
            html`<a href="/office/fleet/${place.terminalId}"><strong>${place.terminalName}</strong></a>`,
            place.epoch,
            pill(tones[place.state], words[place.state]),
          ]),
          empty: texts.nothing,
        }),
  )
}
