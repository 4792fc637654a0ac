import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { texts as english } from '#renderer/i18n/en/texts.ts'
import { texts as portuguese } from '#renderer/i18n/pt-pt/texts.ts'
import { firstPinResultSchema, enrolFailureSchema, releaseResultSchema } from '#shared/ipc/desk-methods.ts'
import { noticeKindSchema } from '#shared/ipc/desk-state.ts'
import { notSavedReasonSchema } from '#shared/ipc/record-methods.ts'
import { caseKindSchema } from '#shared/contracts/outcome.ts'
import { refusalReasonSchema } from '#shared/contracts/operations/age-check.ts'

type Texts = { readonly [key: string]: string | Texts }

function flat(texts: Texts, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )
}

const en = flat(english)
const pt = flat(portuguese)
const root = new URL('../../', import.meta.url)
const source = globSync('renderer/{app,flows,ui}/**/*.{ts,tsx}', { cwd: root })
  .map((file) => readFileSync(new URL(file, root), 'utf8'))
  .join('\n')

/** `t('a.b')` uses one key; t(`a.${x}.c`) uses every key of that shape. */
const used = [...source.matchAll(/\bt\(\s*(?:'([^']+)'|`([^`]+)`)/g)].map(
  ([, plain, template]) =>
    new RegExp(
      `^${(plain ?? template ?? '').replaceAll('.', '\\.').replaceAll(/\$\{[^}]+\}/g, '[^.]+')}(?:_zero|_one|_other)?$`,
    ),
)

describe('texts', () => {
  it('[R30] both languages have the same keys, each with words', () => {
    expect([...pt.keys()].toSorted()).toEqual([...en.keys()].toSorted())
    expect([...en, ...pt].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('both languages fill in the same values', () => {
    const holes = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\{\{\w+\}\}/g)].map(String).toSorted()
    const differing = [...en].filter(([key, text]) => {
      const other = holes(pt.get(key))
      return !key.endsWith('_one') && holes(text).join() !== other.join()
    })
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('every key is used, and every key that is used is there', () => {
    expect(used.length).toBeGreaterThan(100)
    expect([...en.keys()].filter((key) => !used.some((pattern) => pattern.test(key)))).toEqual([])
    expect(used.filter((pattern) => ![...en.keys()].some((key) => pattern.test(key))).map(String)).toEqual([])
  })

  it('every notice and failure of the contract has its sentence', () => {
    const wanted = [
      ...noticeKindSchema.options.flatMap((kind) => [`notices.${kind}.title`, `notices.${kind}.text`]),
      ...notSavedReasonSchema.options.map((reason) => `records.notSaved.${reason}`),
      ...enrolFailureSchema.options.map((failure) => `entry.setUp.failure.${failure}`),
      ...firstPinResultSchema.options
        .filter((result) => result !== 'set')
        .map((result) => `entry.firstPin.failure.${result}`),
      ...releaseResultSchema.options
        .filter((result) => result !== 'released')
        .map((result) => `entry.lockedPeople.failure.${result}`),
      ...caseKindSchema.options.map((kind) => `toSend.cases.${kind}.title`),
      ...refusalReasonSchema.options.map((reason) => `counter.age.reasons.${reason}`),
    ]
    expect(wanted.filter((key) => !en.has(key))).toEqual([])
  })

  it('[I9] says the three words strictly, in European Portuguese', () => {
    expect([en.get('records.saved'), en.get('records.sent'), en.get('records.needsYou')]).toEqual([
      'Saved on this till',
      'Sent',
      'Needs you',
    ])
    expect([pt.get('records.saved'), pt.get('records.sent'), pt.get('records.needsYou')]).toEqual([
      'Guardado nesta caixa',
      'Enviado',
      'Precisa de si',
    ])
    const brazilian = /\b(tela|celular|salvar|salvo|usuário|você|cadastr\w+|registrar|arquivo|senha)\b/i
    expect([...pt].filter(([, text]) => brazilian.test(text))).toEqual([])
  })
})
