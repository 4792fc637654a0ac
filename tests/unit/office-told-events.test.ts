import { expect, test } from 'vitest'

import { renderHtml } from '#account-api/office/html.ts'
import { en } from '#account-api/office/texts/en.ts'
import { ptPt } from '#account-api/office/texts/pt-pt.ts'
import { toldCell } from '#account-api/office/told-events.ts'
import { mirrorLossSchema } from '#shared/contracts/mirror-loss.ts'
import { terminalEventPayloadSchema } from '#shared/contracts/operations/terminal-event.ts'

const said = (texts: typeof en | typeof ptPt, kind: string, detail: string | null) =>
  renderHtml(toldCell(texts, { kind, detail }))

test('[FN6] whatever a till can say of itself has a word and a meaning in both languages', () => {
  for (const kind of terminalEventPayloadSchema.shape.kind.options.filter((one) => one !== 'started'))
    for (const { told } of [en, ptPt]) {
      expect(Object.hasOwn(told.kinds, kind), kind).toBe(true)
      expect(Object.hasOwn(told.meanings, kind), kind).toBe(true)
    }
  for (const cause of mirrorLossSchema.options)
    for (const { told } of [en, ptPt]) expect(Object.hasOwn(told.causes, cause), cause).toBe(true)
})

test('[FN6] what a till adds is said in the reader’s language; what nobody knows is shown as it came, and safe', () => {
  expect(said(ptPt, 'store-damaged', 'journal frames 3-5 8-9')).toContain('entradas 3-5 8-9 do diário')
  expect(said(ptPt, 'store-damaged', 'records 1:4 1:5')).toContain('registos 1:4 1:5')
  expect(said(en, 'export-made', '12 records, 2 files')).toContain('records: 12, files: 2')
  expect(said(en, 'mirror-lost', 'not-there')).toContain('the stick or disk is not there')
  expect(said(en, 'odd', '<b>new</b>')).toContain('&lt;b&gt;new&lt;/b&gt;')
})

test('[FN6] a till that was restored from a mirror in part is not told as one whose mirror is lost', () => {
  for (const detail of ['restored in part: 3 damaged', 'restored in part: up to frame 40'])
    expect(said(en, 'mirror-lost', detail)).toContain('Restored in part')
  expect(said(en, 'mirror-lost', 'restored in part: up to frame 40')).toContain('up to entry 40')
  expect(said(en, 'mirror-lost', 'damaged')).not.toContain('Restored')
})
