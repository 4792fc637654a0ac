import { useEffect, useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import { type DeviceId, formatDeviceId, kindsOfDevice, maskDeviceId } from '#shared/domain/device-id.ts'
import { CameraScan } from '../camera-scan.tsx'
import { codeWords } from '../code-words.ts'
import type { CounterPlace, CounterPorts, RegisteredHere } from './counter-ports.ts'
import type { DeviceMessage, ListedDevice } from './counter-state.ts'
import { PurchaseDate } from './purchase-date.tsx'
import { readDevice } from './read-device.ts'
import type { Counter } from './use-counter.ts'
import './devices-card.css'

const ORIGINS = ['bought-here', 'bought-elsewhere', 'bought-earlier', 'gift'] as const

/** Step 3: which devices, by scanner or by hand (R11). */
export function DevicesCard(props: { counter: Counter; ports: CounterPorts; place: CounterPlace }) {
  const { t } = useTexts()
  const { counter, ports, place } = props
  const { state, dispatch } = counter
  const message = state.deviceMessage
  const isTyped = state.deviceText !== ''
  const add = () => {
    dispatch(readDevice(state.deviceText, { state, catalogue: place.market.devices, isScan: false }))
    // The button that was pressed is off once the field is empty; the next code is typed where this one was.
    document.querySelector<HTMLElement>('[data-item="device"]')?.focus()
  }
  const isSplit =
    state.devices.some(({ kind }) => kind === 'kit') && state.devices.some(({ kind }) => kind !== 'kit')
  const isNext = counter.lines.every(({ line, open }) => line === 'devices' || open.length === 0)
  const cardState = state.devices.length > 0 ? 'done' : isNext ? 'active' : 'plain'
  return (
    <Card title={t('counter.devices.title')} step={3} area="devices" state={cardState}>
      <div className={state.devices.length === 0 ? 'scan' : 'scan scan-small'}>
        <Icon name="scan" />
        <b>{state.devices.length === 0 ? t('counter.devices.scan') : t('counter.devices.scanAnother')}</b>
        {state.devices.length === 0 && <span>{t('counter.devices.orType')}</span>}
        <CameraScan isSmall={state.devices.length > 0} />
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
              : codeWords(message, t)
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
        <Banner tone="wait" title={codeWords(message, t)} />
      )}
      {message?.kind === 'read' && (
        <Banner tone="ok" title={t('counter.devices.read', { device: message.device })} />
      )}
      <PurchaseDate counter={counter} />
      <ul className="devices" aria-live="polite">
        {state.devices.toReversed().map((device) => (
          <DeviceEntry key={device.deviceId} device={device} counter={counter} ports={ports} place={place} />
        ))}
      </ul>
      {isSplit && <p className="note">{t('counter.devices.alone')}</p>}
    </Card>
  )
}

function DeviceEntry(props: {
  device: ListedDevice
  counter: Counter
  ports: CounterPorts
  place: CounterPlace
}) {
  const { t } = useTexts()
  const { device, place } = props
  const { dispatch } = props.counter
  const code = formatDeviceId(device.deviceId)
  const here = useRegisteredHere(device.deviceId, props)
  const model = place.market.devices.models.find(({ id }) => id === device.model)
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
      {model !== undefined && <p className="device-model">{model.name}</p>}
      <div className="device-facts">
        <SelectField
          label={t('counter.devices.kind')}
          isLabelHidden
          value={device.kind}
          options={kindsOfDevice(device.deviceId, place.market.devices).map((value) => ({
            value,
            label: t(`records.deviceKind.${value}`),
          }))}
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
            // What is bought here now has no first owner.
            const { isFirstOwnerAway, ...rest } = device
            const isUsed = origin !== 'bought-here' && isFirstOwnerAway !== undefined
            const changed = { ...rest, origin, ...(isUsed ? { isFirstOwnerAway } : {}) }
            dispatch({ kind: 'device-changed', device: changed })
          }}
        />
      </div>
      {device.kind === 'kit' && <p className="note">{t('counter.devices.both')}</p>}
      <StatusPill tone="wait">
        {here === 'yes'
          ? t('counter.devices.registeredHere')
          : here === 'perhaps'
            ? t('counter.devices.perhapsHere')
            : t('counter.devices.checkedWhenSent')}
      </StatusPill>
      {here === 'yes' && <p className="note">{t('counter.devices.registeredHereNote')}</p>}
      {here === 'perhaps' && (
        <p className="note">
          {t('counter.devices.perhapsHereNote', { device: maskDeviceId(device.deviceId) })}
        </p>
      )}
      {device.origin === 'gift' && <p className="note">{t('counter.devices.giftNote')}</p>}
      {device.origin !== 'bought-here' && (
        <>
          <Toggle
            label={t('counter.devices.firstOwnerAway')}
            isOn={device.isFirstOwnerAway === true}
            onChange={(isOn) => {
              const { isFirstOwnerAway: _was, ...rest } = device
              dispatch({
                kind: 'device-changed',
                device: isOn ? { ...rest, isFirstOwnerAway: true } : rest,
              })
            }}
          />
          <p className="note">
            {device.isFirstOwnerAway === true ? t('counter.devices.awayNote') : t('counter.devices.usedNote')}
          </p>
        </>
      )}
    </li>
  )
}

/** Whether another record of this till holds the device: said before saving, decided by whoever saves (R12). */
function useRegisteredHere(
  deviceId: DeviceId,
  { counter, ports }: { counter: Counter; ports: CounterPorts },
): RegisteredHere {
  const { registration } = counter.state.ids
  const [here, setHere] = useState<RegisteredHere>('no')
  useEffect(() => {
    let isShown = true
    void ports.isRegisteredHere(deviceId, registration).then((answer) => {
      if (isShown) setHere(answer)
    })
    return () => {
      isShown = false
    }
  }, [deviceId, registration, ports])
  return here
}

/** What was typed is wrong, as opposed to what was scanned. */
function isAboutTyped(message: DeviceMessage, isTyped: boolean): boolean {
  return isTyped && message.kind !== 'closed' && !(message.kind === 'refused' && message.isScan)
}
