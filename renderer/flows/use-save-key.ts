import { useEffect, useRef } from 'react'

/** Ctrl+Enter saves wherever the focus is, also where a pressed button has just taken it away; it presses nothing else. */
export function useSaveKey(onSave: () => Promise<void>): void {
  const save = useRef(onSave)
  useEffect(() => {
    save.current = onSave
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey || event.isComposing || event.repeat) return
      event.preventDefault()
      event.stopPropagation()
      void save.current()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true })
    }
  }, [])
}
