import type { ScannerLayout, ScannerSettings } from '#shared/domain/scanner.ts'
import { scannedCharacter } from './scanner-layouts.ts'

/** Shorter bursts are what fast fingers do. */
export const MIN_CHARACTERS = 8
/** So many keys in a row at a scanner's pace, and a command key among them comes from the scanner. */
const MIN_BEFORE_COMMAND = 4
const MAX_CHARACTERS = 256

export interface WedgeKey {
  /** The physical key (`KeyboardEvent.code`). */
  readonly code: string
  /** What the computer's layout makes of it (`KeyboardEvent.key`); empty where an input method has it already. */
  readonly key: string
  readonly isShifted: boolean
  readonly isAltGr: boolean
  /** Ctrl was held. */
  readonly isControl: boolean
  /** Alt or Meta was held. */
  readonly isCommand: boolean
  /** It is held down, which no scanner does. */
  readonly isRepeated: boolean
  /** Monotonic milliseconds. */
  readonly atMs: number
}

export interface WedgeState {
  readonly keys: readonly WedgeKey[]
  /** How many of the keys have reached the focus already: the first, and what was given back for want of a next. */
  readonly given: number
  /** The keys go on a scan whose suffix came just before: another line of the same code. */
  readonly isContinued: boolean
  /** When the last scan ended; null once something else was typed. */
  readonly endedAtMs: number | null
}

/** One line of a code. */
export interface ScannedLine {
  readonly text: string
  /** Keys of it have reached the focus, and whatever the computer made of them. */
  readonly hasLeaked: boolean
  /** It belongs to the code of the line before. */
  readonly isContinued: boolean
}

/**
 * What becomes of a key.
 * - `through`: it belongs to whoever has the focus. `endsBurst`: a suffix after a burst too short for a scan.
 * - `hold`: it may be a part of a scan; if no other key follows within the gap, it is given back.
 * - `give-back-first`: what was held belongs to the focus, and so does this key.
 * - `scan`: a line was read. Its suffix must not act.
 * - `drop`: a scanner's key that means nothing.
 */
export type WedgeVerdict =
  | { readonly kind: 'through'; readonly endsBurst: boolean }
  | { readonly kind: 'hold' }
  | { readonly kind: 'give-back-first'; readonly held: string; readonly endsBurst: boolean }
  | ({ readonly kind: 'scan' } & ScannedLine)
  | { readonly kind: 'drop' }

export const IDLE: WedgeState = { keys: [], given: 0, isContinued: false, endedAtMs: null }

/**
 * Tells a scanner from fingers by the pace at which the keys were pressed, however late a busy till hears of them.
 * Pure: the caller carries the verdict out.
 */
export function classifyKey(
  state: WedgeState,
  key: WedgeKey,
  { layout, gapMs }: Pick<ScannerSettings, 'layout' | 'gapMs'>,
): { state: WedgeState; verdict: WedgeVerdict } {
  if (isModifier(key.code)) return { state, verdict: { kind: 'through', endsBurst: false } }
  if (key.isRepeated) return { state: IDLE, verdict: giveBack(state, false) }
  const count = state.keys.length
  const sinceMs = key.atMs - (state.keys.at(-1)?.atMs ?? state.endedAtMs ?? -Infinity)
  const follows = sinceMs >= 0 && sinceMs < gapMs
  const isContinued = follows && (state.isContinued || count === 0)
  const isEnd = isSuffix(key.code) && !key.isControl && !key.isCommand
  const character = isEnd ? null : characterOf(key, layout)
  const isScanners = isContinued || (follows && count >= MIN_CHARACTERS)
  if (character === null) {
    if (!isScanners) return { state: IDLE, verdict: giveBack(state, follows && isEnd && count > 0) }
    const ended: WedgeState = { ...IDLE, endedAtMs: key.atMs }
    return {
      state: ended,
      verdict: count === 0 ? { kind: 'drop' } : { kind: 'scan', ...lineOf(state, layout) },
    }
  }
  const isFromFinger = !isContinued && !(follows && count >= MIN_BEFORE_COMMAND)
  if ((key.isControl || key.isCommand) && isFromFinger)
    return { state: IDLE, verdict: giveBack(state, false) }
  if (!follows) return { state: { ...IDLE, keys: [key], given: 1 }, verdict: giveBack(state, false) }
  // One more than a scan may have stays, so that what is too long is refused and never cut.
  const keys = [...(count > MAX_CHARACTERS ? state.keys.slice(0, -1) : state.keys), key]
  return { state: { ...state, keys, isContinued, endedAtMs: null }, verdict: { kind: 'hold' } }
}

/**
 * What the silence after the last key means: a line that no suffix ended, or keys to be given back. One that was only
 * delayed still follows.
 */
export function expire(
  state: WedgeState,
  { layout, suffix }: ScannerSettings,
): { state: WedgeState; held: string; line: ScannedLine | null } {
  const last = state.keys.at(-1)
  if (last !== undefined && endsBySilence(state, suffix))
    return { state: { ...IDLE, endedAtMs: last.atMs }, held: '', line: lineOf(state, layout) }
  return { state: { ...state, given: state.keys.length }, held: heldText(state), line: null }
}

/** Whether silence alone ends this burst as a scan. */
export function endsBySilence(state: WedgeState, suffix: ScannerSettings['suffix']): boolean {
  return state.isContinued || (suffix === 'none' && state.keys.length >= MIN_CHARACTERS)
}

/** What the keys say, by the layout of the scanner; what no layout knows is left out. */
export function textOf(keys: readonly WedgeKey[], layout: ScannerLayout): string {
  return keys.map((key) => characterOf(key, layout) ?? '').join('')
}

/** A Ctrl key in a code is the control character that it stands for; any other command has no meaning and is refused. */
function characterOf(key: WedgeKey, layout: ScannerLayout): string | null {
  if (key.isCommand) return '\u0000'
  if (!key.isControl) return scannedCharacter(key, layout)
  const letter = /^Key([A-Z])$/.exec(key.code)?.[1]
  if (letter !== undefined) return String.fromCodePoint((letter.codePointAt(0) ?? 64) - 64)
  return { BracketRight: '\u001d', Digit6: '\u001e', Minus: '\u001f' }[key.code] ?? '\u0000'
}

function giveBack(state: WedgeState, endsBurst: boolean): WedgeVerdict {
  const held = heldText(state)
  return held === '' ? { kind: 'through', endsBurst } : { kind: 'give-back-first', held, endsBurst }
}

function heldText(state: WedgeState): string {
  return state.keys.slice(state.given).map(typedText).join('')
}

function lineOf(state: WedgeState, layout: ScannerLayout): ScannedLine {
  return { text: textOf(state.keys, layout), hasLeaked: state.given > 0, isContinued: state.isContinued }
}

function typedText(key: WedgeKey): string {
  return [...key.key].length === 1 && !key.isControl && !key.isCommand ? key.key : ''
}

/** Keys that end a code. */
export function isSuffix(code: string): boolean {
  return code === 'Enter' || code === 'NumpadEnter' || code === 'Tab'
}

export function isModifier(code: string): boolean {
  return /^(?:Shift|CapsLock|Control|Alt|Meta|NumLock)/.test(code)
}
