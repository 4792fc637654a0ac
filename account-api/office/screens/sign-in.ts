import { signIn, signOut } from '../../administrators/sign-in.ts'
import { hasAdministrators } from '../../administrators/set-password.ts'
import { input, notice } from '../elements.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Texts } from '../texts/texts.ts'
import type { Answer, OfficePage, OpenPage } from '../visit.ts'

/** Where administrators sign in. */
export const signInPages: readonly OpenPage[] = [
  {
    method: 'GET',
    path: '/office/sign-in',
    answer: async ({ context, texts, query }) => {
      if (!(await hasAdministrators(context))) return { kind: 'go', to: '/office/set-up' }
      const { signIn: words } = texts
      const why = query['why']
      if (why === 'expired') return signInPage(texts, notice('wait', words.expired))
      if (why === 'out') return signInPage(texts, notice('ok', words.out))
      return signInPage(texts, why === 'ready' ? notice('ok', words.ready) : null)
    },
  },
  {
    method: 'POST',
    path: '/office/sign-in',
    isGuessable: true,
    answer: async ({ context, texts, form }) => {
      const { loginName = '', password = '' } = form
      const session = await signIn(context, { loginName, password })
      if (session.ok) return { kind: 'go', to: '/office/fleet', session: session.value }
      return { ...signInPage(texts, notice('stop', texts.signIn.refused)), status: 401 }
    },
  },
]

/** Ends the session. */
export const signOutPage: OfficePage = {
  method: 'POST',
  path: '/office/sign-out',
  roles: [],
  answer: async ({ context, administrator, session }) => {
    await signOut(context, { administrator, token: session ?? '' })
    return { kind: 'go', to: '/office/sign-in?why=out', session: null }
  },
}

function signInPage(texts: Texts, said: Html | null): Answer & { kind: 'page' } {
  const { signIn: words } = texts
  return {
    kind: 'page',
    title: words.title,
    body: html`<section class="card narrow">
      <h1>${words.title}</h1>
      ${said}
      <form method="post" action="/office/sign-in">
        ${input({ name: 'loginName', label: words.name, autocomplete: 'username' })}
        ${input({ name: 'password', label: words.password, type: 'password', autocomplete: 'current-password' })}
        <button class="button primary">${words.submit}</button>
      </form>
      <a href="/office/set-up">${words.haveCode}</a>
    </section>`,
  }
}
