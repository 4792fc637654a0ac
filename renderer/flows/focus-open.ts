const FIELDS = 'input:not([disabled]), select, textarea, button:not([disabled])'

/** Moves the focus to the first field below `root` that has no answer yet; to its first one where none is open. */
export function focusFirstOpen(root: HTMLElement | null): void {
  const fields = [...(root?.querySelectorAll<HTMLElement>(FIELDS) ?? [])].filter(isReachable)
  const target = fields.find(isOpen) ?? fields[0]
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
}

function isReachable(field: HTMLElement): boolean {
  return field.closest('[inert]') === null
}

function isOpen(field: HTMLElement): boolean {
  if (field.closest('[data-answered="true"]') !== null) return false
  if (field instanceof HTMLInputElement && field.type === 'radio')
    return field.closest('[role="radiogroup"]')?.querySelector('input:checked') === null
  const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement
  return isField && field.value === ''
}
