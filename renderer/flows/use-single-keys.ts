import { useEffect, useRef } from 'react'

/** Hands on keys that are pressed alone and outside of fields, while it is on. */
export function useSingleKeys({ isOn, onKey }: { isOn: boolean; onKey: (key: string) => void }): void {
  const take = useRef(onKey)
  useEffect(() => {
    take.current = onKey
  })
  useEffect(() => {
    if (!isOn) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return
      if (event.target instanceof Element && event.target.closest('input, select, textarea') !== null) return
      take.current(event.key)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [isOn])
}
