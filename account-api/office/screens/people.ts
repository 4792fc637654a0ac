import {
  administratorCodeRequestSchema,
  administratorRequestSchema,
  administratorRoleSchema,
} from '#shared/contracts/messages/administrators.ts'
import { makeAdministratorCode, putAdministrator } from '../../administrators/put-administrator.ts'
import { card, heading, input, notice, pill, table, tick } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Texts } from '../texts/texts.ts'
import type { Answer, OfficePage, Visit } from '../visit.ts'
import { codePage } from './one-time-code.ts'

/** Who may sign in, and what they may do. */
export const peoplePages: readonly OfficePage[] = [
  {
    method: 'GET',
    path: '/office/administrators',
    roles: ['administrators'],
    answer: async (visit) =>
      peoplePage(visit, visit.query['done'] === 'saved' ? notice('ok', visit.texts.people.saved) : null),
  },
  { method: 'POST', path: '/office/administrators', roles: ['administrators'], answer: save },
  {
    method: 'POST',
    path: '/office/administrator-codes',
    roles: ['administrators'],
    answer: async (visit) => {
      const { context, administrator, form, texts } = visit
      const asked = administratorCodeRequestSchema.safeParse({ loginName: nameIn(form) })
      if (!asked.success)
        return { ...(await peoplePage(visit, notice('stop', texts.people.unknown))), status: 400 }
      const made = await makeAdministratorCode(context, { by: administrator, ...asked.data })
      if (made.ok) return codePage(visit, { made, back: '/office/administrators' })
      const why = made.failure.problem === 'forbidden' ? texts.people.refused : texts.people.unknown
      return { ...(await peoplePage(visit, notice('stop', why))), status: 400 }
    },
  },
]

async function save(visit: Visit): Promise<Answer> {
  const { context, administrator, form, texts } = visit
  const roles = administratorRoleSchema.options.filter((role) => form[`role-${role}`] === 'on')
  const wanted = administratorRequestSchema.safeParse({
    loginName: nameIn(form),
    roles,
    isDisabled: form['isDisabled'] === 'on',
  })
  if (!wanted.success)
    return { ...(await peoplePage(visit, notice('stop', texts.people.badName))), status: 400 }
  const put = await putAdministrator(context, { by: administrator, wanted: wanted.data })
  if (put.ok) return { kind: 'go', to: '/office/administrators?done=saved' }
  return { ...(await peoplePage(visit, notice('stop', texts.people.refused))), status: 403 }
}

function nameIn(form: Visit['form']): string {
  return (form['loginName'] ?? '').trim().toLowerCase()
}

async function peoplePage(visit: Visit, said: Html | null): Promise<Answer & { kind: 'page' }> {
  const { context, texts } = visit
  const { people: words } = texts
  const people = await context.database
    .selectFrom('administrators')
    .select(['loginName', 'roles', 'isDisabled', 'passwordHash'])
    .orderBy('loginName')
    .execute()
  const rows = people.map((one) => [
    html`<strong>${one.loginName}</strong>`,
    one.isDisabled
      ? pill('neutral', words.disabled)
      : one.passwordHash === null
        ? pill('wait', words.noPassword)
        : pill('ok', words.active),
    one.roles.length === 0 ? words.look : one.roles.map((role) => texts.roles[role]).join(', '),
  ])
  const columns = [words.name, words.state, words.roles]
  return {
    kind: 'page',
    title: words.title,
    body: html`${heading(words.title, words.subtitle)} ${said}
      <section class="card flush">
        ${table({ caption: words.title, columns, rows, empty: texts.nothing })}
      </section>
      <div class="pair">${card(words.add, changeForm(texts))} ${card(words.code, codeForm(texts))}</div>`,
  }
}

function changeForm(texts: Texts): Html {
  const { people: words } = texts
  return html`<p>${words.addText}</p>
    <form method="post" action="/office/administrators">
      ${input({ name: 'loginName', label: words.name })}
      <fieldset>
        <legend>${words.roles}</legend>
        ${administratorRoleSchema.options.map((role) => tick({ name: `role-${role}`, label: texts.roles[role] }))}
      </fieldset>
      ${tick({ name: 'isDisabled', label: words.disable })}
      <button class="button">${words.submit}</button>
    </form>`
}

function codeForm(texts: Texts): Html {
  const { people: words } = texts
  return html`<p>${words.codeText}</p>
    <form method="post" action="/office/administrator-codes">
      ${input({ name: 'loginName', label: words.name })}
      <button class="button">${words.makeCode}</button>
    </form>`
}
