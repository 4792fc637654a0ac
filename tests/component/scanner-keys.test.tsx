import { afterEach, expect, test } from 'vitest'

import { listenForScans } from '#renderer/scanning/listen-for-scans.ts'
import { type ScannerSettings, START_SCANNER } from '#shared/domain/scanner.ts'
import { createManualTime } from '#tests/harness/manual-time.ts'
import { createChance } from '#tests/simulation/seeded.ts'

const CODE = 'K7M29QX4TB3D'
const PACE_MS = 5

interface Press extends KeyboardEventInit {
  /** What the browser or an input method does with the key, where nobody prevents it. */
  readonly does?: () => void
  /** An input method has the key before the page has: preventing does nothing. */
  readonly isTaken?: boolean
}

const cleanUp: (() => void)[] = []
afterEach(() => {
  for (const end of cleanUp.splice(0)) end()
})

function open(settings: Partial<ScannerSettings> = {}) {
  const scans: string[] = []
  const time = createManualTime()
  const box = document.createElement('input')
  document.body.append(box)
  const heard: string[] = []
  const hear = ({ key }: KeyboardEvent) => heard.push(key)
  window.addEventListener('keydown', hear)
  const listener = listenForScans({
    target: window,
    timer: time.timer,
    settings: () => ({ ...START_SCANNER, ...settings }),
    onScan: (text) => scans.push(text),
  })
  cleanUp.push(() => {
    listener.stop()
    window.removeEventListener('keydown', hear)
    box.remove()
  })
  return { scans, box, heard, time, listener }
}

