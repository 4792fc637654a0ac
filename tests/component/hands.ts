import { expect, vi } from 'vitest'
import type { Locator } from 'vitest/browser'

/** Who presses and types in a step that many tests begin with. */
export interface Hands {
  press(target: Locator): Promise<void>
  write(target: Locator, text: string): Promise<void>
}

/** The browser's own mouse and keyboard, moved from outside the page: a press takes a core a tenth of a second. */
export const REAL_HANDS: Hands = {
  press: (target) => target.click(),
  write: (target, text) => target.fill(text),
}

/**
 * The same events made in the page, for what only leads to what a test is about; real hands take the same steps in one test at least
 * of those that begin with them.
 * What a person could not press is not pressed: what is hidden, covered, disabled, or not the only one of its name.
 */
export const QUICK_HANDS: Hands = {
  async press(target) {
    const { hit, at } = await inReach(target)
    const mouse = { bubbles: true, cancelable: true, composed: true, view: window, detail: 1, ...at }
    const pointer = { ...mouse, pointerId: 1, pointerType: 'mouse', isPrimary: true }
    hit.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1, pressure: 0.5 }))
    if (hit.dispatchEvent(new MouseEvent('mousedown', { ...mouse, buttons: 1 }))) focusFrom(hit)
    hit.dispatchEvent(new PointerEvent('pointerup', pointer))
    hit.dispatchEvent(new MouseEvent('mouseup', mouse))
    hit.dispatchEvent(new PointerEvent('click', pointer))
  },
  async write(target, text) {
    const { element } = await inReach(target)
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
    if (!isField || element.readOnly) throw new Error('nothing can be typed here')
    element.focus()
    element.select()
    // Only this makes the events of typing; what fills a field otherwise goes past React.
    document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
    expect(element.value).toBe(text)
  },
}

/** Waits until a pointer on the middle of an element hits it. */
const inReach = (target: Locator) => vi.waitFor(() => reach(target), { interval: 5, timeout: 5000 })

function reach(target: Locator) {
  const element = target.element()
  const isShown = element.checkVisibility({ visibilityProperty: true })
  if (!isShown || element.closest(':disabled, [aria-disabled=true]') !== null)
    throw new Error('cannot be used')
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  const { x, y, width, height } = element.getBoundingClientRect()
  const at = { clientX: x + width / 2, clientY: y + height / 2 }
  const hit = document.elementFromPoint(at.clientX, at.clientY)
  const isHit = element.contains(hit) || hit?.closest('label')?.control === element
  if (hit === null || !isHit) throw new Error('something else lies over it')
  return { element, hit, at }
}

const FOCUSABLE = 'input, select, textarea, button, a[href], [tabindex]'

/** What a mouse button that goes down does by itself. */
function focusFrom(hit: Element) {
  const taking = hit.closest<HTMLElement>(FOCUSABLE)
  if (taking !== null) taking.focus({ preventScroll: true })
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
