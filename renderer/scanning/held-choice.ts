/** A choice that the first key of a burst made in a list: heard once it is sure that no scan begins with it. */
export interface HeldChoice {
  /** From now on what is chosen in the list that has the focus waits. */
  begin(): void
  /** A finger chose it: whoever shows the list hears it. */
  release(): void
  /** A scanner chose it: nobody ever hears of it. */
  forget(): void
  stop(): void
}

export function holdChoices(target: Window): HeldChoice {
  let held: { readonly list: HTMLSelectElement; chosen: string | null; readonly before: string } | null = null
  const onChosen = (event: Event) => {
    if (held === null || event.target !== held.list) return
    event.stopImmediatePropagation()
    held.chosen = held.list.value
  }
  const events = ['input', 'change'] as const
  for (const name of events) target.addEventListener(name, onChosen, { capture: true })
  return {
    begin() {
      const list = target.document.activeElement
      held = list instanceof HTMLSelectElement ? { list, chosen: null, before: list.value } : null
    },
    release() {
      const { list, chosen } = held ?? {}
      held = null
      if (list === undefined || chosen == null) return
      // It may have been drawn again meanwhile, as it was.
      list.value = chosen
      for (const name of events) list.dispatchEvent(new Event(name, { bubbles: true }))
    },
    forget() {
      if (held !== null) held.list.value = held.before
      held = null
    },
    stop() {
      held = null
      for (const name of events) target.removeEventListener(name, onChosen, { capture: true })
    },
  }
}
