import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createFakePrinter } from '../../harness/fake-printer.ts'
import { ANA, CUSTOMER, PIN, VISIT, atWork, createTestTill, unlock } from '../../harness/open-test-desk.ts'
import { CODE, type ScriptedAccountApi, startScriptedAccountApi } from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

async function deskAtWork() {
  const till = createTestTill()
  const printer = createFakePrinter()
  const desk = await till.start({ printer })
  await atWork(desk, api.url)
  /** What the last paper holds as a bar code. */
  const printedCode = () => {
    const lines = printer.printed.at(-1)?.document.sections.flatMap((section) => section.lines) ?? []
    return lines.flatMap((line) => (line.kind === 'bar-code' ? [line.text] : []))[0] ?? ''
  }
  const { handlers } = desk
  const phase = async () => (await handlers['desk.state']({})).phase
  const byBadge = (code: string) => handlers['badge.unlock']({ code })
  return { till, desk, printer, printedCode, handlers, phase, byBadge }
}

describe('badges at the desk', () => {
  it('[V22] [V23] made with the PIN and printed, it opens the till for its operator, drafts included', async () => {
    const { handlers, printedCode, phase, byBadge } = await deskAtWork()
    expect(await handlers['badge.make']({ pin: PIN })).toEqual({ kind: 'printed' })
    expect(await handlers['badge.read']({})).toEqual({ hasBadge: true })
    const summary = { initials: 'M.', step: 'age' } as const
    const draft = {
      draftId: VISIT,
      sale: CUSTOMER,
      registration: CUSTOMER,
      startedAt: '2026-11-22T14:00:00.000Z',
    }
    await handlers['draft.park']({ ...draft, isOnHold: true, summary, form: 'typed' } as never)
    await handlers['operator.lock']({})
    expect(await byBadge(printedCode())).toEqual({ kind: 'unlocked' })
    expect(await phase()).toBe('unlocked')
    expect(await handlers['draft.open']({ draftId: VISIT })).toMatchObject({ kind: 'opened', form: 'typed' })
  })

  it('[V23] a wrong PIN makes none and is counted', async () => {
    const { handlers, printer } = await deskAtWork()
    expect(await handlers['badge.make']({ pin: '000000' })).toEqual({ kind: 'wrong-pin', triesLeft: 9 })
    expect(printer.printed).toEqual([])
    expect(await handlers['badge.read']({})).toEqual({ hasBadge: false })
  })

  it('[V23] what did not come out of the printer is no badge', async () => {
    const { handlers, printer, printedCode, byBadge } = await deskAtWork()
    printer.answer = { kind: 'failed', failure: 'unknown' }
    expect(await handlers['badge.make']({ pin: PIN })).toEqual({ kind: 'not-printed', failure: 'unknown' })
    await handlers['operator.lock']({})
    expect(await byBadge(printedCode())).toEqual({ kind: 'unknown-badge' })
  })

  it('[V23] a new PIN ends it, and so does its operator', async () => {
    const { handlers, printedCode, byBadge, phase } = await deskAtWork()
    await handlers['badge.make']({ pin: PIN })
    await handlers['operator.lock']({})
    await handlers['operator.set-first-pin']({ operatorId: ANA, code: CODE, pin: '905274' })
    expect(await byBadge(printedCode())).toEqual({ kind: 'unknown-badge' })
    await handlers['operator.unlock']({ operatorId: ANA, pin: '905274' })
    await handlers['badge.make']({ pin: '905274' })
    expect(await handlers['badge.forget']({})).toBe('forgotten')
    await handlers['operator.lock']({})
    expect(await byBadge(printedCode())).toEqual({ kind: 'unknown-badge' })
    expect(await phase()).toBe('locked')
  })

  it('[V24] it opens nothing while its operator waits for wrong PINs', async () => {
    const { handlers, printedCode, byBadge } = await deskAtWork()
    await handlers['badge.make']({ pin: PIN })
    await handlers['operator.lock']({})
    for (let count = 0; count < 5; count += 1)
      await handlers['operator.unlock']({ operatorId: ANA, pin: '000000' })
    expect(await byBadge(printedCode())).toMatchObject({ kind: 'wait' })
  })

  it('[W9] while somebody is at work a badge changes nobody', async () => {
    const { handlers, printedCode, byBadge, desk } = await deskAtWork()
    await handlers['badge.make']({ pin: PIN })
    expect(await byBadge(printedCode())).toEqual({ kind: 'unknown-badge' })
    expect(await unlock(desk, ANA)).toEqual({ kind: 'unlocked' })
  })
})
