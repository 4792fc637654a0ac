import type { en } from './en.ts'

type Words<Source> = {
  readonly [Name in keyof Source]: Source[Name] extends string
    ? string
    : Source[Name] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Words<Source[Name]>
}

/** Everything that the page of head office says. */
export type Texts = Words<typeof en>

/** The word for a code; a code that has none is shown as it is. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code
}
