import { itemNamed, type Item } from './open-items.ts'

/** `cannot`: where the reasons of a refusal open from. */
type Place = Item | 'cannot'

const FOCUSABLE = 'input:not([disabled]), select:not([disabled]), button:not([disabled])'

/** Moves the focus to an item's field, or one item back; scrolls its card to it. */
export function focusItem(root: HTMLElement | null, item: Place | 'back'): void {
  if (root === null) return
  const places = [...root.querySelectorAll<HTMLElement>('[data-item]')]
  const focused = root.ownerDocument.activeElement
  const current = places.findIndex((place) => place === focused || place.contains(focused))
  const place =
    item === 'back' ? places[current - 1] : places.find((candidate) => candidate.dataset['item'] === item)
  if (place === undefined) return
  const target = place.matches(FOCUSABLE) ? place : chosenOrFirst(place)
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
}

/** Which item an event came from. */
export function itemAt(target: EventTarget | null): Item | null {
  if (!(target instanceof Element)) return null
  return itemNamed(target.closest<HTMLElement>('[data-item]')?.dataset['item'])
}

function chosenOrFirst(place: HTMLElement): HTMLElement | null {
  return place.querySelector<HTMLElement>('input:checked') ?? place.querySelector<HTMLElement>(FOCUSABLE)
}
