import { html } from './html.ts'
import type { Html, Part } from './html.ts'

export type Tone = 'ok' | 'wait' | 'stop' | 'neutral'

/** A state in a word, a colour and a shape. */
export function pill(tone: Tone, word: string): Html {
  return html`<span class="pill tone-${tone}"><i></i>${word}</span>`
}

/** A sentence about what just happened; read out as soon as the page is there. */
export function notice(tone: Tone, text: string): Html {
  return html`<p class="notice tone-${tone}" role="${tone === 'stop' ? 'alert' : 'status'}">${text}</p>`
}

/** The heading of a page. */
export function heading(title: string, subtitle: string): Html {
  return html`<header class="heading">
    <h1>${title}</h1>
    <p>${subtitle}</p>
  </header>`
}

/** A part of a page under a heading of its own. */
export function card(title: string, ...parts: readonly Part[]): Html {
  return html`<section class="card">
    <h2>${title}</h2>
    ${parts}
  </section>`
}

/** A figure with its words. */
export function tile(given: { figure: number; words: string; tone?: Tone }): Html {
  const tone = given.figure === 0 ? 'neutral' : (given.tone ?? 'neutral')
  return html`<li class="tile tone-${tone}"><strong>${given.figure}</strong><span>${given.words}</span></li>`
}

/** A table that says what it shows, in a box that scrolls by itself when it must. */
export function table(given: {
  caption: string
  columns: readonly string[]
  rows: readonly (readonly Part[])[]
  empty: string
}): Html {
  if (given.rows.length === 0) return html`<p class="empty">${given.empty}</p>`
  return html`<div class="table" role="region" aria-label="${given.caption}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${given.columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${given.rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** Names and values in two columns. */
export function facts(rows: readonly (readonly [string, Part])[]): Html {
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}

/** A line to type into. */
export function input(given: {
  name: string
  label: string
  type?: 'text' | 'password'
  value?: string
  autocomplete?: string
  hint?: string
  isCode?: boolean
  isOptional?: boolean
}): Html {
  const { name, label, hint } = given
  return html`<label class="field"
    ><span>${label}</span>
    <input
      class="${given.isCode === true ? 'code' : ''}"
      name="${name}"
      type="${given.type ?? 'text'}"
      value="${given.value ?? ''}"
      autocomplete="${given.autocomplete ?? 'off'}"
      autocapitalize="none"
      spellcheck="false"
      maxlength="256"
      ${given.isOptional === true ? null : html`required`}
    />
    ${hint === undefined ? null : html`<small>${hint}</small>`}</label
  >`
}

/** One of several, in a list that unfolds. */
export function select(given: {
  name: string
  label: string
  options: readonly (readonly [value: string, word: string])[]
  value?: string | undefined
}): Html {
  return html`<label class="field"
    ><span>${given.label}</span
    ><select name="${given.name}">
      ${given.options.map(
        ([value, word]) =>
          html`<option value="${value}" ${value === given.value ? html`selected` : null}>${word}</option>`,
      )}
    </select></label
  >`
}

/** A box to tick. */
export function tick(given: { name: string; label: string; isOn?: boolean }): Html {
  return html`<label class="tick"
    ><input type="checkbox" name="${given.name}" ${given.isOn === true ? html`checked` : null} /><span
      >${given.label}</span
    ></label
  >`
}

/** The way to the pages before and after. */
export function pager(given: {
  page: number
  pages: number
  hrefOf: (page: number) => string
  words: { previous: string; next: string; page: (page: number, pages: number) => string }
}): Html | null {
  const { page, pages, words, hrefOf } = given
  if (pages < 2) return null
  return html`<nav class="pager" aria-label="${words.page(page, pages)}">
    ${page > 1 ? html`<a class="button" href="${hrefOf(page - 1)}">${words.previous}</a>` : null}
    <span>${words.page(page, pages)}</span>
    ${page < pages ? html`<a class="button" href="${hrefOf(page + 1)}">${words.next}</a>` : null}
  </nav>`
}
