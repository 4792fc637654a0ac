import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { deviceKindSchema } from '#shared/markets/device-catalogue.ts'
import type { Serving } from './use-service.ts'

const ORIGINS = ['bought-elsewhere', 'bought-earlier', 'gift'] as const

/** What a device is and how its customer came by it. */
export function AddFields({ serving }: { serving: Serving }) {
  const { t } = useTexts()
  const { state, dispatch } = serving
  return (
    <>
      <SelectField
        label={t('counter.devices.kind')}
        value={state.kind ?? ''}
        options={[
          ...(state.kind === null ? [{ value: '' as const, label: t('guarantee.choose') }] : []),
          ...deviceKindSchema.options.map((value) => ({ value, label: t(`records.deviceKind.${value}`) })),
        ]}
        onChange={(deviceKind) => {
          if (deviceKind !== '') dispatch({ kind: 'device-kind', deviceKind })
        }}
      />
      <ChoiceGroup
        label={t('counter.devices.origin')}
        value={state.origin}
        choices={ORIGINS.map((value) => ({ value, label: t(`counter.devices.origins.${value}`) }))}
        onChange={(origin) => {
          dispatch({ kind: 'origin', origin })
        }}
      />
      {/* Who hands a device on says so before this. */}
      {state.handover === null && (
        <>
          <Toggle
            label={t('counter.devices.firstOwnerAway')}
            isOn={state.isFirstOwnerAway}
            onChange={(isAway) => {
              dispatch({ kind: 'first-owner-away', isAway })
            }}
          />
          {state.isFirstOwnerAway && <p className="note">{t('counter.devices.awayNote')}</p>}
        </>
      )}
    </>
  )
}
