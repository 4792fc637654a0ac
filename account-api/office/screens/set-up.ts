import { loginNameSchema } from '#shared/contracts/messages/administrators.ts'
import { hasAdministrators, makeFirstAdministrator, setPassword } from '../../administrators/set-password.ts'
import { input, notice } from '../elements.ts'
import { html } from '../html.ts'
import type { Texts } from '../texts/texts.ts'
import type { Answer, OpenPage, OpenVisit } from '../visit.ts'

/** Where the first administrator is made, and everybody else sets a password with a code. */
export const setUpPages: readonly OpenPage[] = [
  {
    method: 'GET',
    path: '/office/set-up',
    answer: async ({ context, texts }) => setUpPage(texts, { isFirst: !(await hasAdministrators(context)) }),
  },
  { method: 'POST', path: '/office/set-up', isGuessable: true, answer: setUp },
]

async function setUp({ context, adminToken, texts, form }: OpenVisit): Promise<Answer> {
  const isFirst = !(await hasAdministrators(context))
  const { secret = '', password = '' } = form
  const loginName = loginNameSchema.safeParse((form['loginName'] ?? '').trim().toLowerCase())
  if (!loginName.success) return setUpPage(texts, { isFirst, failure: texts.setUp.badName })
  const wish = { loginName: loginName.data, password }
  const made = isFirst
    ? await makeFirstAdministrator(context, { ...wish, adminToken, token: secret })
    : await setPassword(context, { ...wish, code: secret })
  if (made.ok) return { kind: 'go', to: '/office/sign-in?why=ready' }
  return setUpPage(texts, { isFirst, failure: texts.setUp[made.failure] })
}

function setUpPage(texts: Texts, given: { isFirst: boolean; failure?: string }): Answer {
  const { setUp: words, signIn } = texts
  const { isFirst, failure } = given
  const title = isFirst ? words.titleFirst : words.title
  return {
    kind: 'page',
    title,
    status: failure === undefined ? 200 : 400,
    body: html`<section class="card narrow">
      <h1>${title}</h1>
      <p>${isFirst ? words.textFirst : words.text}</p>
      ${failure === undefined ? null : notice('stop', failure)}
      <form method="post" action="/office/set-up">
        ${input({ name: 'loginName', label: signIn.name, autocomplete: 'username' })}
        ${input({ name: 'secret', label: isFirst ? words.token : words.code, isCode: true })}
        ${input({
          name: 'password',
          label: words.newPassword,
          type: 'password',
          autocomplete: 'new-password',
          hint: words.rule,
        })}
        <button class="button primary">${words.submit}</button>
      </form>
      ${isFirst ? null : html`<a href="/office/sign-in">${words.back}</a>`}
    </section>`,
  }
}
