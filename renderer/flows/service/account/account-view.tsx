import { shortDay } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import type { AccountKits, AccountView as Account } from '#shared/contracts/messages/found-account.ts'
import { type DeviceId, knownDevice, maskDeviceId } from '#shared/domain/device-id.ts'
import type { ServicePlace } from '../service-ports.ts'
import type { OpenAccount } from '../service-session.ts'
import type { Serving } from '../use-service.ts'
import { OpenCases, openCasesIn } from './open-cases.tsx'
import './account.css'

/** The account of the customer who stands here, in masked form: what it holds, and until when it is open (R13, R15). */
export function AccountView(props: { serving: Serving; place: ServicePlace; found: OpenAccount }) {
  const { t, time } = useTexts()
  const { serving, place, found } = props
  const { view } = found
  return (
    <div className="service-needs">
      <Banner tone="ok" title={t('account.found')}>
        {t('account.until', { time: time(found.expiresAt, place.timeZone) })}
      </Banner>
      {view === null ? (
        <>
          <p className="note">{t('account.notRead')}</p>
          <Button
            onPress={() => {
              void serving.readAccount()
            }}
          >
            {t('account.readAgain')}
          </Button>
        </>
      ) : (
        <AccountFacts account={view} serving={serving} place={place} />
      )}
      <Button
        tone="quiet"
        onPress={() => {
          serving.another('other')
        }}
      >
        {t('account.close')}
      </Button>
    </div>
  )
}

function AccountFacts(props: { account: Account; serving: Serving; place: ServicePlace }) {
  const { t, language } = useTexts()
  const { account, serving, place } = props
  const { state, dispatch } = serving
  const day = (instant: string) => shortDay({ instant, timeZone: place.timeZone, language })
  return (
    <>
      <dl className="account-facts">
        <dt>{t('counter.customer.email')}</dt>
        <dd>
          {account.email}{' '}
          <StatusPill tone={account.isEmailConfirmed ? 'ok' : 'wait'}>
            {account.isEmailConfirmed ? t('account.confirmed') : t('account.unconfirmed')}
          </StatusPill>
        </dd>
        <dt>{t('account.phone')}</dt>
        <dd>{account.mobilePhone ?? t('account.none')}</dd>
        {openCasesIn(account) > 0 && (
          <>
            <dt>{t('account.openCases')}</dt>
            <dd>
              <OpenCases account={account} place={place} />
            </dd>
          </>
        )}
      </dl>
      <h3>{t('account.devices')}</h3>
      {account.devices.length === 0 && <p className="note">{t('account.noDevices')}</p>}
      <ul className="account-devices">
        {account.devices.map((device) => {
          const masked = maskDeviceId(device.deviceId as string as DeviceId)
          return (
            <li key={device.deviceId}>
              <div className="account-device">
                <span>
                  <b>{masked}</b>{' '}
                  <small>
                    {t(`records.deviceKind.${device.kind}`)} ·{' '}
                    {t('account.since', { day: day(device.since) })}
                  </small>
                </span>
                <KitParts kit={state.found?.kits?.find(({ kitId }) => kitId === device.deviceId)} />
                {device.isDisputed && <StatusPill tone="wait">{t('account.disputed')}</StatusPill>}
              </div>
              {(state.wish === 'release' || state.wish === 'transfer') && state.served.length === 0 && (
                <Button
                  onPress={() => {
                    const chosen = device.deviceId as string as DeviceId
                    const { devices } = place.market
                    const known = knownDevice({ deviceId: chosen, gtin: null }, devices)
                    dispatch({ kind: 'device', device: known, isScan: true, isListed: true })
                  }}
                >
                  {t('account.letGo', { device: masked })}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {account.history !== null && account.history.length > 0 && (
        <>
          <h3>{t('account.history')}</h3>
          <ul className="account-devices">
            {account.history.map(({ masked, event, at }) => (
              <li key={`${masked} ${event} ${at}`}>
                <span>
                  <b>{masked}</b>{' '}
                  <small>
                    {t(`account.events.${event}`)} · {day(at)}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** What is in a kit now, as far as the account API says (R11, R13). */
function KitParts({ kit }: { kit: AccountKits['kits'][number] | undefined }) {
  const { t } = useTexts()
  if (kit === undefined) return null
  const parts = kit.places.map(({ kind, deviceId, isReplaced }) => {
    const code = deviceId === null ? t('account.noSuchPart') : maskDeviceId(deviceId as string as DeviceId)
    const came = isReplaced ? ` (${t('account.inPlaceOfAnother')})` : ''
    return `${t(`records.deviceKind.${kind}`)} ${code}${came}`
  })
  return (
    <small>
      {t('account.inKit')}: {parts.join(' · ')}
    </small>
  )
}
