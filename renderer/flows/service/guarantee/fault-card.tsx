import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { deviceFaultSchema, exclusionSchema } from '#shared/contracts/operations/device-fault.ts'
import { isFailedAsked } from './failed-part.ts'
import { AssistanceAsks } from './assistance-fields.tsx'
import { readDelivered, type GuaranteePlace } from './guarantee-operations.ts'
import { TakenBack } from './taken-back.tsx'
import type { Guarantee } from './use-guarantee.ts'

const ACCIDENTS = ['0', '1', '2', 'unknown'] as const

/** What does not work, since when the customer has it, and what may be the cause [GD2] [GD3] [GD4]. */
export function FaultCard({ guarantee, place }: { guarantee: Guarantee; place: GuaranteePlace }) {
  const { t } = useTexts()
  const { form } = guarantee.state
  const isAbroad = form.registeredIn === 'another-country'
  const isByProof = form.registeredIn === 'nowhere' && form.hasProof === 'yes'
  const isOfKit =
    isFailedAsked(form) && form.failed !== 'itself' && place.market.guarantee.accidentsPer !== 'device'
  const isDateWrong = !readDelivered(form.deliveredText, place.today).ok
  const { isAdult, isRegistered, isGuaranteed } = form.abroad
  const isRestOpen = isAbroad
    ? isAdult === null || isRegistered === null || isGuaranteed === null
    : form.exclusion === null || isDateWrong
  const isOpen = form.fault === null || isRestOpen
  return (
    <Card title={t('guarantee.wrong')} step={2} state={isOpen ? 'active' : 'done'}>
      <ChoiceGroup
        label={t('guarantee.fault')}
        value={form.fault}
        choices={deviceFaultSchema.options.map((value) => ({ value, label: t(`guarantee.faults.${value}`) }))}
        onChange={(fault) => {
          guarantee.answer({ fault })
        }}
      />
      {form.fault === 'accidental-damage' && form.registeredIn === 'this-country' && (
        <ChoiceGroup
          label={isOfKit ? t('guarantee.accidentsOfKit') : t('guarantee.accidents')}
          value={form.accidents}
          choices={ACCIDENTS.map((value) => ({ value, label: t(`guarantee.accidentChoices.${value}`) }))}
          onChange={(accidents) => {
            guarantee.answer({ accidents })
          }}
        />
      )}
      {isAbroad ? (
        <>
          <AssistanceAsks guarantee={guarantee} />
          <TakenBack guarantee={guarantee} />
        </>
      ) : (
        <>
          <ChoiceGroup
            label={t('guarantee.exclusion')}
            value={form.exclusion}
            choices={(['none', ...exclusionSchema.options] as const).map((value) => ({
              value,
              label: t(`guarantee.exclusions.${value}`),
            }))}
            onChange={(exclusion) => {
              guarantee.answer({ exclusion })
            }}
          />
          <TextField
            label={isByProof ? t('guarantee.boughtOn') : t('guarantee.delivered')}
            {...(isByProof ? {} : { aside: t('counter.customer.optional') })}
            item="delivered-on"
            inputMode="numeric"
            maxLength={40}
            value={form.deliveredText}
            hint={isByProof ? t('guarantee.boughtOnHint') : t('guarantee.deliveredHint')}
            error={isDateWrong ? t('guarantee.deliveredWrong') : undefined}
            onChange={(deliveredText) => {
              guarantee.answer({ deliveredText })
            }}
          />
        </>
      )}
    </Card>
  )
}
