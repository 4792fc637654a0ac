import { useTexts } from '#renderer/i18n/use-texts.ts'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { ageCheckPolicyOn } from '#shared/domain/age-check-policy.ts'
import { localDate } from '#shared/domain/calendar-date.ts'
import type { DocumentKind } from '#shared/markets/age-check-policy.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'

/** What the customer shows of who they are: one of the documents that the market accepts today (R15, R16). */
export function ShownDocumentField(props: {
  ports: Pick<ServicePorts, 'nowMs'>
  place: ServicePlace
  value: DocumentKind | null
  onChange: (document: DocumentKind | null) => void
}) {
  const { t } = useTexts()
  const { ports, place, value, onChange } = props
  const today = localDate({ instantMs: ports.nowMs(), timeZone: place.timeZone })
  const { documents } = ageCheckPolicyOn(place.market.ageCheck, today)
  return (
    <SelectField
      label={t('account.document')}
      value={value ?? ''}
      options={[
        { value: '', label: t('counter.age.choose') },
        ...documents.map(({ kind }) => ({ value: kind, label: t(`counter.age.documents.${kind}`) })),
      ]}
      onChange={(kind) => {
        onChange(kind === '' ? null : kind)
      }}
    />
  )
}
