import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import type { NotSaved } from './counter-ports.ts'

/** Why a record is not saved; where nobody knows whether it is, the words say so too (I9). */
export function NotSavedBanner({ failure }: { failure: NotSaved }) {
  const { t } = useTexts()
  return (
    <Banner
      tone="stop"
      title={failure === 'unknown' ? t('records.notConfirmed') : t('records.notSaved.title')}
    >
      {t(`records.notSaved.${failure}`)}
    </Banner>
  )
}
