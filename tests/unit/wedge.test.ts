import { describe, expect, it } from 'vitest'
import { scannedCharacter } from '#renderer/scanning/physical-keys.ts'
import {
  classifyKey,
  expire,
  IDLE,
  type WedgeKey,
  type WedgeState,
  type WedgeVerdict,
} from '#renderer/scanning/wedge.ts'

const CODE = 'K7M29QX4TB3D'

function codeOf(character: string): string {
  return /[0-9]/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`
}

function keys(text: string, gapMs: number, startMs = 1000): WedgeKey[] {
  return [...text].map((character, index) => ({
    code: codeOf(character),
    key: character,
    isShifted: false,
    isCommand: false,
    atMs: startMs + index * gapMs,
  }))
}

function suffix(code: 'Enter' | 'Tab', atMs: number): WedgeKey {
  return { code, key: code, isShifted: false, isCommand: false, atMs }
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
    expect(verdicts.at(-1)).toEqual({ kind: 'scan', text: CODE, leaked: 'K' })
    expect(state).toEqual(IDLE)
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
    expect(verdicts.at(-1)).toEqual({ kind: 'give-back-first', held: 'aria' })
  })

  it('gives back what was held when the next key comes late', () => {
    const late = { code: 'KeyX', key: 'x', isShifted: false, isCommand: false, atMs: 2000 }
    expect(run([...keys('ana', 10), late]).verdicts.at(-1)).toEqual({ kind: 'give-back-first', held: 'na' })
  })

  it('gives back what was held when no key comes', () => {
    expect(expire(run(keys('ana', 10)).state).held).toBe('na')
  })

  it('does not give back twice', () => {
    const once = expire(run(keys('ana', 10)).state)
    expect(expire(once.state).held).toBe('')
    const late = { code: 'KeyX', key: 'x', isShifted: false, isCommand: false, atMs: 2000 }
    expect(classifyKey(once.state, late).verdict).toEqual({ kind: 'through' })
  })

  it('reads a burst whose keys a busy till hears late, and says what of it has reached the field', () => {
    const burst = [...keys(CODE, 8), suffix('Enter', 1000 + 12 * 8)]
    let state = IDLE
    const verdicts = burst.map((key) => {
      const answer = classifyKey(state, key)
      // The gap passes by the clock after each key, although the keys were pressed in one burst.
      state = expire(answer.state).state
      return answer.verdict
    })
    expect(verdicts.at(-1)).toEqual({ kind: 'scan', text: CODE, leaked: CODE })
  })

  it('[C31] keeps keys with Ctrl or Alt out of a scan', () => {
    const command = { code: 'KeyI', key: 'I', isShifted: true, isCommand: true, atMs: 1100 }
    expect(run([...keys(CODE, 8), command]).verdicts.at(-1)?.kind).toBe('give-back-first')
  })

  it('does not take a late Enter for a suffix', () => {
    expect(run([...keys(CODE, 8), suffix('Enter', 1200)]).verdicts.at(-1)?.kind).toBe('give-back-first')
  })

  it('passes over shift while it reads', () => {
    const shift = { code: 'ShiftLeft', key: 'Shift', isShifted: true, isCommand: false, atMs: 1010 }
    const [first, ...rest] = keys('A123456789', 10)
    expect(first).toBeDefined()
    const { verdicts } = run([...(first === undefined ? [] : [first]), shift, ...rest, suffix('Enter', 1100)])
    expect(verdicts.at(-1)).toMatchObject({ kind: 'scan', text: 'A123456789' })
  })

  it('knows the characters of a GS1 digital link', () => {
    expect(['Slash', 'Period', 'Minus'].map((code) => scannedCharacter(code, false))).toEqual(['/', '.', '-'])
    expect(scannedCharacter('Semicolon', true)).toBe(':')
    expect(scannedCharacter('F5', false)).toBeNull()
  })
})
