import { useSingleKeys } from '../../flows/use-single-keys.ts'

export type Place = 'register' | 'returns' | 'service' | 'to-send' | 'day' | 'settings' | 'help'

const KEYS: Readonly<Record<string, Place>> = { r: 'register', t: 'to-send', d: 'day', '?': 'help' }

/** Single keys that go places, outside of fields and only where they are switched on. */
export function useShortcuts({ isOn, onGo }: { isOn: boolean; onGo: (place: Place) => void }): void {
  useSingleKeys({
    isOn,
    onKey: (key) => {
      const place = KEYS[key.toLowerCase()]
      if (place !== undefined) onGo(place)
    },
  })
}
