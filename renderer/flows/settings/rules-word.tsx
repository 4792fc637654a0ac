import { useEffect, useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import type { ConfigurationStanding } from '#shared/contracts/configuration-standing.ts'

/** Asks how the till stands with what head office decided; null where that cannot be had. */
export type ReadRules = () => Promise<ConfigurationStanding | null>

/** What is not in force although head office decided it, and why [D29] [T10]. Asked again when `version` changes. */
export function RulesWord({ read, version }: { read: ReadRules; version: string }) {
  const { t } = useTexts()
  const [standing, setStanding] = useState<ConfigurationStanding | null>(null)
  useEffect(() => {
    let isGone = false
    void read().then((heard) => {
      if (!isGone) setStanding(heard)
    })
    return () => void (isGone = true)
  }, [read, version])
  if (standing === null) return null
  const { refused, waiting } = standing
  return (
    <>
      {refused !== null && (
        <Banner tone="wait" title={t('settings.rules.refused')}>
          {t(`settings.rules.why.${refused}`)} {t('settings.rules.kept')}
        </Banner>
      )}
      {waiting !== null && (
        <Banner tone="wait" title={t('settings.rules.waiting')}>
          {t('settings.rules.waitingText', { version: waiting })}
        </Banner>
      )}
    </>
  )
}
