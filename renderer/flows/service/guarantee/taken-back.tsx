import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Toggle } from '#renderer/ui/toggle.tsx'
import type { Guarantee } from './use-guarantee.ts'

/** Whether the faulty device stays here, and why it is no household waste (R29) [GD9]. */
export function TakenBack({ guarantee }: { guarantee: Guarantee }) {
  const { t } = useTexts()
  return (
    <>
      <Toggle
        label={t('guarantee.takenBack')}
        isOn={guarantee.state.form.isTakenBack}
        onChange={(isTakenBack) => {
          guarantee.answer({ isTakenBack })
        }}
      />
      <p className="note">{t('guarantee.waste')}</p>
    </>
  )
}
