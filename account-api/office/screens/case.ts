import { envelopeHeaderSchema } from '#shared/contracts/envelope.ts'
import { caseIdSchema } from '#shared/contracts/identifiers.ts'
import { readCase } from '../../administration/read-case.ts'
import type { CaseVersion, ReadCase } from '../../administration/read-case.ts'
import { resolveCase } from '../../administration/resolve-case.ts'
import { audiencesOf } from '../../administrators/administrator.ts'
import { actorNames } from '../actor-names.ts'
import { FIELDS, FIELDS_OF_TIME, fieldsIn } from '../case-fields.ts'
import type { Field } from '../case-fields.ts'
import { decisionFields, readDecision } from '../decision-form.ts'
import { card, facts, heading, notice, pill } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { wordFor } from '../texts/texts.ts'
import type { Texts } from '../texts/texts.ts'
import { whenIn } from '../times.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'

const ROLES = ['cases', 'compliance'] as const

/** One case with both its versions, and the decision in it. */
export const casePages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: '/office/cases/:caseId',
    roles: ROLES,
    answer: async (visit) => {
      const { cases: words } = visit.texts
      const done = visit.query['done']
      if (done === 'accepted') return casePage(visit, { said: notice('ok', words.accepted) })
      return casePage(visit, { said: done === 'superseded' ? notice('wait', words.overtaken) : null })
    },
  },
  { method: 'POST', path: '/office/cases/:caseId/decision', roles: ROLES, answer: decide },
]

async function decide(visit: Visit): Promise<Answer> {
  const { context, texts, params, form, administrator } = visit
  const audiences = audiencesOf(administrator)
  const caseId = caseIdSchema.safeParse(params['caseId'])
  const known = caseId.success ? await readCase(context, { caseId: caseId.data, audiences }) : null
  if (!caseId.success || known === null) return { kind: 'refused', why: 'notFound' }
  const decision = readDecision(form, known.operation)
  const again = (text: string) => casePage(visit, { said: notice('stop', text), status: 400 })
  const caseVersion = Number(form['version'])
  if (decision === null || !Number.isInteger(caseVersion)) return again(texts.cases.missing)
  const decided = await resolveCase(context, { caseId: caseId.data, caseVersion, decision, audiences })
  if (!decided.ok)
    return again(decision.choice === 'settle-again' ? texts.cases.stillStops : texts.cases.invalid)
  return { kind: 'go', to: `/office/cases/${caseId.data}?done=${decided.value.outcome}` }
}

async function casePage(visit: Visit, given: { said: Html | null; status?: number }): Promise<Answer> {
  const { context, texts, params, administrator } = visit
  const caseId = caseIdSchema.safeParse(params['caseId'])
  const known = caseId.success
    ? await readCase(context, { caseId: caseId.data, audiences: audiencesOf(administrator) })
    : null
  if (known === null) return { kind: 'refused', why: 'notFound' }
  const { cases: words } = texts
  const title = wordFor(texts.kinds, known.facts.kind)
  const body = html`<p><a href="/office/cases">‹ ${words.back}</a></p>
    ${heading(title, `${known.facts.storeName}, ${known.facts.terminalName}`)} ${given.said}
    <div class="case">
      <div>
        ${card(known.facts.audience === 'compliance' ? words.kept : words.versions, versionsTable(texts, { ...known, timeZone: known.facts.timeZone }))}
        ${await factsOf(visit, known)}
      </div>
      ${
        known.facts.status === 'closed'
          ? null
          : card(
              words.decide,
              html`<form method="post" action="/office/cases/${known.facts.caseId}/decision">
                <input type="hidden" name="version" value="${known.facts.version}" />
                ${decisionFields(texts, { choices: known.facts.choices, operation: known.operation })}
                <button class="button primary">${words.submit}</button>
              </form>`,
            )
      }
    </div>`
  return { kind: 'page', title, body, status: given.status ?? 200 }
}

function versionsTable(texts: Texts, given: { versions: readonly CaseVersion[]; timeZone: string }): Html {
  const { versions, timeZone } = given
  const { cases: words } = texts
  const titles = { ...words, 'age-check': texts.types['age-check'] }
  const columns = versions.map(({ of, record }) => ({ title: titles[of], fields: fieldsIn(record) }))
  const read = (field: Field, value: string) =>
    FIELDS_OF_TIME.has(field) ? whenIn(texts, { instant: value, timeZone }) : wordFor(texts.codes, value)
  const shown = FIELDS.filter((field) => columns.some(({ fields }) => fields.has(field)))
  if (shown.length === 0) return html`<p>${words.noPerson}</p>`
  const first = columns[0]
  return html`<p>${words.versionsText}</p>
    <div class="table" role="region" aria-label="${words.versions}" tabindex="0">
      <table class="versions">
        <thead>
          <tr>
            <td></td>
            ${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            (field) =>
              html`<tr>
                <th scope="row">${texts.fields[field]}</th>
                ${columns.map(({ fields }) => {
                  const value = fields.get(field)
                  const isOther =
                    value !== undefined &&
                    first?.fields.has(field) === true &&
                    value !== first.fields.get(field)
                  return html`<td>
                    ${value === undefined ? '–' : read(field, value)}
                    ${isOther ? pill('wait', words.differs) : null}
                  </td>`
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
}

async function factsOf({ context, texts }: Visit, known: ReadCase): Promise<Html> {
  const { cases: words } = texts
  const { timeZone, openedAt, sequence, header } = known.facts
  const nameOf = await actorNames(context.database)
  const read = envelopeHeaderSchema.safeParse(header)
  const when = (date: Date) => whenIn(texts, { instant: date.toISOString(), timeZone })
  return card(
    wordFor(texts.types, read.success ? read.data.type : ''),
    facts([
      [words.opened, when(openedAt)],
      [words.who, texts.audiences[known.facts.audience]],
      [words.captor, read.success ? (read.data.operatorId ?? texts.nothing) : texts.nothing],
      [words.number, sequence ?? '–'],
      [words.version, known.facts.version],
      ...(known.deniedAt === null
        ? []
        : [
            [
              words.holderSays,
              html`<strong>${words.stillTheirs}</strong> <small>${when(known.deniedAt)}</small>`,
            ] as const,
          ]),
      ...known.decisions.map(
        ({ version, choice, actor, decidedAt }) =>
          [
            `${words.decisions} (${words.version} ${version})`,
            html`<strong>${wordFor(texts.choices, choice)}</strong>
              <small>${nameOf(actor)}, ${when(decidedAt)}</small>`,
          ] as const,
      ),
    ]),
  )
}
