import { revocationRequestSchema } from '#shared/contracts/messages/administration.ts'
import type { ChainReport } from '#shared/contracts/messages/administration.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { countAgeChecks } from '../../administration/age-check-counts.ts'
import { revokeTerminal } from '../../administration/revoke-terminal.ts'
import { chainReports } from '../../chain/chain-report.ts'
import { isSilentAt } from '../../reports/list-fleet.ts'
import { listToldEvents } from '../../reports/terminal-events.ts'
import type { ToldEvent } from '../../reports/terminal-events.ts'
import { contactPill, keyPill } from '../contact-pills.ts'
import { card, facts, heading, input, pill, table } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Texts } from '../texts/texts.ts'
import { wordFor } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import { toldCell } from '../told-events.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'

/** One till: its chain recomputed, a new enrolment, its end. */
export const terminalPages: readonly OfficePage[] = [
  { method: 'GET', path: '/office/fleet/:terminalId', roles: [], answer: terminalPage },
  {
    method: 'POST',
    path: '/office/fleet/:terminalId/revocation',
    roles: ['fleet'],
    answer: async ({ context, params, form }) => {
      const terminalId = terminalIdSchema.safeParse(params['terminalId'])
      const request = revocationRequestSchema.safeParse({ reason: form['reason'] })
      if (!terminalId.success || !request.success) return { kind: 'refused', why: 'malformed' }
      const revoked = await revokeTerminal(context, { terminalId: terminalId.data, ...request.data })
      if (!revoked.ok) return { kind: 'refused', why: 'notFound' }
      return { kind: 'go', to: '/office/fleet?done=revoked' }
    },
  },
]

async function terminalPage({ context, texts, params, administrator }: Visit): Promise<Answer> {
  const terminalId = terminalIdSchema.safeParse(params['terminalId'])
  if (!terminalId.success) return { kind: 'refused', why: 'notFound' }
  const known = await context.database
    .selectFrom('terminals')
    .innerJoin('stores', 'stores.storeId', 'terminals.storeId')
    .innerJoin('terminalEpochs', (join) =>
      join
        .onRef('terminalEpochs.terminalId', '=', 'terminals.terminalId')
        .onRef('terminalEpochs.epoch', '=', 'terminals.currentEpoch'),
    )
    .select(isSilentAt(context.clock.wallMs()).as('isSilent'))
    .select(['terminals.name', 'status', 'appVersion', 'lastSeenAt', 'currentEpoch', 'hasKeystore'])
    .select(['stores.storeId', 'stores.name as storeName', 'timeZone', 'revocationReason'])
    .select(['configurationInForce', 'configurationRefused'])
    .select((select) =>
      select
        .selectFrom('configurationVersions')
        .select(({ fn }) => fn.max('version').as('version'))
        .whereRef('configurationVersions.terminalId', '=', 'terminals.terminalId')
        .as('configurationNewest'),
    )
    .where('terminals.terminalId', '=', terminalId.data)
    .executeTakeFirst()
  const chains = await chainReports(context, terminalId.data)
  const checks = await countAgeChecks(context.database, terminalId.data)
  if (known === undefined || !chains.ok || !checks.ok) return { kind: 'refused', why: 'notFound' }
  const ends = await context.database
    .selectFrom('chainRecords')
    .select(['epoch', ({ fn }) => fn.max('sequence').as('sequence')])
    .where('terminalId', '=', terminalId.data)
    .groupBy('epoch')
    .execute()
  const highest = new Map(ends.map(({ epoch, sequence }) => [epoch, sequence]))
  const told = await listToldEvents(context.database, terminalId.data)
  const { terminal: words, fleet } = texts
  const lastSeen = known.lastSeenAt?.toISOString() ?? null
  const isActive = known.status === 'active'
  const body = html`<p><a href="/office/fleet">‹ ${words.back}</a></p>
    ${heading(known.name, `${known.storeName} (${known.storeId})`)}
    ${card(
      fleet.state,
      facts([
        [fleet.state, html`${contactPill(texts, known)} ${keyPill(texts, known)}`],
        ...(known.revocationReason === null ? [] : [[words.reason, known.revocationReason] as const]),
        [
          fleet.lastSeen,
          lastSeen === null ? texts.never : whenIn(texts, { instant: lastSeen, timeZone: known.timeZone }),
        ],
        [fleet.version, known.appVersion],
        [fleet.configuration, configurationSaid(texts, known)],
        [words.enrolment, known.currentEpoch],
        [words.checks, words.checksText(checks.value.allowed, checks.value.refused)],
        ['ID', html`<code>${terminalId.data}</code>`],
      ]),
    )}
    ${card(texts.told.title, html`<p>${texts.told.text}</p>`, toldTable(texts, { told, timeZone: known.timeZone }))}
    ${card(words.chain, html`<p>${words.chainText}</p>`, chainTable(texts, { ...chains.value, highest }))}
    ${
      isActive && administrator.roles.includes('fleet')
        ? actForms(texts, { terminalId: terminalId.data, storeId: known.storeId, name: known.name })
        : null
    }`
  return { kind: 'page', title: known.name, body }
}

