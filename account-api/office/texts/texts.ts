import { en } from './en.ts'
import { ptPt } from './pt-pt.ts'

type Words<Source> = {
  readonly [Name in keyof Source]: Source[Name] extends string
    ? string
    : Source[Name] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Words<Source[Name]>
}

/** Everything that the page of head office says. */
export type Texts = Words<typeof en>

const ALL: Readonly<Record<string, Texts>> = { en, 'pt-PT': ptPt }

/** The texts of a chosen language; without a choice, what the browser prefers, and English before nothing. */
export function textsFor(given: { chosen: string | undefined; preferred: string | undefined }): Texts {
  const chosen = Object.hasOwn(ALL, given.chosen ?? '') ? ALL[given.chosen ?? ''] : undefined
  const first = /^\s*([a-z]+)/i.exec(given.preferred ?? '')?.[1]?.toLowerCase()
  return chosen ?? (first === 'pt' ? ptPt : en)
}

/** The word for a code; a code that has none is shown as it is. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code
}
