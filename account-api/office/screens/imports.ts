import { importFile } from '../../administration/import-file.ts'
import type { ImportedFile } from '../../administration/import-file.ts'
import { ledgerOf } from '../../ingest/sql/ledger-of.ts'
import { takeImport } from '../../ingest/take-import.ts'
import { card, facts, heading, notice } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Texts } from '../texts/texts.ts'
import { wordFor } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'

const PATH = '/office/fleet/imports'

/** Takes in the sealed export of a till that cannot send. */
export const importPages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: PATH,
    roles: ['fleet'],
    answer: async ({ texts }) => importPage(texts, { before: null }),
  },
  { method: 'POST', path: PATH, roles: ['fleet'], isFile: true, answer: takeFile },
]

async function takeFile({ context, texts, form }: Visit): Promise<Answer> {
  const { imports: words } = texts
  const { file = '' } = form
  if (file === '') return importPage(texts, { before: notice('stop', words.noFile), status: 400 })
  const ledger = ledgerOf(context)
  const imported = await importFile({ text: file, realm: context.realm }, async (batch) =>
    takeImport({ context, ledger }, batch),
  )
  if (!imported.ok)
    return importPage(texts, { before: notice('stop', words.failures[imported.failure]), status: 400 })
  const { terminalId } = imported.value
  const till = await context.database
    .selectFrom('terminals')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .select(['terminals.name', 'stores.name as storeName', 'timeZone'])
    .where('terminalId', '=', terminalId)
    .executeTakeFirst()
  const name = till === undefined ? terminalId : `${till.name}, ${till.storeName}`
  const timeZone = till?.timeZone ?? 'UTC'
  return importPage(texts, { before: resultOf(texts, { ...imported.value, name, timeZone }) })
}

function resultOf(texts: Texts, found: ImportedFile & { name: string; timeZone: string }): Html {
  const { imports: words } = texts
  const { terminalId, madeAt, records, known, outcomes, timeZone } = found
  const came = Object.entries(outcomes).filter(([, count]) => count > 0)
  const counting = records - known - outcomes.quarantined
  return html`${records === 0 ? notice('stop', words.empty) : null}
  ${outcomes.quarantined === 0 ? null : notice('stop', words.keptAside(outcomes.quarantined))}
  ${counting > 0 ? notice('ok', words.taken(counting)) : null}
  ${records > 0 && records === known ? notice('ok', words.allKnown) : null}
  ${found.isCutOff ? notice('stop', words.cutOff) : null}
  ${found.unreadable === 0 ? null : notice('stop', words.unreadable(found.unreadable))}
  ${card(
    words.result,
    facts([
      [texts.fleet.till, html`<a href="/office/fleet/${terminalId}">${found.name}</a>`],
      ...(madeAt === null ? [] : [[words.made, whenIn(texts, { instant: madeAt, timeZone })] as const]),
      [words.records, records],
      [words.known, known],
      ...came.map(([kind, count]) => [wordFor(texts.outcomes, kind), count] as const),
    ]),
  )}`
}

function importPage(texts: Texts, given: { before: Html | null; status?: number }): Answer {
  const { imports: words, terminal } = texts
  return {
    kind: 'page',
    title: words.title,
    status: given.status ?? 200,
    body: html`<p><a href="/office/fleet">‹ ${terminal.back}</a></p>
      ${heading(words.title, words.subtitle)} ${given.before}
      ${card(
        words.choose,
        html`<p>${words.text}</p>
          <form method="post" action="${PATH}" enctype="multipart/form-data">
            <label class="field"
              ><span>${words.file}</span>
              <input type="file" name="file" required />
              <small>${words.fileHint}</small></label
            >
            <button class="button primary">${words.submit}</button>
          </form>`,
      )}`,
  }
}
