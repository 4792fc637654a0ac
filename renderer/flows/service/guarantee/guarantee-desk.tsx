import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import { localDate } from '#shared/domain/calendar-date.ts'
import { useSaveKey } from '../../use-save-key.ts'
import { type TakeScans, useReadings } from '../../use-scan.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import { AnswerView } from './answer-view.tsx'
import { AssistanceAnswer } from './assistance-fields.tsx'
import { DeviceCard } from './device-card.tsx'
import type { KnownKits } from './failed-part.ts'
import { FaultCard } from './fault-card.tsx'
import { GuaranteeDone } from './guarantee-done.tsx'
import { answerOf, guaranteeRecords, isSwap, takeScan } from './guarantee-operations.ts'
import type { GuaranteeSession } from './guarantee-state.ts'
import { TakenBack } from './taken-back.tsx'
import { useGuarantee } from './use-guarantee.ts'
import { WayFields } from './way-fields.tsx'
import './guarantee.css'

/** A device that does not work, from the fault to a record of it (SPEC.md beside this file). */
export function GuaranteeDesk(props: {
  session: GuaranteeSession
  ports: ServicePorts
  place: ServicePlace
  takeScans: TakeScans
  /** What the kits of the account hold that is open (R11). */
  kits: KnownKits
  onBack: () => void
  /** Somebody else is served now. */
  onNext: () => void
  /** Main refused a record about the account that was found: it may have closed it. */
  onRefused: () => Promise<void>
}) {
  const { t } = useTexts()
  const { ports } = props
  const { timeZone } = props.place
  const place = { ...props.place, today: localDate({ instantMs: ports.nowMs(), timeZone }) }
  const guarantee = useGuarantee(props.session, { ports, place, onRefused: props.onRefused })
  const { state } = guarantee
  const { form } = state
  const answer = answerOf(state, place)
  const swaps = isSwap(state, answer)
  useReadings(props.takeScans, (text) => {
    if (state.isDone) return false
    guarantee.answer(takeScan(form, { text, market: place.market, isSwap: swaps }))
    return true
  })
  useSaveKey(guarantee.save)
  if (state.isDone)
    return <GuaranteeDone guarantee={guarantee} ports={ports} place={place} onNext={props.onNext} />
  const records = guaranteeRecords(state, place)
  const isFixed = state.isUnsure || state.isSaving || state.saved.length > 0
  const isAbroad = form.registeredIn === 'another-country'
  const isNowhere = form.registeredIn === 'nowhere'
  const isNothing = isNowhere && form.hasProof === 'no' && !form.isTakenBack
  const open = isNothing ? t('guarantee.nothing') : t('service.saveOpen')
  const first = records[0]
  const whoIsHere = state.found === null ? t('service.isHere') : t('account.isHere')
  return (
    <section
      className={isAbroad ? 'place guarantee guarantee-abroad' : 'place guarantee'}
      aria-label={t('guarantee.title')}
    >
      <h1>
        {t('guarantee.title')} <small>{t('guarantee.subtitle')}</small>
        <Button tone="quiet" shortcut="Esc" isDisabled={isFixed} onPress={props.onBack}>
          {t('guarantee.back')}
        </Button>
      </h1>
      <div className="service-form" inert={isFixed}>
        <DeviceCard guarantee={guarantee} ports={ports} place={place} kits={props.kits} />
        <FaultCard guarantee={guarantee} place={place} />
      </div>
      <aside className="place-side">
        <Card
          title={isAbroad ? t('assistance.says') : t('guarantee.says')}
          step={3}
          state={records.length > 0 ? 'done' : 'plain'}
        >
          {state.failure !== null && <NotSavedBanner reason={state.failure} isFixed={state.isUnsure} />}
          {place.isClosed && <p className="note">{t('records.closed.note')}</p>}
          <div className="service-needs" inert={isFixed}>
            {isAbroad && <AssistanceAnswer guarantee={guarantee} place={place} />}
            {answer !== null && <AnswerView answer={answer} form={form} />}
            {answer === null && !isAbroad && <p className="note">{t('guarantee.saysLater')}</p>}
            {answer !== null && form.registeredIn === 'this-country' && (
              <WayFields guarantee={guarantee} place={place} isSwap={swaps} />
            )}
            {form.registeredIn !== null && (
              <>
                {!isAbroad && <TakenBack guarantee={guarantee} />}
                <Toggle
                  label={form.registeredIn === 'this-country' ? whoIsHere : t('guarantee.isHere')}
                  isOn={form.isHere}
                  onChange={(isHere) => {
                    guarantee.answer({ isHere })
                  }}
                />
              </>
            )}
          </div>
        </Card>
        <PrimaryButton
          shortcut="Ctrl Enter"
          isDisabled={first === undefined || state.isSaving}
          onPress={() => {
            void guarantee.save()
          }}
        >
          {state.isSaving
            ? t('service.saving')
            : first === undefined
              ? open
              : t(`guarantee.save.${first.what}`)}
        </PrimaryButton>
      </aside>
    </section>
  )
}
