import { writeAudit } from '../../audit.ts'
import { findAnomalies } from '../../reports/anomalies.ts'
import { listFindings } from '../../reports/list-findings.ts'
import { TROUBLE_DAYS, listTroubles } from '../../reports/terminal-events.ts'
import type { Trouble } from '../../reports/terminal-events.ts'
import type { Anomalies, Finding } from '#shared/contracts/messages/proof.ts'
import { csvOf } from '../csv.ts'
import { card, heading, pill, table } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { wordFor } from '../texts/texts.ts'
import type { Texts } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import { toldCell } from '../told-events.ts'
import type { OfficePage } from '../visit.ts'

/** The fleet says of every till whether something is wrong with it: here stand the last ones. */
const MAX_TROUBLES = 200

/** What the server found by itself, and what does not look like people. */
export const anomaliesPages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: '/office/anomalies',
    roles: [],
    answer: async ({ context, texts }) => {
      const { findings, checkedAt } = await listFindings(context.database)
      const anomalies = await findAnomalies(context)
      const troubles = await listTroubles(context)
      const { anomalies: words } = texts
      const checked =
        checkedAt === null
          ? words.notChecked
          : words.checkedAt(whenIn(texts, { instant: checkedAt, timeZone: null }))
      const body = html`${heading(words.title, `${words.subtitle} · ${checked}`)}
        <p class="filters"><a class="button" href="/office/findings.csv">${texts.export}</a></p>
        ${card(words.chains, findingsTable(texts, findings, checkedAt !== null))}
        ${card(texts.told.fleetTitle, html`<p>${texts.told.fleetText(TROUBLE_DAYS)}</p>`, troublesTable(texts, troubles))}
        ${birthdays(texts, anomalies)} ${velocity(texts, anomalies)}`
      return { kind: 'page', title: words.title, body }
    },
  },
  {
    method: 'GET',
    path: '/office/findings.csv',
    roles: [],
    answer: async ({ context, texts }) => {
      const { findings } = await listFindings(context.database)
      const { anomalies: words, fleet } = texts
      const action = { actor: context.actor, action: 'export-made', subject: 'findings', detail: null }
      await writeAudit(context, context.database, action)
      const head = [
        words.what,
        fleet.store,
        words.where,
        'id',
        texts.terminal.epoch,
        words.numbers,
        words.since,
      ]
      const rows = findings.map((one) => [
        texts.findings[one.kind],
        one.storeName,
        one.terminalName,
        one.terminalId,
        one.epoch,
        numbersOf(one),
        one.foundAt,
      ])
      return { kind: 'file', name: 'findings.csv', text: csvOf([head, ...rows]) }
    },
  },
]

function numbersOf({ sequence, lastSequence }: Finding): string {
  if (sequence === 0) return ''
  return sequence === lastSequence ? String(sequence) : `${sequence}–${lastSequence}`
}

function findingsTable(texts: Texts, findings: readonly Finding[], isChecked: boolean): Html {
  const { anomalies: words } = texts
  return table({
    caption: words.chains,
    columns: [words.what, words.where, words.numbers, words.since],
    rows: findings.map((finding) => [
      pill(finding.kind === 'head-ahead' ? 'wait' : 'stop', texts.findings[finding.kind]),
      html`<a href="/office/fleet/${finding.terminalId}"><strong>${finding.terminalName}</strong></a>
        <small>${finding.storeName}</small>`,
      html`<span class="number">${numbersOf(finding)}</span>`,
      whenIn(texts, { instant: finding.foundAt, timeZone: finding.timeZone }),
    ]),
    empty: isChecked ? words.empty : words.notChecked,
  })
}

function troublesTable(texts: Texts, troubles: readonly Trouble[]): Html {
  const { told: words } = texts
  return table({
    caption: words.fleetTitle,
    columns: [words.what, words.where, words.arrived],
    rows: troubles
      .slice(0, MAX_TROUBLES)
      .map((trouble) => [
        toldCell(texts, trouble),
        html`<a href="/office/fleet/${trouble.terminalId}"><strong>${trouble.terminalName}</strong></a>
          <small>${trouble.storeName}</small>`,
        whenIn(texts, { instant: trouble.arrivedAt, timeZone: trouble.timeZone }),
      ]),
    empty: words.fleetEmpty,
  })
}

function birthdays(texts: Texts, { days, birthdays: stores }: Anomalies): Html {
  const { anomalies: words } = texts
  return card(
    words.birthdays,
    html`<p>${words.birthdaysText(days)}</p>`,
    table({
      caption: words.birthdays,
      columns: [texts.fleet.store, words.registrations, words.share, texts.refusals.verdict],
      rows: stores.map((store) => [
        html`<strong>${store.storeName}</strong>`,
        html`<span class="number">${store.registrations}</span>`,
        html`<span class="number">${store.firstOfJanuary}</span>`,
        store.isSuspicious ? pill('stop', words.suspicious) : pill('neutral', texts.refusals.fine),
      ]),
      empty: words.noRegistrations,
    }),
  )
}

function velocity(texts: Texts, { velocity: operators }: Anomalies): Html {
  const { anomalies: words } = texts
  return card(
    words.velocity,
    html`<p>${words.velocityText}</p>`,
    table({
      caption: words.velocity,
      columns: [words.operator, texts.fleet.store, words.what, words.hour, words.records],
      rows: operators.map((one) => [
        html`<strong>${one.operatorId}</strong>`,
        one.storeName,
        wordFor(texts.types, one.type),
        whenIn(texts, { instant: one.hour, timeZone: one.timeZone }),
        html`<span class="number">${one.records}</span>`,
      ]),
      empty: words.noVelocity,
    }),
  )
}
