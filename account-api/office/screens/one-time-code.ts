import type { Result } from '#shared/kernel/result.ts'
import type { ProblemFailure } from '../../problem-failure.ts'
import { html } from '../html.ts'
import { whenIn } from '../times.ts'
import type { Answer, Visit } from '../visit.ts'

/** Shows a code that was made, once, in groups that can be read out. */
export function codePage(
  { texts }: Visit,
  given: { made: Result<{ code: string; expiresAt: string }, ProblemFailure>; back: string },
): Answer {
  const { made, back } = given
  if (!made.ok)
    return { kind: 'refused', why: made.failure.problem === 'forbidden' ? 'forbidden' : 'notFound' }
  const { code, expiresAt } = made.value
  const until = whenIn(texts, { instant: expiresAt, timeZone: null })
  const groups = code.match(/.{1,4}/g) ?? []
  const { fleet: words, people } = texts
  return {
    kind: 'page',
    title: words.codeTitle,
    body: html`<section class="card narrow">
      <h1>${words.codeTitle}</h1>
      <p class="one-time-code" translate="no">${groups.map((group) => html`<span>${group}</span> `)}</p>
      <p>${words.codeText(until)}</p>
      <a class="button primary" href="${back}">${back === '/office/fleet' ? words.done : people.done}</a>
    </section>`,
  }
}
