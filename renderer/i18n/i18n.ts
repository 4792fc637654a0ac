import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { SCREEN_LANGUAGES } from '#shared/markets/market-text.ts'
import { texts as english } from './en/texts.ts'
import { texts as portuguese } from './pt-pt/texts.ts'

/** The languages of the operator's screen. */
export const LANGUAGES = SCREEN_LANGUAGES
export type Language = (typeof LANGUAGES)[number]

/** Opens the texts in one language. Nothing is fetched; a key that is missing falls back to English. */
export function createTexts(language: Language): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: [...LANGUAGES],
    resources: { 'pt-PT': { translation: portuguese }, en: { translation: english } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  })
  return instance
}
