import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { ServedDevice } from '../served-device.tsx'
import type { ServicePlace } from '../service-ports.ts'
import type { Serving } from '../use-service.ts'

const REASONS = ['sold', 'gift'] as const

/** Who has the device now: they let it go first, if they are here [TR1][TR4]. */
export function TransferFields({ serving, place }: { serving: Serving; place: ServicePlace }) {
  const { t } = useTexts()
  const { state, dispatch } = serving
  return (
    <>
      <ChoiceGroup
        label={t('transfer.firstOwner')}
        value={state.firstOwner}
        choices={[
          { value: 'here', label: t('transfer.here') },
          { value: 'away', label: t('transfer.away') },
        ]}
        onChange={(firstOwner) => {
          dispatch({ kind: 'first-owner', firstOwner })
        }}
      />
      {state.firstOwner === 'away' && (
        <Banner tone="wait" title={t('transfer.isAway.title')}>
          {t('transfer.isAway.text')}
        </Banner>
      )}
      {state.firstOwner === 'here' && (
        <>
          <p className="note">{t('transfer.hereFirst')}</p>
          <ServedDevice serving={serving} place={place} />
          <p className="note">{t('service.kitGoesWhole')}</p>
          <ChoiceGroup
            label={t('service.why')}
            value={state.reason}
            choices={REASONS.map((value) => ({ value, label: t(`service.reasons.${value}`) }))}
            onChange={(reason) => {
              dispatch({ kind: 'reason', reason })
            }}
          />
        </>
      )}
    </>
  )
}