/** Which version the till works by, of which, and why not by the newest, as it says itself. */
function configurationSaid(
  texts: Texts,
  known: {
    configurationInForce: number | null
    configurationRefused: string | null
    configurationNewest: number | null
  },
): Html {
  const { terminal: words } = texts
  const { configurationInForce, configurationNewest, configurationRefused } = known
  if (configurationInForce === null) return html`${words.configurationUnsaid}`
  return html`${words.configurationOf(configurationInForce, configurationNewest ?? configurationInForce)}
  ${configurationRefused === null ? null : pill('stop', wordFor(words.configurationRefusals, configurationRefused))}`
}

function toldTable(texts: Texts, given: { told: readonly ToldEvent[]; timeZone: string }): Html {
  const { told: words } = texts
  const { timeZone } = given
  return table({
    caption: words.title,
    columns: [words.what, words.at, words.arrived],
    rows: given.told.map((event) => [
      toldCell(texts, event),
      whenIn(texts, { instant: event.occurredAt, timeZone }),
      whenIn(texts, { instant: event.arrivedAt, timeZone }),
    ]),
    empty: words.empty,
  })
}

function chainTable(
  texts: Texts,
  given: { epochs: readonly ChainReport[]; highest: ReadonlyMap<number, number> },
): Html {
  const { terminal: words } = texts
  const runs = (places: readonly (readonly [number, number])[]) =>
    places.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ')
  const listed = (places: readonly number[]) => runs(places.map((place) => [place, place]))
  const missingOf = (chain: ChainReport) => {
    const highest = given.highest.get(chain.epoch) ?? 0
    const tail =
      chain.claimedSequence > highest ? `${runs([[highest + 1, chain.claimedSequence]])} (${words.tail})` : ''
    return [runs(chain.gaps), tail].filter((part) => part !== '').join(', ')
  }
  return table({
    caption: words.chain,
    columns: [
      words.epoch,
      words.verdict,
      words.held,
      words.whole,
      words.claimed,
      words.gaps,
      words.forks,
      words.altered,
    ],
    rows: given.epochs.map((chain) => [
      chain.epoch,
      chain.intact ? pill('ok', words.intact) : pill('stop', words.broken),
      chain.held,
      chain.contiguousSequence,
      chain.claimedSequence,
      missingOf(chain) || texts.nothing,
      listed(chain.forks) || texts.nothing,
      listed(chain.altered) || texts.nothing,
    ]),
    empty: texts.nothing,
  })
}

function actForms(texts: Texts, given: { terminalId: string; storeId: string; name: string }): Html {
  const { terminal: words, fleet } = texts
  const { terminalId, storeId, name } = given
  return html`<div class="pair">
    ${card(
      words.anew,
      html`<p>${words.anewText}</p>
        <form method="post" action="/office/enrolment-codes">
          <input type="hidden" name="terminalId" value="${terminalId}" />
          <input type="hidden" name="storeId" value="${storeId}" />
          <input type="hidden" name="terminalName" value="${name}" />
          <button class="button">${fleet.makeCode}</button>
        </form>`,
    )}
    ${card(
      words.revoke,
      html`<p>${words.revokeText}</p>
        <form method="post" action="/office/fleet/${terminalId}/revocation">
          ${input({ name: 'reason', label: words.reason })}
          <button class="button stop">${words.confirm}</button>
        </form>`,
    )}
  </div>`
}
