import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { formatDeviceId } from '#shared/domain/device-id.ts'
import type { CounterPlace } from './counter-ports.ts'
import type { DeviceMessage, ListedDevice } from './counter-state.ts'
import { PurchaseDate } from './purchase-date.tsx'
import { readDevice } from './read-device.ts'
import type { Counter } from './use-counter.ts'
import './devices-card.css'

const KINDS = ['kit', 'holder', 'charger'] as const
const ORIGINS = ['bought-here', 'bought-elsewhere', 'bought-earlier', 'gift'] as const

/** Step 3: which devices, by scanner or by hand (R11). */
export function DevicesCard({ counter, place }: { counter: Counter; place: CounterPlace }) {
  const { t } = useTexts()
  const { state, dispatch } = counter
  const message = state.deviceMessage
  const isTyped = state.deviceText !== ''
  const add = () => {
    dispatch(readDevice(state.deviceText, { state, catalogue: place.market.devices, isScan: false }))
    // The button that was pressed is off once the field is empty; the next code is typed where this one was.
    document.querySelector<HTMLElement>('[data-item="device"]')?.focus()
  }
  const isNext = counter.lines.every(({ line, open }) => line === 'devices' || open.length === 0)
  const cardState = state.devices.length > 0 ? 'done' : isNext ? 'active' : 'plain'
  return (
    <Card title={t('counter.devices.title')} step={3} area="devices" state={cardState}>
      <div className={state.devices.length === 0 ? 'scan' : 'scan scan-small'}>
        <Icon name="scan" />
        <b>{state.devices.length === 0 ? t('counter.devices.scan') : t('counter.devices.scanAnother')}</b>
        {state.devices.length === 0 && <span>{t('counter.devices.orType')}</span>}
      </div>
      <div className="device-typed">
        <TextField
          label={t('counter.devices.code')}
          item="device"
          isCode
          maxLength={64}
          value={state.deviceText}
          error={
            message === null || message.kind === 'read' || !isAboutTyped(message, isTyped)
              ? undefined
              : say(message, t)
          }
          onChange={(text) => {
            dispatch({ kind: 'device-typed', text })
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !isTyped) return
            event.stopPropagation()
            add()
          }}
        />
        <Button isDisabled={!isTyped || state.check === null} onPress={add}>
          {t('counter.devices.add')}
        </Button>
      </div>
      {message !== null && message.kind !== 'read' && !isAboutTyped(message, isTyped) && (
        <Banner tone="wait" title={say(message, t)} />
      )}
      {message?.kind === 'read' && (
        <Banner tone="ok" title={t('counter.devices.read', { device: message.device })} />
      )}
      <PurchaseDate counter={counter} />
      <ul className="devices" aria-live="polite">
        {state.devices.toReversed().map((device) => (
          <DeviceEntry key={device.deviceId} device={device} counter={counter} />
        ))}
      </ul>
    </Card>
  )
}

function DeviceEntry({ device, counter }: { device: ListedDevice; counter: Counter }) {
  const { t } = useTexts()
  const { dispatch } = counter
  const code = formatDeviceId(device.deviceId)
  return (
    <li className="device">
      <div className="device-head">
        <code>{code}</code>
        <Button
          tone="quiet"
          aria-label={t('counter.devices.remove', { device: code })}
          onPress={() => {
            dispatch({ kind: 'device-removed', deviceId: device.deviceId })
          }}
        >
          <Icon name="remove" />
        </Button>
      </div>
      <div className="device-facts">
        <SelectField
          label={t('counter.devices.kind')}
          isLabelHidden
          value={device.kind}
          options={KINDS.map((value) => ({ value, label: t(`records.deviceKind.${value}`) }))}
          onChange={(kind) => {
            dispatch({ kind: 'device-changed', device: { ...device, kind } })
          }}
        />
        <SelectField
          label={t('counter.devices.origin')}
          isLabelHidden
          value={device.origin}
          options={ORIGINS.map((value) => ({ value, label: t(`counter.devices.origins.${value}`) }))}
          onChange={(origin) => {
            dispatch({ kind: 'device-changed', device: { ...device, origin } })
          }}
        />
      </div>
      <StatusPill tone="wait">{t('counter.devices.checkedWhenSent')}</StatusPill>
      {device.origin !== 'bought-here' && (
        <p className="note">
          {device.origin === 'gift' ? t('counter.devices.giftNote') : t('counter.devices.usedNote')}
        </p>
      )}
    </li>
  )
}

/** What was typed is wrong, as opposed to what was scanned. */
function isAboutTyped(message: DeviceMessage, isTyped: boolean): boolean {
  return isTyped && message.kind !== 'not-a-device' && message.kind !== 'closed'
}

function say(message: Exclude<DeviceMessage, { kind: 'read' }>, t: ReturnType<typeof useTexts>['t']): string {
  if (message.kind !== 'length') return t(`counter.devices.errors.${message.kind}`)
  return t('counter.devices.errors.length', { length: message.length, count: message.count })
}
