import { useEffect, useMemo } from 'react'
import { I18nProvider } from 'react-aria-components'
import { I18nextProvider } from 'react-i18next'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import { createTexts } from '../i18n/i18n.ts'
import '../ui/base.css'
import type { AppPorts } from './app-ports.ts'
import { DeskScreens } from './desk-screens.tsx'
import { useSettings } from './use-settings.ts'
import './app.css'

/** The whole interface of the desk. */
export function App({ ports }: { ports: AppPorts }) {
  const { settings, change } = useSettings(ports)
  if (settings === null) return null
  return <Speaking ports={ports} settings={settings} onSettings={change} />
}

function Speaking(props: {
  ports: AppPorts
  settings: Settings
  onSettings: (settings: Settings) => Promise<boolean>
}) {
  const { language } = props.settings
  const texts = useMemo(() => createTexts(language), [language])
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = texts.dir(language)
  }, [language, texts])
  return (
    <I18nProvider locale={language}>
      <I18nextProvider i18n={texts}>
        <DeskScreens {...props} />
      </I18nextProvider>
    </I18nProvider>
  )
}
