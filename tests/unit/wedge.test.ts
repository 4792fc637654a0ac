import { describe, expect, it } from 'vitest'
import { addLine } from '#renderer/scanning/assemble-lines.ts'
import { scannedCharacter } from '#renderer/scanning/scanner-layouts.ts'
import {
  classifyKey as classify,
  expire as expireWith,
  IDLE,
  type WedgeKey,
  type WedgeState,
  type WedgeVerdict,
} from '#renderer/scanning/wedge.ts'

import {
  MAX_GAP_MS,
  MIN_GAP_MS,
  type ScannerLayout,
  type ScannerSettings,
  START_SCANNER,
} from '#shared/domain/scanner.ts'
import { createChance } from '#tests/simulation/seeded.ts'

const CODE = 'K7M29QX4TB3D'
const NO_MODIFIERS = {
  isShifted: false,
  isAltGr: false,
  isControl: false,
  isCommand: false,
  isRepeated: false,
}
const classifyKey = (state: WedgeState, key: WedgeKey) => classify(state, key, START_SCANNER)
const expire = (state: WedgeState) => expireWith(state, START_SCANNER)

function codeOf(character: string): string {
  return /[0-9]/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`
}

function keys(text: string, gapMs: number, startMs = 1000): WedgeKey[] {
  return [...text].map((character, index) => ({
    code: codeOf(character),
    key: character,
    ...NO_MODIFIERS,
    atMs: startMs + index * gapMs,
  }))
}

function suffix(code: 'Enter' | 'Tab', atMs: number): WedgeKey {
  return { code, key: code, ...NO_MODIFIERS, atMs }
}

function run(sequence: readonly WedgeKey[]): { state: WedgeState; verdicts: WedgeVerdict[] } {
  let state = IDLE
  const verdicts = sequence.map((key) => {
    const answer = classifyKey(state, key)
    state = answer.state
    return answer.verdict
  })
  return { state, verdicts }
}

describe('wedge', () => {
  it.each(['Enter', 'Tab'] as const)('[C31] reads a burst that ends in %s', (code) => {
    const burst = keys(CODE, 8)
    const { state, verdicts } = run([...burst, suffix(code, 1000 + 12 * 8)])
    expect(verdicts.at(-1)).toEqual({ kind: 'scan', text: CODE, hasLeaked: true, isContinued: false })
    expect(state).toEqual({ ...IDLE, endedAtMs: 1096 })
  })

  it('reads physical keys, so that another layout does not garble the code', () => {
    const burst = keys('ZY12345678', 5).map((key) => ({ ...key, key: 'ß' }))
    expect(run([...burst, suffix('Enter', 1055)]).verdicts.at(-1)).toMatchObject({
      kind: 'scan',
      text: 'ZY12345678',
    })
  })

  it('lets slow typing through, Enter included', () => {
    const { verdicts } = run([...keys(CODE, 90), suffix('Enter', 3000)])
    expect(verdicts.every((verdict) => verdict.kind === 'through')).toBe(true)
  })

  it('gives fast but short typing back before its Enter acts', () => {
    const { verdicts } = run([...keys('maria', 10), suffix('Enter', 1050)])
    expect(verdicts.map((verdict) => verdict.kind)).toEqual([
      'through',
      'hold',
      'hold',
      'hold',
      'hold',
      'give-back-first',
    ])
    expect(verdicts.at(-1)).toEqual({ kind: 'give-back-first', held: 'aria', endsBurst: true })
  })

  it('gives back what was held when the next key comes late', () => {
    const late = { code: 'KeyX', key: 'x', ...NO_MODIFIERS, atMs: 2000 }
    expect(run([...keys('ana', 10), late]).verdicts.at(-1)).toEqual({
      kind: 'give-back-first',
      held: 'na',
      endsBurst: false,
    })
  })

  it('gives back what was held when no key comes', () => {
    expect(expire(run(keys('ana', 10)).state).held).toBe('na')
  })

  it('does not give back twice', () => {
    const once = expire(run(keys('ana', 10)).state)
    expect(expire(once.state).held).toBe('')
    const late = { code: 'KeyX', key: 'x', ...NO_MODIFIERS, atMs: 2000 }
    expect(classifyKey(once.state, late).verdict).toEqual({ kind: 'through', endsBurst: false })
  })

  it('reads a burst whose keys a busy till hears late, and says that some of it has reached the field', () => {
    const burst = [...keys(CODE, 8), suffix('Enter', 1000 + 12 * 8)]
    let state = IDLE
    const verdicts = burst.map((key) => {
      const answer = classifyKey(state, key)
      // The gap passes by the clock after each key, although the keys were pressed in one burst.
      state = expire(answer.state).state
      return answer.verdict
    })
    expect(verdicts.at(-1)).toEqual({ kind: 'scan', text: CODE, hasLeaked: true, isContinued: false })
  })

  it.each([
    ['Ctrl+Shift+I', { code: 'KeyI', isControl: true, isShifted: true }, '\t'],
    ['Alt+F4', { code: 'F4', isCommand: true }, '\u0000'],
    ['Ctrl+W', { code: 'KeyW', isControl: true }, '\u0017'],
  ])('[C31] [W5] %s out of a code does nothing, and spoils the code', (_, pressed, character) => {
    const [first, ...rest] = keys(CODE, 8)
    const command = { ...NO_MODIFIERS, key: 'x', ...pressed, atMs: 1100 }
    const { verdicts } = run([
      ...(first === undefined ? [] : [first]),
      ...rest,
      command,
      suffix('Enter', 1108),
    ])
    expect(verdicts.slice(-2)).toEqual([
      { kind: 'hold' },
      { kind: 'scan', text: `${CODE}${character}`, hasLeaked: true, isContinued: false },
    ])
  })

  it('leaves a command of a person alone, also right after a key', () => {
    const command = { ...NO_MODIFIERS, code: 'KeyS', key: 's', isControl: true, atMs: 1020 }
    expect(run([...keys('an', 10), command]).verdicts.at(-1)?.kind).toBe('give-back-first')
  })

  it('does not take a late Enter for a suffix', () => {
    expect(run([...keys(CODE, 8), suffix('Enter', 1200)]).verdicts.at(-1)?.kind).toBe('give-back-first')
  })

  it('passes over shift while it reads', () => {
    const shift = { code: 'ShiftLeft', key: 'Shift', ...NO_MODIFIERS, isShifted: true, atMs: 1010 }
    const [first, ...rest] = keys('A123456789', 10)
    expect(first).toBeDefined()
    const { verdicts } = run([...(first === undefined ? [] : [first]), shift, ...rest, suffix('Enter', 1100)])
    expect(verdicts.at(-1)).toMatchObject({ kind: 'scan', text: 'A123456789' })
  })

  it.each<[ScannerLayout, string, string]>([
    ['us', 'A1/:-<@', 'KeyA Digit1 Slash Shift+Semicolon Minus Shift+Comma Shift+Digit2'],
    ['uk', 'A1/:-<@#', 'KeyA Digit1 Slash Shift+Semicolon Minus Shift+Comma Shift+Quote Backslash'],
    ['pt', 'A1/:-<@', 'KeyA Digit1 Shift+Digit7 Shift+Period Slash IntlBackslash AltGr+Digit2'],
    ['es', 'A1/:-<#', 'KeyA Digit1 Shift+Digit7 Shift+Period Slash IntlBackslash AltGr+Digit3'],
    ['fr', 'AZ1/:-<@', 'KeyQ KeyW Shift+Digit1 Shift+Period Period Digit6 IntlBackslash AltGr+Digit0'],
    ['de', 'AZY1/:-<@', 'KeyA KeyY KeyZ Digit1 Shift+Digit7 Shift+Period Slash IntlBackslash AltGr+KeyQ'],
  ])('[W2] a scanner set to %s means %s', (layout, text, pressed) => {
    const characters = pressed.split(' ').map((name) => {
      const code = name.replace(/^.*\+/, '')
      const isShifted = name.startsWith('Shift+')
      return scannedCharacter({ code, isShifted, isAltGr: name.startsWith('AltGr+') }, layout)
    })
    expect(characters.join('')).toBe(text)
  })

  it('[C31] refuses what is too long whole: one character more than a scan may have stays', () => {
    const { verdicts } = run([...keys('7'.repeat(400), 2), suffix('Enter', 1800)])
    expect(verdicts.at(-1)).toMatchObject({ kind: 'scan', text: '7'.repeat(257) })
  })

  it('[W1] reads a scanner that sends no suffix, once it is silent', () => {
    const { state } = run(keys(CODE, 5))
    const ended = expireWith(state, { ...START_SCANNER, suffix: 'none' })
    expect(ended).toMatchObject({ held: '', line: { text: CODE, hasLeaked: true } })
    expect(expire(state)).toMatchObject({ held: CODE.slice(1), line: null })
  })

  it('[W4] says of a suffix that it ends a burst, however short', () => {
    expect(run([...keys('C', 5), suffix('Enter', 1005)]).verdicts.at(-1)).toEqual({
      kind: 'through',
      endsBurst: true,
    })
    expect(run([...keys('C', 5), suffix('Enter', 1200)]).verdicts.at(-1)).toMatchObject({ endsBurst: false })
  })

  it.each([MIN_GAP_MS, MAX_GAP_MS])(
    '[W1] finds no scan in 10,000 keys of fast hands, at a gap of %d ms',
    (gapMs) => {
      const settings: ScannerSettings = { ...START_SCANNER, suffix: 'none', gapMs }
      const { next: random } = createChance(20261126)
      let state = IDLE
      let atMs = 0
      let rolled = 0
      const scans: WedgeVerdict[] = []
      for (let index = 0; index < 10_000; index += 1) {
        // Two to four keys rolled over each other within 20 ms, now and then; the rest log-normal around 90 ms.
        const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
        rolled = rolled > 0 ? rolled - 1 : random() < 0.08 ? 1 + Math.floor(3 * random()) : 0
        atMs += rolled > 0 ? 2 + 4 * random() : 90 * Math.exp(0.35 * normal)
        const isEnd = random() < 0.05
        const key = isEnd ? suffix('Enter', atMs) : { ...(keys('e', 1)[0] ?? suffix('Tab', 0)), atMs }
        const answer = classify(state, key, settings)
        state = answer.state
        if (answer.verdict.kind === 'scan' || answer.verdict.kind === 'drop') scans.push(answer.verdict)
        const ended = expireWith(state, settings)
        if (ended.line !== null) scans.push({ kind: 'scan', ...ended.line })
      }
      expect(scans).toEqual([])
    },
  )
})

describe('the lines of a document', () => {
  const TD3 = [
    'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
    'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
  ] as const

  it('[W8] are one text once the last one is there', () => {
    const first = addLine([], { text: TD3[0], isContinued: false })
    expect(first).toEqual({ pending: [TD3[0]], done: null })
    expect(addLine(first.pending, { text: TD3[1], isContinued: true })).toEqual({
      pending: [],
      done: TD3.join('\n'),
    })
  })

  it('[W8] may come without a break between them', () => {
    expect(addLine([], { text: TD3.join(''), isContinued: false }).done).toBe(TD3.join(''))
  })

  it("[R11] a device's code waits for nothing, and more of a code that was read is not another one", () => {
    expect(addLine([], { text: CODE, isContinued: false })).toEqual({ pending: [], done: CODE })
    expect(addLine([], { text: 'MORE OF IT', isContinued: true })).toEqual({ pending: [], done: null })
  })

  it('[W8] short lines belong to the document as well, and a suffix after a suffix does nothing', () => {
    const stream = [...keys('ANSI 63601'.replace(' ', ''), 5), suffix('Enter', 1050), suffix('Enter', 1055)]
    const { state, verdicts } = run([...stream, ...keys('DBC1', 5, 1060)])
    expect(verdicts.slice(9).map(({ kind }) => kind)).toEqual([
      'scan',
      'drop',
      'hold',
      'hold',
      'hold',
      'hold',
    ])
    expect(expire(state).line).toEqual({ text: 'DBC1', hasLeaked: false, isContinued: true })
  })
})