const codeOf = (character: string) =>
  /[0-9]/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`
const keysOf = (text: string): Press[] => [...text].map((key) => ({ key, code: codeOf(key) }))
const ENTER: Press = { key: 'Enter', code: 'Enter' }

function press(
  keys: readonly Press[],
  { paceMs = PACE_MS, startMs = new Event('now').timeStamp }: { paceMs?: number; startMs?: number } = {},
) {
  for (const [index, { does, isTaken, ...init }] of keys.entries()) {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
    Object.defineProperty(event, 'timeStamp', { value: startMs + index * paceMs })
    ;(document.activeElement ?? document.body).dispatchEvent(event)
    if (isTaken === true || !event.defaultPrevented) does?.()
  }
}

/** What a browser does: the character takes the place of what is selected. */
const typing = (box: HTMLInputElement, text: string) => () =>
  box.setRangeText(text, box.selectionStart ?? 0, box.selectionEnd ?? 0, 'end')

test('[W2] [W3] of a scan that an input method composed nothing stays in the field', () => {
  const { box, scans } = open()
  box.value = 'Maria'
  box.focus()
  const composed = [...CODE].map((key) => ({
    key: 'Process',
    code: codeOf(key),
    keyCode: 229,
    isComposing: true,
    isTaken: true,
    does: typing(box, key.toLowerCase()),
  }))
  press([...composed, ENTER])
  expect(scans).toEqual([CODE])
  expect(box.value).toBe('Maria')
})

test('[W3] keys rolled under an input method that names them are not typed twice', () => {
  const { box, time } = open()
  box.focus()
  const rolled = ['a', 'n'].map((key) => ({
    key,
    code: codeOf(key),
    keyCode: 229,
    isComposing: true,
    isTaken: true,
    does: typing(box, key),
  }))
  press(rolled)
  time.pass(200)
  expect(box.value).toBe('an')
})

test('[W2] [W3] nor what a dead key of the computer shows of the first one', () => {
  const { box, scans } = open({ prefix: ']C0' })
  box.value = 'Maria'
  box.focus()
  press([
    { key: 'Dead', code: 'BracketRight', does: typing(box, '´') },
    ...keysOf(`C0${CODE}`).map((key) => (key.key === 'C' ? { ...key, shiftKey: true } : key)),
    ENTER,
  ])
  expect(scans).toEqual([CODE])
  expect(box.value).toBe('Maria')
})

test('[W3] what was selected when a scan came is there again, and selected', () => {
  const { box, scans } = open()
  box.value = 'Maria'
  box.focus()
  box.setSelectionRange(1, 4)
  const [first = ENTER, ...rest] = keysOf(CODE)
  press([{ ...first, does: typing(box, 'K') }, ...rest, ENTER])
  expect(scans).toEqual([CODE])
  expect([box.value, box.selectionStart, box.selectionEnd]).toEqual(['Maria', 1, 4])
})

test('[W4] the first key of a short burst that only silence ends is no shortcut, and a finger\u2019s is', () => {
  const { heard, time } = open({ suffix: 'none' })
  press(keysOf('T12'))
  time.pass(200)
  expect(heard).toEqual([])
  press(keysOf('T'))
  time.pass(200)
  expect(heard).toEqual(['T'])
})

test('[W1] [W3] a key that is held down is a finger\u2019s, however fast it repeats', () => {
  const { box, scans, time } = open({ suffix: 'none' })
  box.focus()
  const held = Array.from({ length: 40 }, (_, index) => ({
    key: 'x',
    code: 'KeyX',
    repeat: index > 0,
    does: typing(box, 'x'),
  }))
  press([...held, ENTER], { paceMs: 12 })
  time.pass(300)
  expect(scans).toEqual([])
  expect(box.value).toBe('x'.repeat(40))
})

test('[W2] AltGr of a scanner is AltGr on a computer whose own layout has none', () => {
  const { listener, time } = open()
  const learnt: string[] = []
  listener.learn((keys) =>
    learnt.push(keys.map(({ code, isAltGr }) => (isAltGr ? `AltGr+${code}` : code)).join(' ')),
  )
  press([
    { key: 'Alt', code: 'AltRight', altKey: true },
    { key: '2', code: 'Digit2', altKey: true },
  ])
  window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Alt', code: 'AltRight' }))
  press([{ key: '2', code: 'Digit2', altKey: true }])
  time.pass(200)
  expect(learnt).toEqual(['AltGr+Digit2 Digit2'])
})

test.each(['STX and ETX', 'an end that is a character', 'CR and LF', 'CR as a control key', 'Tab and Enter'])(
  '[W6] %s',
  (around) => {
    const control = (letter: string): Press => ({ key: letter, code: `Key${letter}`, ctrlKey: true })
    const [settings, before, after] = {
      'STX and ETX': [{ prefix: '\u0002', tail: '\u0003', suffix: 'none' }, [control('B')], [control('C')]],
      'an end that is a character': [{ tail: 'Z' }, [], [...keysOf('Z'), ENTER]],
      'CR and LF': [{}, [], [ENTER, control('J')]],
      'CR as a control key': [{ tail: '\r', suffix: 'none' }, [], [control('M')]],
      'Tab and Enter': [{}, [], [{ key: 'Tab', code: 'Tab' }, ENTER]],
    }[around] as [Partial<ScannerSettings>, Press[], Press[]]
    const { box, scans, time, heard } = open(settings)
    box.value = 'Maria'
    box.focus()
    press([...before, ...keysOf(CODE), ...after], { startMs: 1000 })
    time.pass(300)
    press([...before, ...keysOf('9B2KX47MTQ3D'), ...after], { startMs: 2000 })
    time.pass(300)
    expect(scans).toEqual([CODE, '9B2KX47MTQ3D'])
    expect(box.value).toBe('Maria')
    expect(heard).not.toContain('Enter')
  },
)

test('[W2] digits of the keypad count, also with Num Lock off, and Caps Lock around a code is no key of it', () => {
  const { box, scans } = open()
  box.value = 'Maria'
  box.focus()
  const caps: Press = { key: 'CapsLock', code: 'CapsLock' }
  const keypad = ['End', '2', '3', '4', '5', '6', '7', '8', '9'].map((key, index): Press => ({
    key,
    code: `Numpad${index + 1}`,
  }))
  press([caps, ...keysOf('k'), ...keypad, ...keysOf('tb'), caps, { key: 'Enter', code: 'NumpadEnter' }])
  expect(scans).toEqual(['K123456789TB'])
  expect(box.value).toBe('Maria')
})

test('[W1] [W3] 2,000 keys of the fastest hands, rolled over each other, reach the field whole and are no scan', () => {
  const chance = createChance(20_261_127)
  const { box, scans, time } = open({ suffix: 'none', gapMs: 50 })
  box.focus()
  let typed = ''
  let atMs = new Event('now').timeStamp
  let rolled = 0
  for (let count = 0; count < 2000; count += 1) {
    if (count % 100 === 0) {
      time.pass(100)
      expect(box.value).toBe(typed)
      box.value = typed = ''
    }
    // Two to four keys of one roll lie within 20 ms; between rolls the hands take log-normal times around 90 ms.
    const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
    rolled = rolled > 0 ? rolled - 1 : chance.happens(0.1) ? 1 + chance.below(3) : 0
    const gapMs = rolled > 0 ? 2 + 4 * chance.next() : 90 * Math.exp(0.35 * normal)
    time.pass(gapMs)
    atMs += gapMs
    const isBack = chance.happens(0.05)
    const character = 'etaoin shrdlu0123456789'.charAt(chance.below(23))
    typed = isBack ? typed.slice(0, -1) : typed + character
    const back = () => box.setRangeText('', Math.max(0, box.value.length - 1), box.value.length, 'end')
    const key: Press = isBack
      ? { key: 'Backspace', code: 'Backspace', does: back }
      : {
          key: character,
          code: character === ' ' ? 'Space' : codeOf(character),
          does: typing(box, character),
        }
    press([key], { startMs: atMs })
    if (chance.happens(0.02)) press([ENTER], { startMs: (atMs += 10) })
  }
  time.pass(300)
  expect(scans).toEqual([])
  expect(box.value).toBe(typed)
})

test('[W3] what a letter chooses in a list is heard once no scan begins with it, and never where one does', () => {
  const { scans, time } = open()
  const list = document.createElement('select')
  list.append(new Option('Citizen card', 'c'), new Option('Passport', 'p'), new Option('Licence', 'k'))
  document.body.append(list)
  cleanUp.push(() => {
    list.remove()
  })
  const chosen: string[] = []
  list.addEventListener('change', () => chosen.push(list.value))
  const chooses = (value: string) => () => {
    list.value = value
    list.dispatchEvent(new Event('change', { bubbles: true }))
  }
  list.focus()
  press([{ key: 'p', code: 'KeyP', does: chooses('p') }], { startMs: 1000 })
  expect(chosen).toEqual([])
  time.pass(START_SCANNER.gapMs)
  expect(chosen).toEqual(['p'])
  const [first, ...rest] = keysOf(CODE)
  press([{ ...first, does: chooses('k') }, ...rest, ENTER], { startMs: 2000 })
  expect([scans, chosen, list.value]).toEqual([[CODE], ['p'], 'p'])
})
