import { useTexts } from '#renderer/i18n/use-texts.ts'
import { PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import { ClosedTill } from '../closed-till.tsx'
import { readDeviceCode } from '../read-device-code.ts'
import { useSaveKey } from '../use-save-key.ts'
import { type TakeScans, useReadings } from '../use-scan.ts'
import { contactLinkOf } from './account/contact-form.ts'
import { CasesDesk } from './cases/cases-desk.tsx'
import { GuaranteeDesk } from './guarantee/guarantee-desk.tsx'
import { ServedView } from './served-view.tsx'
import { isServable, readServed } from './service-operations.ts'
import type { ServicePlace, ServicePorts } from './service-ports.ts'
import { isServiceBegun, type ServiceSession, type ServiceState } from './service-session.ts'
import { turnOfNewOwner } from './transfer/turn-of-new-owner.ts'
import { NewOwnerCard } from './transfer/new-owner-card.tsx'
import { useWish, type WishWay } from './use-wish.ts'
import { nextCustomer, readOpenAccount, useService } from './use-service.ts'
import { WhoseCard } from './whose-card.tsx'
import { WishCard } from './wish-card.tsx'
import '../place.css'
import './loyalty/loyalty.css'
import './service.css'

export interface ServiceProps {
  readonly session: ServiceSession
  readonly ports: ServicePorts
  readonly place: ServicePlace
  readonly takeScans: TakeScans
  /** Single keys are switched on. */
  readonly hasKeys: boolean
  /** A customer without an account goes over the counter. */
  readonly onRegister: () => void
}

/** The service desk: what was asked for last, a device that does not work or something else (job 6). */
export function Service(props: ServiceProps) {
  const { t } = useTexts()
  const way = useWish(props.session)
  // What was typed before stays on the screen: it can be saved once the till is open again.
  if (props.place.isClosed && !isServiceBegun(props.session)) return <ClosedTill label={t('service.title')} />
  return (
    <div className="service-root" ref={way.root}>
      <ServiceScreen {...props} way={way} />
    </div>
  )
}

function ServiceScreen(props: ServiceProps & { way: WishWay }) {
  const { session, ports, place, takeScans, way } = props
  const { state, dispatch, guarantee, cases } = session
  const back = () => {
    way.back?.()
  }
  if (state.wish === 'guarantee' || state.wish === 'abroad')
    return (
      <GuaranteeDesk
        session={guarantee}
        ports={ports}
        place={place}
        takeScans={takeScans}
        onBack={back}
        kits={state.found?.kits}
        onNext={() => {
          nextCustomer(session, ports)
        }}
        onRefused={async () => {
          if (await readOpenAccount(dispatch, ports)) return
          guarantee.dispatch({ kind: 'customer', record: null, found: null })
          dispatch({ kind: 'wish', wish: null })
        }}
      />
    )
  if (state.wish === 'cases') return <CasesDesk session={cases} ports={ports} place={place} onBack={back} />
  return <Wishes {...props} />
}

/** What a customer wants whose registration is of this till, or whose account was found. */
function Wishes(props: ServiceProps & { way: WishWay }) {
  const { session, ports, place, takeScans, way } = props
  const { t, number } = useTexts()
  const serving = useService(session, { ports, place })
  const { state, dispatch } = serving
  const catalogue = place.market.devices
  useReadings(takeScans, (text) => {
    if (state.isDone) return false
    // While the account is not found, a device that is shown names it.
    if (state.whose === 'looked-up' && state.found === null) {
      const read = readDeviceCode(text, { catalogue, isScan: true })
      // What is wrong with a code stands at its field, which is there until the account is named.
      if (!read.ok && (state.lookUp.by !== 'device' || state.lookUp.device !== null)) return false
      const change = read.ok ? { device: read.value.deviceId, problem: null } : { problem: read.failure }
      dispatch({ kind: 'look-up', change: { by: 'device', ...change } })
      return true
    }
    const { wish, handover } = state
    if (wish !== 'add' && wish !== 'release' && wish !== 'transfer') return false
    // What the first owner let go is what the new one gets.
    if (handover?.released != null) return false
    dispatch(readServed(text, { catalogue, isScan: true }))
    return true
  })
  const handover = turnOfNewOwner(state)
  const goOn = async () => {
    if (handover === null || state.isDone) await serving.save()
    else serving.handOver(handover)
  }
  useSaveKey(goOn)
  if (state.isDone) return <ServedView serving={serving} ports={ports} place={place} />
  const isReady = isServable(state, {
    market: place.market,
    isSpendOpen: serving.spendOpenSince !== null && !state.isUnsure,
  })
  const isFixed = state.isUnsure || state.isSaving
  const { action, reward } = state.loyalty
  const saveWords =
    state.wish === 'loyalty' && action === 'spend' && reward !== null
      ? t('loyalty.exchange', { points: number(reward.points) })
      : t('service.save')
  return (
    <section className="place service-place" aria-label={t('service.title')}>
      <h1>
        {t('service.title')}{' '}
        <small>{state.handover === null ? t('service.subtitle') : t('transfer.subtitle')}</small>
      </h1>
      <div className="service-form" inert={isFixed}>
        {/* What is typed there to find somebody is theirs alone. */}
        <WhoseCard key={state.ids.add} serving={serving} ports={ports} place={place} />
        {state.handover === null ? (
          <WishCard
            serving={serving}
            ports={ports}
            place={place}
            hasKeys={props.hasKeys}
            onChoose={way.choose}
            onBack={way.back}
          />
        ) : (
          <NewOwnerCard
            serving={serving}
            place={place}
            handover={state.handover}
            onRegister={props.onRegister}
          />
        )}
      </div>
      <aside className="place-side">
        <Card title={t('service.confirm')}>
          {state.failure !== null && <NotSavedBanner reason={state.failure} isFixed={state.isUnsure} />}
          {handover === null && (
            <div inert={isFixed}>
              <Toggle
                label={state.whose === 'looked-up' ? t('account.isHere') : t('service.isHere')}
                isOn={state.isHere}
                onChange={(isHere) => {
                  dispatch({ kind: 'here', isHere })
                }}
              />
            </div>
          )}
          <p className="note">{place.isClosed ? t('records.closed.note') : meansWords(state, t)}</p>
        </Card>
        <PrimaryButton
          shortcut="Ctrl Enter"
          isDisabled={(!isReady && handover === null) || state.isSaving}
          onPress={() => {
            void goOn()
          }}
        >
          {handover !== null
            ? t('transfer.toNewOwner')
            : state.isSaving
              ? t('service.saving')
              : isReady
                ? saveWords
                : t('service.saveOpen')}
        </PrimaryButton>
      </aside>
    </section>
  )
}

function meansWords(state: ServiceState, t: ReturnType<typeof useTexts>['t']): string {
  const { wish, firstOwner, loyalty } = state
  if (wish === 'contact') return t(`account.contact.means.${contactLinkOf(state)}`)
  if (wish === 'loyalty' && loyalty.action !== null) return t(`loyalty.means.${loyalty.action}`)
  if (wish === 'transfer' && firstOwner === 'away') return t('transfer.meansAway')
  switch (wish) {
    case 'add':
    case 'release':
    case 'transfer':
    case 'link':
    case 'removal':
    case 'choices':
      return t(`service.means.${wish}`)
    case 'loyalty':
    case 'guarantee':
    case 'abroad':
    case 'cases':
    case null:
    default:
      return t('service.means.none')
  }
}
