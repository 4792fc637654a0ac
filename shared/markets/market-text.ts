import { z } from 'zod'

/** A language tag such as 'pt-PT' or 'en' (BCP 47: language, optional script, optional region). */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/)

/** The languages in which the screens of the desk are complete (R30): another one for operators is a release. */
export const SCREEN_LANGUAGES = ['pt-PT', 'en'] as const

/** One text in every language it exists in; Portuguese and English always do (R30). */
export const localTextSchema = z
  .object({ 'pt-PT': z.string().min(1), en: z.string().min(1) })
  .catchall(z.string().min(1))
export type LocalText = z.infer<typeof localTextSchema>

/** A text whose exact wording is evidence: what was read or agreed to is found again by its version. */
export const versionedTextSchema = z.strictObject({ version: z.string().min(1), text: localTextSchema })
export type VersionedText = z.infer<typeof versionedTextSchema>

/** The text in `language`; else in the same language of another region; else in English. */
export function textIn(text: LocalText, language: string): string {
  const base = language.split('-', 1)[0]
  const translations = Object.entries(text)
  const exact = translations.find(([tag]) => tag === language)
  const sibling = translations.find(([tag]) => tag.split('-', 1)[0] === base)
  return (exact ?? sibling)?.[1] ?? text.en
}
