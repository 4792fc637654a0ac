import { input, notice } from '../office/elements.ts'
import { html } from '../office/html.ts'
import type { Html } from '../office/html.ts'
import type { OpenLink } from '../links/read-link.ts'
import type { LinkAnswer } from '../links/use-link.ts'
import type { CustomerTexts } from './texts.ts'

/** A page before it is put into its frame. */
export interface CustomerPage {
  readonly title: string
  readonly body: Html
  readonly status: number
}

/** What a link asks, as a form. It names nobody and no device [LK4]. */
export function askingPage(texts: CustomerTexts, given: { link: OpenLink; isWeak: boolean }): CustomerPage {
  const { task } = given.link
  const status = given.isWeak ? 400 : 200
  if (task === 'email-question')
    return question(texts.emailQuestion, texts.emailQuestionText, [texts.emailYes, texts.emailNo])
  if (task === 'device-question' || task === 'dispute-question')
    return question(texts.deviceQuestion, texts.deviceQuestionText, [texts.deviceYes, texts.deviceNo])
  if (task === 'contact-change')
    return question(texts.contactChange, texts.contactChangeText, [texts.contactYes, texts.contactNo])
  if (task === 'data') return question(texts.data, texts.dataText, [texts.dataYes, texts.dataNo])
  const isFirst = task === 'first-password'
  const title = isFirst ? texts.firstPassword : texts.newPassword
  const password = {
    name: 'password',
    label: texts.password,
    type: 'password',
    autocomplete: 'new-password',
    hint: texts.passwordRule,
  } as const
  const body = html`${given.isWeak ? notice('stop', texts.weak) : null}
    <p>${isFirst ? texts.firstPasswordText : texts.newPasswordText}</p>
    <form method="post">
      ${input(password)}
      <button class="button primary">${texts.save}</button>
    </form>`
  return { title, body, status }
}

function question(title: string, text: string, answers: readonly [yes: string, no: string]): CustomerPage {
  const [yes, no] = answers
  const body = html`<p>${text}</p>
    <form method="post">
      <button class="button primary" name="answer" value="yes">${yes}</button>
      <button class="button" name="answer" value="no">${no}</button>
    </form>`
  return { title, body, status: 200 }
}

/** What was done. */
export function donePage(texts: CustomerTexts, given: { link: OpenLink; answer: LinkAnswer }): CustomerPage {
  const { link, answer } = given
  if (link.task === 'dispute-question' && answer.kind === 'no')
    return said(texts.answered, texts.disputedText)
  if (answer.kind !== 'password') return said(texts.answered, texts[`${answer.kind}Text`])
  const isFirst = link.task === 'first-password'
  return said(isFirst ? texts.firstPasswordDone : texts.newPasswordDone, texts.passwordDoneText)
}

/** Why nothing was done. */
export function refusedPage(
  texts: CustomerTexts,
  given: { why: 'gone' | 'malformed' | 'taken' | 'overtaken' | 'tooMany' | 'failed'; status: number },
): CustomerPage {
  return { ...said(texts[given.why], texts[`${given.why}Text`]), status: given.status }
}

function said(title: string, text: string): CustomerPage {
  return { title, body: html`<p>${text}</p>`, status: 200 }
}
