import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import {
  closureRequestSchema,
  conclusionSchema,
  officeStepSchema,
  refusalReasonSchema,
} from '#shared/contracts/messages/service.ts'
import type { AssistanceCasePayload } from '#shared/contracts/operations/assistance-case.ts'
import type { Delivery } from '#shared/contracts/operations/delivery.ts'
import type { FailedPart } from '#shared/contracts/operations/device-fault.ts'
import { readServiceCase } from '../../service/read-service-case.ts'
import type { ReadServiceCase } from '../../service/read-service-case.ts'
import { closeServiceCase, stepInServiceCase } from '../../service/service-cases.ts'
import { card, facts, heading, notice, select, table } from '../elements.ts'
import { html } from '../html.ts'
import type { Html, Part } from '../html.ts'
import { wordFor } from '../texts/texts.ts'
import type { Texts } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'

const ROLES = ['cases'] as const

/** One case of the guarantee or of assistance, with whom and where to, and how it ended. */
export const serviceCasePages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: '/office/service/:operationId',
    roles: ROLES,
    answer: async (visit) => serviceCasePage(visit, null),
  },
  { method: 'POST', path: '/office/service/:operationId/closure', roles: ROLES, answer: close },
  { method: 'POST', path: '/office/service/:operationId/steps', roles: ROLES, answer: takeStep },
]

async function close(visit: Visit): Promise<Answer> {
  const operationId = operationIdSchema.safeParse(visit.params['operationId'])
  const { conclusion, reason = '' } = visit.form
  const isDeclined = conclusion === 'declined'
  const closure = closureRequestSchema.safeParse(
    isDeclined && reason !== '' ? { conclusion, reason } : { conclusion },
  )
  if (!operationId.success) return { kind: 'refused', why: 'notFound' }
  if (!closure.success) {
    const { missing, missingReason } = visit.texts.service
    return serviceCasePage(visit, notice('stop', isDeclined ? missingReason : missing))
  }
  const closed = await closeServiceCase(visit.context, { operationId: operationId.data, ...closure.data })
  return closed.ok
    ? { kind: 'go', to: `/office/service/${operationId.data}` }
    : { kind: 'refused', why: 'notFound' }
}

async function takeStep(visit: Visit): Promise<Answer> {
  const operationId = operationIdSchema.safeParse(visit.params['operationId'])
  const step = officeStepSchema.safeParse(visit.form['step'])
  if (!operationId.success || !step.success) return { kind: 'refused', why: 'notFound' }
  const taken = await stepInServiceCase(visit.context, { operationId: operationId.data, step: step.data })
  return taken.ok
    ? { kind: 'go', to: `/office/service/${operationId.data}` }
    : { kind: 'refused', why: 'notFound' }
}

async function serviceCasePage({ context, texts, params }: Visit, said: Html | null): Promise<Answer> {
  const operationId = operationIdSchema.safeParse(params['operationId'])
  const known = operationId.success ? await readServiceCase(context, operationId.data) : null
  if (!operationId.success || known === null) return { kind: 'refused', why: 'notFound' }
  const { service: words } = texts
  const title = words[known.kind]
  const ended =
    known.conclusion === null
      ? null
      : notice('ok', `${words.closed} ${wordFor(texts.conclusions, known.conclusion)}`)
  const body = html`<p><a href="/office/service">‹ ${words.back}</a></p>
    ${heading(title, words.lookText)} ${said} ${ended}
    <div class="case">
      <div>
        ${card(title, facts(factsOf(texts, known)))} ${card(words.customer, customerFacts(texts, known))}
        ${card(words.steps, stepsTable(texts, known))}
      </div>
      <div>
        ${known.isOpen ? card(words.takeStep, stepForm(texts, operationId.data)) : null}
        ${known.isOpen ? card(words.close, closureForm(texts, operationId.data)) : null}
      </div>
    </div>`
  return { kind: 'page', title, body, status: said === null ? 200 : 400 }
}

