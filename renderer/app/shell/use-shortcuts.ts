import { useEffect } from 'react'

export type Place = 'register' | 'returns' | 'service' | 'to-send' | 'day' | 'settings' | 'help'

const KEYS: Readonly<Record<string, Place>> = { r: 'register', t: 'to-send', d: 'day', '?': 'help' }

/** Single keys that go places, outside of fields and only where they are switched on. */
export function useShortcuts({ isOn, onGo }: { isOn: boolean; onGo: (place: Place) => void }): void {
  useEffect(() => {
    if (!isOn) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return
      if (event.target instanceof Element && event.target.closest('input, select, textarea') !== null) return
      const place = KEYS[event.key.toLowerCase()]
      if (place !== undefined) onGo(place)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [isOn, onGo])
}
