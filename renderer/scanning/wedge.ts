import { scannedCharacter } from './physical-keys.ts'

/** Longer pauses come from fingers. Scanners send a key every 1 to 20 ms. */
export const MAX_GAP_MS = 30
/** Shorter bursts are what fast fingers do. */
export const MIN_CHARACTERS = 8
const MAX_CHARACTERS = 256

export interface WedgeKey {
  /** The physical key (`KeyboardEvent.code`). */
  readonly code: string
  /** What the computer's layout makes of it (`KeyboardEvent.key`). */
  readonly key: string
  readonly isShifted: boolean
  /** Ctrl, Alt or Meta was held, or an input method composes: never a part of a scan. */
  readonly isCommand: boolean
  /** Monotonic milliseconds. */
  readonly atMs: number
}

export interface WedgeState {
  readonly keys: readonly WedgeKey[]
  /** How many of the keys have reached the focus already: the first, and what was given back for want of a next. */
  readonly given: number
}

/**
 * What becomes of a key.
 * - `through`: it belongs to whoever has the focus.
 * - `hold`: it may be a part of a scan; if no other key follows within the gap, it is given back.
 * - `give-back-first`: what was held belongs to the focus, and so does this key.
 * - `scan`: a code was read. Its suffix must not act; `leaked` is what of it has reached the focus.
 */
export type WedgeVerdict =
  | { readonly kind: 'through' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'give-back-first'; readonly held: string }
  | { readonly kind: 'scan'; readonly text: string; readonly leaked: string }

export const IDLE: WedgeState = { keys: [], given: 0 }

/**
 * Tells a scanner from fingers by the pace at which the keys were pressed, however late a busy till hears of them.
 * Pure: the caller carries the verdict out.
 */
export function classifyKey(state: WedgeState, key: WedgeKey): { state: WedgeState; verdict: WedgeVerdict } {
  if (isModifier(key.code)) return { state, verdict: { kind: 'through' } }
  const last = state.keys.at(-1)
  const follows = last !== undefined && key.atMs - last.atMs < MAX_GAP_MS
  if (isSuffix(key.code)) {
    if (follows && state.keys.length >= MIN_CHARACTERS && !key.isCommand)
      return { state: IDLE, verdict: scanOf(state) }
    return { state: IDLE, verdict: giveBack(state) }
  }
  const character = key.isCommand ? null : scannedCharacter(key.code, key.isShifted)
  if (character === null || state.keys.length >= MAX_CHARACTERS)
    return { state: IDLE, verdict: giveBack(state) }
  if (!follows) return { state: { keys: [key], given: 1 }, verdict: giveBack(state) }
  return { state: { ...state, keys: [...state.keys, key] }, verdict: { kind: 'hold' } }
}

/** What is to be given back once the gap has passed without a further key. One that was only delayed still follows. */
export function expire(state: WedgeState): { state: WedgeState; held: string } {
  return { state: { ...state, given: state.keys.length }, held: heldText(state) }
}

function giveBack(state: WedgeState): WedgeVerdict {
  const held = heldText(state)
  return held === '' ? { kind: 'through' } : { kind: 'give-back-first', held }
}

function heldText(state: WedgeState): string {
  return state.keys.slice(state.given).map(typedText).join('')
}

function scanOf(state: WedgeState): WedgeVerdict {
  const text = state.keys.map((key) => scannedCharacter(key.code, key.isShifted) ?? '').join('')
  return { kind: 'scan', text, leaked: state.keys.slice(0, state.given).map(typedText).join('') }
}

function typedText(key: WedgeKey): string {
  return [...key.key].length === 1 ? key.key : ''
}

function isSuffix(code: string): boolean {
  return code === 'Enter' || code === 'NumpadEnter' || code === 'Tab'
}

function isModifier(code: string): boolean {
  return /^(?:Shift|CapsLock|Control|Alt|Meta|NumLock)/.test(code)
}
