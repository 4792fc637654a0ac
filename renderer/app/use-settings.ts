import { useEffect, useState } from 'react'
import { START_SCANNER } from '#shared/domain/scanner.ts'
import { START_PRINTING } from '#shared/ipc/print-methods.ts'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import type { AppPorts } from './app-ports.ts'

const START: Settings = {
  language: 'pt-PT',
  theme: 'system',
  singleKeyShortcuts: true,
  printing: START_PRINTING,
  scanner: START_SCANNER,
  cameraId: null,
  cameraName: null,
}

/** Language and look: applied at once, then written. */
export function useSettings(ports: AppPorts): {
  readonly settings: Settings | null
  readonly change: (settings: Settings) => Promise<boolean>
} {
  const [settings, setSettings] = useState<Settings | null>(null)
  useEffect(() => {
    void ports.call('settings.read', {}).then((answer) => {
      setSettings(answer.ok ? answer.value : START)
    })
  }, [ports])
  const theme = settings?.theme ?? 'system'
  useEffect(() => applyTheme(theme), [theme])
  return {
    settings,
    async change(next) {
      setSettings(next)
      const answer = await ports.call('settings.write', next)
      return answer.ok && answer.value === 'written'
    },
  }
}

function applyTheme(theme: Settings['theme']): () => void {
  const darkness = window.matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    document.documentElement.dataset['theme'] =
      theme === 'system' ? (darkness.matches ? 'dark' : 'light') : theme
  }
  apply()
  darkness.addEventListener('change', apply)
  return () => {
    darkness.removeEventListener('change', apply)
  }
}
