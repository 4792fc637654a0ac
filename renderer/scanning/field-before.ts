type Field = HTMLInputElement | HTMLTextAreaElement

/** A field as it was before the first key of a burst. */
export interface Before {
  /** A list of choices is typed into as well: one letter chooses. */
  readonly field: Field | HTMLSelectElement
  readonly value: string
  /** What was selected; null where a field knows no caret. */
  readonly selected: readonly [start: number, end: number] | null
}

/** Inputs that text goes into. While another one has the focus, the browser would put text where the caret was last. */
const TEXT_TYPES = ['text', 'email', 'tel', 'url', 'search', 'number', 'password']

/** The field that text would go into; null where none has the focus. */
export function focusedField(target: Window): Field | null {
  const focused = target.document.activeElement
  if (focused instanceof HTMLTextAreaElement) return focused
  return focused instanceof HTMLInputElement && TEXT_TYPES.includes(focused.type) ? focused : null
}

/** What a key that is about to be pressed may change; null where nothing takes text or a choice. */
export function snapshot(target: Window): Before | null {
  const focused = target.document.activeElement
  if (focused instanceof HTMLSelectElement) return { field: focused, value: focused.value, selected: null }
  const field = focusedField(target)
  return field === null ? null : { field, value: field.value, selected: selectedIn(field) }
}

/** Takes out of the field again what reached it before anything told it from a finger's. */
export function restore(before: Before | null): void {
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
  if (before.selected !== null) before.field.setSelectionRange(...before.selected)
}

/** E-mail fields know no caret. */
function selectedIn({ selectionStart, selectionEnd }: Field): Before['selected'] {
  return selectionStart === null || selectionEnd === null ? null : [selectionStart, selectionEnd]
}
