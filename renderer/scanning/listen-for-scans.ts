import type { ScannerSettings } from '#shared/domain/scanner.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { addLine, LINE_WAIT_MS } from './assemble-lines.ts'
import {
  IDLE,
  MAX_GAP_MS,
  classifyKey,
  endsBySilence,
  expire,
  isModifier,
  type ScannedLine,
  type WedgeKey,
  type WedgeState,
} from './wedge.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

interface Before {
  /** A list of choices is typed into as well: one letter chooses. */
  readonly field: Field | HTMLSelectElement
  readonly value: string
  readonly start: number | null
}

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

  const insert = (text: string) => {
    // The only way to put text where the caret is that an input method, undo and the framework all notice.
    if (text !== '' && focusedField(target) !== null) target.document.execCommand('insertText', false, text)
  }
  const release = () => {
    if (lone === null) return
    const { key, code, shiftKey, repeat, target: at } = lone
    lone = null
    isReplaying = true
    const init = { key, code, shiftKey, repeat, bubbles: true, cancelable: true }
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
    if (line.leaked !== '') restore(before)
    const { prefix } = settings()
    const bare = prefix !== '' && line.text.startsWith(prefix) ? line.text.slice(prefix.length) : line.text
    const added = addLine(pending, { ...line, text: bare })
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
    const key = keyOf(event)
    if (learner !== null) {
      swallow(event)
      if (!isModifier(key.code)) learnt.push(key)
      cancel = timer.after(END_MS, endLearning)
      return
    }
    const previous = state
    const { state: next, verdict } = classifyKey(previous, key, settings().layout)
    state = next
    if (next.keys.length === 1 && next !== previous && next.given === 1) before = snapshot(target)
    if (next.keys.length > 0) {
      // A line of a document ends by its suffix; only a last one without is waited for, as long as for another line.
      const endMs = settings().suffix === 'none' ? END_MS : LINE_WAIT_MS
      const silenceMs = endsBySilence(next, settings().suffix) ? endMs : MAX_GAP_MS
      cancel = timer.after(silenceMs, () => {
        const ended = expire(state, settings())
        state = ended.state
        if (ended.line !== null) take(ended.line)
        insert(ended.held)
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
      release()
    }
    switch (verdict.kind) {
      case 'through':
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

function keyOf(event: KeyboardEvent): WedgeKey {
  const isAltGr = event.getModifierState('AltGraph')
  return {
    code: event.code,
    key: event.key,
    isShifted: event.shiftKey,
    isAltGr,
    // Windows says Ctrl and Alt for AltGr.
    isControl: event.ctrlKey && !isAltGr,
    isCommand: (event.altKey && !isAltGr) || event.metaKey,
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

/** Inputs that text goes into. While another one has the focus, the browser would put text where the caret was last. */
const TEXT_TYPES = ['text', 'email', 'tel', 'url', 'search', 'number', 'password']

function focusedField(target: Window): Field | null {
  const focused = target.document.activeElement
  if (focused instanceof HTMLTextAreaElement) return focused
  return focused instanceof HTMLInputElement && TEXT_TYPES.includes(focused.type) ? focused : null
}

function snapshot(target: Window): Before | null {
  const focused = target.document.activeElement
  if (focused instanceof HTMLSelectElement) return { field: focused, value: focused.value, start: null }
  const field = focusedField(target)
  return field === null ? null : { field, value: field.value, start: caretOf(field) }
}

/** Takes out of the field again what reached it before anything told it from a finger's. */
function restore(before: Before | null): void {
  if (before === null || before.field.value === before.value) return
  if (before.field instanceof HTMLSelectElement) {
    before.field.value = before.value
    before.field.dispatchEvent(new Event('change', { bubbles: true }))
    return
  }
  const prototype =
    before.field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  // The framework shadows `value` on the element; only the prototype's setter lets it notice the change.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(before.field, before.value)
  before.field.dispatchEvent(new Event('input', { bubbles: true }))
  if (before.start !== null) before.field.setSelectionRange(before.start, before.start)
}

/** E-mail fields know no caret. */
function caretOf(field: Field): number | null {
  return field.selectionStart
}
