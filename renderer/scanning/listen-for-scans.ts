import type { ScannerSettings } from '#shared/domain/scanner.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { addLine, LINE_WAIT_MS } from './assemble-lines.ts'
import { type Before, focusedField, restore, snapshot } from './field-before.ts'
import { followAltGr } from './follow-alt-gr.ts'
import { holdChoices } from './held-choice.ts'
import {
  IDLE,
  classifyKey,
  endsBySilence,
  expire,
  isModifier,
  type ScannedLine,
  type WedgeKey,
  type WedgeState,
} from './wedge.ts'

/** A scanner that is heard, until it is stopped. */
export interface ScanListener {
  stop(): void
  /**
   * Hands every key of the next burst to `onKeys`, and to nobody else, until the returned function is called: what a
   * scanner does is learnt from one code.
   */
  learn(onKeys: (keys: readonly WedgeKey[]) => void): () => void
}

/** A code of a scanner that sends no suffix is over after so long a silence. */
const END_MS = 100

/**
 * Hears a keyboard-wedge scanner on any screen, whatever has the focus. Typed keys reach their field as they were
 * typed; of a scan nothing stays in the field, its Enter or Tab does nothing, and its first key is no shortcut.
 */
export function listenForScans(parts: {
  readonly target: Window
  readonly timer: Timer
  readonly settings: () => ScannerSettings
  readonly onScan: (text: string) => void
}): ScanListener {
  const { target, timer, settings, onScan } = parts
  let state: WedgeState = IDLE
  let before: Before | null = null
  let cancel: () => void = () => undefined
  let pending: readonly string[] = []
  let cancelPending: () => void = () => undefined
  /** A key outside of fields, which may be a shortcut: heard once it is sure that no scan begins with it. */
  let lone: KeyboardEvent | null = null
  let isReplaying = false
  let learner: ((keys: readonly WedgeKey[]) => void) | null = null
  let learnt: WedgeKey[] = []
  const altGr = followAltGr(target)
  const choice = holdChoices(target)

  const insert = (text: string) => {
    // The only way to put text where the caret is that an input method, undo and the framework all notice.
    if (text !== '' && focusedField(target) !== null) target.document.execCommand('insertText', false, text)
  }
  const release = () => {
    choice.release()
    if (lone === null) return
    const { key, code, shiftKey, ctrlKey, altKey, repeat, target: at } = lone
    lone = null
    isReplaying = true
    const init = { key, code, shiftKey, ctrlKey, altKey, repeat, bubbles: true, cancelable: true }
    ;(at ?? target.document.body).dispatchEvent(new KeyboardEvent('keydown', init))
    isReplaying = false
  }
  /** A document that goes on for no longer is read as it is; a slow scanner's keys put that off. */
  const awaitLine = () => {
    cancelPending()
    if (pending.length === 0) return
    cancelPending = timer.after(LINE_WAIT_MS, () => {
      const text = pending.join('\n')
      pending = []
      onScan(text)
    })
  }
  const take = (line: ScannedLine) => {
    lone = null
    choice.forget()
    if (line.hasLeaked) restore(before)
    const added = addLine(pending, { ...line, text: withoutAround(line.text, settings()) })
    pending = added.pending
    if (added.done !== null) onScan(added.done)
    awaitLine()
  }
  const endLearning = () => {
    const keys = learnt
    learnt = []
    learner?.(keys)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isReplaying) return
    cancel()
    const key = keyOf(event, altGr.isDown())
    if (learner !== null) {
      swallow(event)
      if (!isModifier(key.code)) learnt.push(key)
      cancel = timer.after(END_MS, endLearning)
      return
    }
    const previous = state
    const { state: next, verdict } = classifyKey(previous, key, settings())
    state = next
    if (next.keys.length === 1 && next !== previous && next.given === 1) before = snapshot(target)
    if (next.keys.length > 0) {
      // A line of a document ends by its suffix; only a last one without is waited for, as long as for another line.
      const endMs = settings().suffix === 'none' ? END_MS : LINE_WAIT_MS
      const silenceMs = endsBySilence(next, settings().suffix) ? endMs : settings().gapMs
      cancel = timer.after(silenceMs, () => {
        const ended = expire(state, settings())
        state = ended.state
        if (ended.line !== null) take(ended.line)
        insert(ended.held)
        // Of several keys at a scanner's pace none is a shortcut, also where they are too few for a scan.
        if (state.keys.length > 1) lone = null
        release()
      })
    }
    if (verdict.kind === 'through' || verdict.kind === 'give-back-first') {
      if (verdict.endsBurst && lone !== null) {
        // A short code outside of fields: neither its keys nor its suffix are a person's.
        lone = null
        swallow(event)
        return
      }
      if (previous.keys.length > 1) lone = null
      release()
    }
    switch (verdict.kind) {
      case 'through':
        if (next.keys.length === 1 && next !== previous) choice.begin()
        if (next.keys.length === 1 && next !== previous && mayBeShortcut(event)) {
          lone = event
          swallow(event)
        }
        return
      case 'hold':
      case 'drop':
        swallow(event)
        awaitLine()
        return
      case 'give-back-first':
        insert(verdict.held)
        before = next.keys.length === 1 ? snapshot(target) : null
        if (next.keys.length === 1) choice.begin()
        return
      case 'scan':
        swallow(event)
        take(verdict)
    }
  }
  target.addEventListener('keydown', onKeyDown, { capture: true })
  return {
    stop() {
      cancel()
      cancelPending()
      altGr.stop()
      choice.stop()
      target.removeEventListener('keydown', onKeyDown, { capture: true })
    },
    learn(onKeys) {
      learner = onKeys
      learnt = []
      return () => {
        if (learner === onKeys) learner = null
      }
    },
  }
}

/** Where Windows has an input method's keys; macOS names them as if nobody had. */
const TAKEN_KEY_CODE = 229

function keyOf(event: KeyboardEvent, isRightAltDown: boolean): WedgeKey {
  const isTyped = !event.isComposing && event.keyCode !== TAKEN_KEY_CODE
  const isAltGr = event.getModifierState('AltGraph') || (event.altKey && isRightAltDown)
  return {
    code: event.code,
    key: isTyped ? event.key : '',
    isShifted: event.shiftKey,
    isAltGr,
    // Windows says Ctrl and Alt for AltGr.
    isControl: event.ctrlKey && !isAltGr,
    isCommand: (event.altKey && !isAltGr) || event.metaKey,
    isRepeated: event.repeat,
    atMs: event.timeStamp,
  }
}

/** A key that means itself, pressed on nothing that takes text or a choice. */
function mayBeShortcut({ key, target }: KeyboardEvent): boolean {
  const isOnField = target instanceof Element && target.closest('input, select, textarea') !== null
  return [...key].length === 1 && key !== ' ' && !isOnField
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** What the scanner puts around a code is no part of it [W6]. */
function withoutAround(text: string, { prefix, tail }: ScannerSettings): string {
  const from = text.startsWith(prefix) ? prefix.length : 0
  return text.slice(from, text.endsWith(tail) ? text.length - tail.length : undefined)
}
