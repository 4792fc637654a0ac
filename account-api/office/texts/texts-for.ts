import { en } from './en.ts'
import { ptPt } from './pt-pt.ts'
import type { Texts } from './texts.ts'

const ALL: Readonly<Record<string, Texts>> = { en, 'pt-PT': ptPt }

/** The texts of a chosen language; without a choice, what the browser prefers, and English before nothing. */
export function textsFor(given: { chosen: string | undefined; preferred: string | undefined }): Texts {
  const chosen = Object.hasOwn(ALL, given.chosen ?? '') ? ALL[given.chosen ?? ''] : undefined
  const first = /^\s*([a-z]+)/i.exec(given.preferred ?? '')?.[1]?.toLowerCase()
  return chosen ?? (first === 'pt' ? ptPt : en)
}
