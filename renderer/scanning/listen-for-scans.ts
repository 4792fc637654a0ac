import type { Timer } from '#shared/kernel/timer.ts'
import { IDLE, MAX_GAP_MS, classifyKey, expire, type WedgeState } from './wedge.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

interface Before {
  /** A list of choices is typed into as well: one letter chooses. */
  readonly field: Field | HTMLSelectElement
  readonly value: string
  readonly start: number | null
}

/**
 * Hears a keyboard-wedge scanner on any screen, whatever has the focus. Typed keys reach their field as they were
 * typed; of a scan nothing stays in the field, its Enter or Tab does nothing, and its first key is no shortcut. Stops when the returned function
 * is called.
 */
export function listenForScans(parts: {
  readonly target: Window
  readonly timer: Timer
  readonly onScan: (text: string) => void
}): () => void {
  const { target, timer, onScan } = parts
  let state: WedgeState = IDLE
  let before: Before | null = null
  let cancel: () => void = () => undefined
  /** A key outside of fields, which may be a shortcut: heard once it is sure that no scan begins with it. */
  let lone: KeyboardEvent | null = null
  let isReplaying = false

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
  const onKeyDown = (event: KeyboardEvent) => {
    if (isReplaying) return
    cancel()
    const previous = state
    const { state: next, verdict } = classifyKey(previous, {
      code: event.code,
      key: event.key,
      isShifted: event.shiftKey,
      isCommand: event.ctrlKey || event.altKey || event.metaKey || event.isComposing,
      atMs: event.timeStamp,
    })
    state = next
    if (next.keys.length === 1 && next !== previous) before = snapshot(target)
    if (next.keys.length > 0) {
      cancel = timer.after(MAX_GAP_MS, () => {
        const ended = expire(state)
        state = ended.state
        insert(ended.held)
        release()
      })
    }
    if (verdict.kind === 'through' || verdict.kind === 'give-back-first') release()
    switch (verdict.kind) {
      case 'through':
        if (next.keys.length === 1 && next !== previous && mayBeShortcut(event)) {
          lone = event
          swallow(event)
        }
        return
      case 'hold':
        swallow(event)
        return
      case 'give-back-first':
        insert(verdict.held)
        before = next.keys.length === 1 ? snapshot(target) : null
        return
      case 'scan':
        swallow(event)
        lone = null
        if (verdict.leaked !== '') restore(before)
        onScan(verdict.text)
    }
  }
  target.addEventListener('keydown', onKeyDown, { capture: true })
  return () => {
    cancel()
    target.removeEventListener('keydown', onKeyDown, { capture: true })
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
