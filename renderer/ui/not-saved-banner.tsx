import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from './banner.tsx'

/** Why a record was not saved; `unknown`: nobody knows whether it was. */
type NotSavedReason =
  | 'disk-full'
  | 'disk-failed'
  | 'not-enrolled'
  | 'stopped'
  | 'sealing-failed'
  | 'age-check-missing'
  | 'invalid'
  | 'locked'
  | 'unknown'

/** Says that a record was not saved and why, or that nobody knows whether it was (I9). */
export function NotSavedBanner(props: {
  readonly reason: NotSavedReason
  /** Whether what was handed over must stay as it is until it is known. */
  readonly isFixed: boolean
}) {
  const { t } = useTexts()
  const { reason, isFixed } = props
  return (
    <Banner
      tone="stop"
      title={reason === 'unknown' ? t('records.notConfirmed') : t('records.notSaved.title')}
    >
      {t(`records.notSaved.${reason}`)} {isFixed && t('records.untilKnown')}
    </Banner>
  )
}
