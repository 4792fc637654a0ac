import { useEffect, useRef } from 'react'

/** Esc goes one step back wherever the focus is, Backspace outside of fields; null where there is no step back. */
export function useBackKey(onBack: (() => void) | null): void {
  const back = useRef(onBack)
  useEffect(() => {
    back.current = onBack
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat || hasModifier(event)) return
      const isOnField =
        event.target instanceof Element &&
        event.target.closest('input:not([type="radio"]), textarea') !== null
      if (event.key === 'Escape' || (event.key === 'Backspace' && !isOnField)) back.current?.()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}

function hasModifier({ ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey || shiftKey
}
