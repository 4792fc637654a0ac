import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { TillRecordChoice } from '../../till-record-choice.tsx'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import { AssistanceCountries } from './assistance-fields.tsx'
import { whoseOf } from '../whose.ts'
import { DeviceCode } from './device-code.tsx'
import { FailedFields } from './failed-fields.tsx'
import { isFailedOpen, type KnownKits } from './failed-part.ts'
import type { GuaranteePlace } from './guarantee-operations.ts'
import type { Guarantee } from './use-guarantee.ts'

const REGISTERED_IN = ['this-country', 'another-country', 'nowhere'] as const
const REGISTRATIONS = ['registration'] as const

/** Which device it is, and whose [GD1] [GD8]. */
export function DeviceCard(props: {
  guarantee: Guarantee
  ports: ServicePorts
  place: GuaranteePlace & ServicePlace
  kits: KnownKits
}) {
  const { t } = useTexts()
  const { guarantee, ports, place, kits } = props
  const { form, customer, found } = guarantee.state
  const { registeredIn } = form
  const isWhoseOpen = registeredIn === 'this-country' && whoseOf(guarantee.state) === null
  const isAbroad = registeredIn === 'another-country'
  const isWhereOpen = isAbroad && (form.abroad.residence === '' || form.abroad.registration === '')
  const isOpen =
    form.faulty.device === null || isFailedOpen(form) || registeredIn === null || isWhoseOpen || isWhereOpen
  return (
    <Card title={t('guarantee.device')} step={1} state={isOpen ? 'active' : 'done'}>
      <DeviceCode which="faulty" guarantee={guarantee} place={place} />
      <FailedFields guarantee={guarantee} place={place} kits={kits} />
      <ChoiceGroup
        label={t('guarantee.registeredIn')}
        value={registeredIn}
        choices={REGISTERED_IN.map((value) => ({
          value,
          label: t(`guarantee.registeredInChoices.${value}`),
        }))}
        onChange={(value) => {
          guarantee.answer({ registeredIn: value })
        }}
      />
      {isAbroad && <AssistanceCountries guarantee={guarantee} />}
      {registeredIn === 'nowhere' && (
        <ChoiceGroup
          label={t('guarantee.hasProof')}
          value={form.hasProof}
          choices={[
            { value: 'yes', label: t('counter.customer.consentYes') },
            { value: 'no', label: t('counter.customer.consentNo') },
          ]}
          onChange={(hasProof) => {
            guarantee.answer({ hasProof })
          }}
        />
      )}
      {registeredIn === 'this-country' && found !== null && <p className="note">{t('account.isFound')}</p>}
      {registeredIn === 'this-country' && found === null && (
        <>
          <TillRecordChoice
            label={t('guarantee.record')}
            types={REGISTRATIONS}
            ports={ports}
            timeZone={place.timeZone}
            chosen={customer}
            onChoose={(record) => {
              guarantee.dispatch({ kind: 'customer', record, found: null })
            }}
          />
          <p className="note">{t('guarantee.recordHint')}</p>
        </>
      )}
    </Card>
  )
}
