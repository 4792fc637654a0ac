import { userEvent } from 'vitest/browser'
import type { RenderResult } from 'vitest-browser-react'

import { QUICK_HANDS } from './hands.ts'

/** The document is shown and an adult's date typed. */
export async function proveAge(screen: RenderResult, birth = '03/05/1992', { press, write } = QUICK_HANDS) {
  await press(screen.getByRole('button', { name: /photo matches$/ }))
  await write(screen.getByLabelText('Date of birth'), birth)
  await press(screen.getByRole('button', { name: 'Check', exact: true }))
}

/** Everything that a registration needs, but devices. */
export async function fillCustomer(screen: RenderResult, { press, write } = QUICK_HANDS) {
  await press(screen.getByRole('button', { name: 'The customer has read or heard it' }))
  await write(screen.getByLabelText('First name'), 'Maria')
  await write(screen.getByLabelText('Last name'), 'Conceição')
  await write(screen.getByLabelText('E-mail', { exact: true }), 'maria@exemplo.pt')
  await write(screen.getByLabelText(/^Mobile/), '912345678')
  const already = screen.getByRole('radiogroup', { name: 'Already a customer?' })
  await press(already.getByText('No', { exact: true }))
  await press(screen.getByRole('button', { name: /Declaro/ }))
}

/** Says no to every purpose that is asked for. */
export async function refuseEverything(screen: RenderResult, { press } = QUICK_HANDS) {
  const groups = screen.getByRole('radiogroup', { name: /^Quero/ })
  // Counted by its elements: a selector that fits each one alone takes long to find.
  for (const index of groups.elements().keys())
    await press(groups.nth(index).getByText('No', { exact: true }))
}

export async function typeDevice(screen: RenderResult, code: string, { press, write } = QUICK_HANDS) {
  await write(screen.getByLabelText('Device code'), code)
  await press(screen.getByRole('button', { name: 'Add' }))
}

const SCANNER_PACE_MS = 5
/** Longer than the keys of one burst are apart. */
const BETWEEN_SCANS_MS = 100

/**
 * Keys as a scanner with a US layout sends them, a few milliseconds apart however busy this machine is; Enter ends each
 * line. All of them are heard at once; over is the scan once the clock has passed its last key.
 */
export async function scan(code: string): Promise<void> {
  const startMs = new Event('scan').timeStamp
  const keys = [...code, '\n']
  for (const [index, character] of keys.entries()) pressKey(character, startMs + index * SCANNER_PACE_MS)
  const overMs = keys.length * SCANNER_PACE_MS + BETWEEN_SCANS_MS
  await new Promise((resolve) => setTimeout(resolve, overMs))
}

/** One key of a scanner, pressed at a moment of its own. */
export function pressKey(character: string, atMs: number) {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...keyFor(character) })
  const target = document.activeElement ?? document.body
  target.dispatchEvent(Object.defineProperty(event, 'timeStamp', { value: atMs }))
}

function keyFor(character: string): KeyboardEventInit {
  if (character === '\n') return { code: 'Enter', key: 'Enter' }
  if (character === ']') return { code: 'BracketRight', key: 'Dead' }
  if (character === '<') return { code: 'Comma', key: ';', shiftKey: true }
  return { code: /[0-9]/.test(character) ? `Digit${character}` : `Key${character}`, key: character }
}

/** So far apart that nobody takes the keys for a scanner's. */
const HAND_PACE_MS = 60

/** Types where the focus is, key by key, at the pace of a quick hand. */
export async function typeByHand(text: string) {
  for (const character of text) {
    await userEvent.keyboard(character)
    await new Promise((resolve) => setTimeout(resolve, HAND_PACE_MS))
  }
}
