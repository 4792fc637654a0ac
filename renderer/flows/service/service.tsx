import { useTexts } from '#renderer/i18n/use-texts.ts'
import { PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import { TillRecordChoice } from '../till-record-choice.tsx'
import { useSaveKey } from '../use-save-key.ts'
import { type Scan, useScan } from '../use-scan.ts'
import { ServedView } from './served-view.tsx'
import { isServable, readServed } from './service-operations.ts'
import type { ServicePlace, ServicePorts } from './service-ports.ts'
import type { ServiceSession } from './service-session.ts'
import { useService } from './use-service.ts'
import { WishCard } from './wish-card.tsx'
import '../place.css'
import './service.css'

export interface ServiceProps {
  readonly session: ServiceSession
  readonly ports: ServicePorts
  readonly place: ServicePlace
  readonly scan: Scan
}

const REGISTRATIONS = ['registration'] as const

/** For customers who registered at this till: one more device, a device let go, another answer to a question (job 6). */
export function Service({ session, ports, place, scan }: ServiceProps) {
  const { t } = useTexts()
  const serving = useService(session, { ports, place })
  const { state, dispatch } = serving
  const catalogue = place.market.devices
  useScan(scan, (text) => {
    if (state.isDone || state.wish === null || state.wish === 'choices') return false
    dispatch(readServed(text, { catalogue, isScan: true }))
    return true
  })
  useSaveKey(serving.save)
  if (state.isDone) return <ServedView serving={serving} ports={ports} place={place} />
  const isReady = isServable(state)
  const isFixed = state.isUnsure || state.isSaving
  return (
    <section className="place" aria-label={t('service.title')}>
      <h1>
        {t('service.title')} <small>{t('service.subtitle')}</small>
      </h1>
      <div className="service-form" inert={isFixed}>
        <Card title={t('service.customer')} state={state.customer === null ? 'active' : 'done'} step={1}>
          <TillRecordChoice
            label={t('service.customer')}
            types={REGISTRATIONS}
            ports={ports}
            timeZone={place.timeZone}
            chosen={state.customer}
            onChoose={(record) => {
              dispatch({ kind: 'customer', record })
            }}
          />
        </Card>
        <WishCard serving={serving} place={place} />
      </div>
      <aside className="place-side">
        <Card title={t('service.confirm')}>
          {state.failure !== null && <NotSavedBanner reason={state.failure} isFixed={state.isUnsure} />}
          <div inert={isFixed}>
            <Toggle
              label={t('service.isHere')}
              isOn={state.isHere}
              onChange={(isHere) => {
                dispatch({ kind: 'here', isHere })
              }}
            />
          </div>
          <p className="note">
            {state.wish === null ? t('service.means.none') : t(`service.means.${state.wish}`)}
          </p>
        </Card>
        <PrimaryButton
          shortcut="Ctrl Enter"
          isDisabled={!isReady || state.isSaving}
          onPress={() => {
            void serving.save()
          }}
        >
          {state.isSaving ? t('service.saving') : isReady ? t('service.save') : t('service.saveOpen')}
        </PrimaryButton>
      </aside>
    </section>
  )
}
