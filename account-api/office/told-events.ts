import { isTrouble } from '../reports/terminal-events.ts'
import type { ToldEvent } from '../reports/terminal-events.ts'
import { pill } from './elements.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import { wordFor } from './texts/texts.ts'
import type { Texts } from './texts/texts.ts'

/** What a till adds to some of its words, as desks write it (`electron/desk/SPEC.md`). */
const DETAILS = [
  ['frames', /^journal frames (.+)$/],
  ['records', /^records (.+)$/],
  ['damagedPart', /^restored in part: (\d+) damaged$/],
  ['upTo', /^restored in part: up to frame (\d+)$/],
  ['exported', /^(\d+) records, (\d+) files$/],
] as const

type Told = Pick<ToldEvent, 'kind' | 'detail'>

/** The kind of thing that a till says of itself, in a word. */
export function toldWord(texts: Texts, told: Told): string {
  return wordFor(texts.told.kinds, saidKind(told))
}

export function toldPill(texts: Texts, told: Told): Html {
  const tone = told.kind === 'no-keystore' ? 'wait' : isTrouble(told.kind) ? 'stop' : 'neutral'
  return pill(tone, toldWord(texts, told))
}

/** A mirror that was not whole when its till was restored from it is told as a lost one. */
function saidKind({ kind, detail }: Told): string {
  return kind === 'mirror-lost' && detail?.startsWith('restored in part') === true ? 'restored-in-part' : kind
}

/** What a till says of itself: what it means for head office, and what the till adds. */
export function toldCell(texts: Texts, told: Told): Html {
  const { detail } = told
  const kind = saidKind(told)
  const meaning = Object.hasOwn(texts.told.meanings, kind) ? wordFor(texts.told.meanings, kind) : null
  return html`${toldPill(texts, told)} ${meaning === null ? null : html`<small>${meaning}</small>`}
  ${detail === null ? null : html`<small>${detailSaid(texts, detail)}</small>`}`
}

function detailSaid({ told: words }: Texts, detail: string): string {
  for (const [name, pattern] of DETAILS) {
    const [, first, second = ''] = pattern.exec(detail) ?? []
    if (first !== undefined) return words.details[name](first, second)
  }
  return wordFor(words.causes, detail)
}