function factsOf(texts: Texts, { record }: ReadServiceCase): readonly (readonly [string, Part])[] {
  const { service: words, codes } = texts
  const common = [
    [words.device, html`<code>${record.deviceId}</code>`],
    [words.fault, wordFor(codes, record.fault)],
  ] as const
  if ('wanted' in record) {
    const { wanted, part, proofOfPurchase } = record
    const failed = part === undefined ? [] : ([[words.part, partOf(texts, part)]] as const)
    const shown = proofOfPurchase === undefined ? [] : ([[words.boughtOn, proofOfPurchase.boughtOn]] as const)
    return [
      ...common,
      ...failed,
      ...shown,
      [words.wish, wordFor(codes, wanted.way)],
      [words.address, linesOf(placeIn(wanted))],
    ]
  }
  const { residence, registration, visited } = record.countries
  return [
    ...common,
    [words.answer, wordFor(codes, record.answer)],
    [words.countries, `${residence}, ${registration}, ${visited}`],
    [words.address, linesOf(temporaryPlace(record))],
    [
      words.checks,
      linesOf(
        record.checks.map(({ check, answer }) => `${wordFor(codes, check)}: ${wordFor(codes, answer)}`),
      ),
    ],
  ]
}

/** Which part of the kit failed, and its own ID where it could be read (R11). */
function partOf({ service: words, codes }: Texts, { kind, deviceId }: FailedPart): Part {
  return html`${wordFor(codes, kind)}
  ${deviceId === null ? words.partNotRead : html`<code>${deviceId}</code>`}`
}

function placeIn(wanted: Delivery): readonly string[] {
  if (wanted.way === 'store') return ['–']
  if (wanted.way === 'collection-point') return [wanted.collectionPoint]
  const { lines, postalCode, locality, country } = wanted.address
  return [...lines, `${postalCode} ${locality}`, country]
}

function temporaryPlace({ temporaryAddress, countries }: AssistanceCasePayload): readonly string[] {
  const { place, lines, postalCode, locality } = temporaryAddress
  return [
    place,
    ...lines,
    [postalCode, locality].filter((part) => part !== null).join(' '),
    countries.visited,
  ]
}

function linesOf(lines: readonly string[]): Html {
  return html`${lines.map((line) => html`${line}<br />`)}`
}

function customerFacts(texts: Texts, { customer, kind }: ReadServiceCase): Html {
  const { service: words } = texts
  if (customer === null)
    return html`<p>${words.noAccount} ${kind === 'guarantee' ? words.backInStore : null}</p>`
  return facts([
    [words.name, customer.name],
    [words.email, customer.email],
    [words.phone, customer.mobilePhone ?? texts.nothing],
  ])
}

function stepsTable(texts: Texts, { steps }: ReadServiceCase): Html {
  const { service: words } = texts
  return table({
    caption: words.steps,
    columns: [words.step, words.at],
    empty: words.noSteps,
    rows: steps.map(({ step, reason, at }) => [
      html`${texts.caseSteps[step]}
      ${reason === null ? null : html`<small>${texts.refusalReasons[reason]}</small>`}`,
      whenIn(texts, { instant: at, timeZone: null }),
    ]),
  })
}

/** What the store is told: it reads it the next time that it asks. */
function stepForm(texts: Texts, operationId: string): Html {
  return html`<p>${texts.service.takeStepText}</p>
    <form method="post" action="/office/service/${operationId}/steps">
      ${officeStepSchema.options.map(
        (step) => html`<button class="button" name="step" value="${step}">${texts.caseSteps[step]}</button> `,
      )}
    </form>`
}

function closureForm(texts: Texts, operationId: string): Html {
  const { service: words } = texts
  return html`<form method="post" action="/office/service/${operationId}/closure">
    <fieldset class="choices">
      <legend>${words.close}</legend>
      ${conclusionSchema.options.map(
        (conclusion) =>
          html`<div class="choice">
            <label
              ><input type="radio" name="conclusion" value="${conclusion}" required />
              <strong>${texts.conclusions[conclusion]}</strong></label
            >
          </div>`,
      )}
    </fieldset>
    ${select({
      name: 'reason',
      label: words.reason,
      options: [
        ['', '–'],
        ...refusalReasonSchema.options.map((reason) => [reason, texts.refusalReasons[reason]] as const),
      ],
    })}
    <button class="button primary">${words.submit}</button>
  </form>`
}
