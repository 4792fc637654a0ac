import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import { type DeviceId, maskDeviceId } from '#shared/domain/device-id.ts'
import { DeviceCode } from './device-code.tsx'
import {
  failedPartOf,
  isFailedAsked,
  isPartAsked,
  judgedPart,
  kitOfDevice,
  type KnownKits,
  withFailed,
} from './failed-part.ts'
import type { GuaranteePlace } from './guarantee-operations.ts'
import type { Guarantee } from './use-guarantee.ts'

const FAILED = ['holder', 'charger', 'whole', 'itself'] as const

/** Which part of a kit failed, its own code, and what the account API said of it (R11) [GD15]. */
export function FailedFields(props: { guarantee: Guarantee; place: GuaranteePlace; kits: KnownKits }) {
  const { t } = useTexts()
  const { guarantee, place, kits } = props
  const { form } = guarantee.state
  if (!isFailedAsked(form)) return null
  const itsKit = kitOfDevice(kits, form.faulty.device)
  const part = failedPartOf(form)
  const judged = judgedPart(form, kits)
  return (
    <>
      <ChoiceGroup
        label={t('guarantee.failed')}
        value={form.failed}
        choices={FAILED.map((value) => ({ value, label: t(`guarantee.failedChoices.${value}`) }))}
        onChange={(failed) => {
          guarantee.answer(withFailed(form, failed))
        }}
      />
      {itsKit !== null && (
        <p className="note">
          {t(`guarantee.partOfKit.${itsKit.kind}`, {
            kit: maskDeviceId(itsKit.kitId as string as DeviceId),
          })}
        </p>
      )}
      {part !== null && (
        <>
          {isPartAsked(form) && <DeviceCode which="part" guarantee={guarantee} place={place} />}
          {form.part.device === null && (
            <Toggle
              label={t('guarantee.partUnread')}
              isOn={form.isPartUnread}
              onChange={(isPartUnread) => {
                guarantee.answer({ isPartUnread })
              }}
            />
          )}
          {judged !== null && <p className="note">{t(`guarantee.judged.${judged}`)}</p>}
        </>
      )}
    </>
  )
}
