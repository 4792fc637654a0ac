import { useContext, useEffect, useRef, useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { Toggle } from '#renderer/ui/toggle.tsx'
import type { CameraChoice, OpenCamera } from '#renderer/scanning/camera/camera-scan.ts'
import { formatDeviceId } from '#shared/domain/device-id.ts'
import { CameraContext, type CameraPort } from './camera-port.ts'
import { useCamera } from './use-camera.ts'
import './camera-scan.css'

/** 'Scan with the camera': a button, and in its place the picture until a code is taken. It opens over nothing. */
export function CameraScan({ isSmall = false }: { isSmall?: boolean }) {
  const port = useContext(CameraContext)
  return port === null ? null : <CameraPlace port={port} isSmall={isSmall} />
}

function CameraPlace({ port, isSmall }: { port: CameraPort; isSmall: boolean }) {
  const { t } = useTexts()
  const host = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const { state, open, close, take } = useCamera(port, host)
  const { kind } = state
  const isOn = kind === 'opening' || kind === 'on'
  const which =
    kind === 'which'
      ? t('counter.camera.which', { count: state.devices.length + (state.isDocumentSeen ? 1 : 0) })
      : undefined

  // The button that was pressed is gone: whoever uses keys goes on from what took its place.
  const before = useRef(kind)
  useEffect(() => {
    const was = before.current
    before.current = kind
    if (was === kind || kind === 'on') return
    place.current?.querySelector<HTMLElement>('button')?.focus()
    // The picture as well, not its button alone.
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [kind])

  return (
    <div
      className={kind === 'off' ? 'camera' : 'camera camera-wide'}
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || kind === 'off') return
        event.stopPropagation()
        close()
      }}
    >
      {kind === 'failed' && <Banner tone="wait" title={t(`counter.camera.failures.${state.failure}`)} />}
      {kind === 'shut' && <Banner tone="wait" title={t('counter.camera.shut')} />}
      {isOn && (
        <div className="camera-frame">
          <div className="camera-picture" ref={host} />
          <p className="camera-says" role="status">
            {kind === 'on' ? t(`counter.camera.says.${state.says}`) : t('counter.camera.opening')}
          </p>
          {kind === 'on' && (
            <CameraControls
              key={state.camera.current}
              camera={state.camera}
              onChoose={(camera) => {
                port.onCameraChosen(camera)
                void open(camera)
              }}
            />
          )}
          <Button onPress={close}>{t('counter.camera.close')}</Button>
        </div>
      )}
      {kind === 'which' && (
        <div className="camera-which" role="group" aria-label={which}>
          <p role="status">{which}</p>
          {state.devices.map((device) => (
            <Button
              key={device.deviceId}
              onPress={() => {
                take(device)
              }}
            >
              <span className="camera-choice">
                {device.model === null ? t('counter.camera.device') : t(`records.deviceKind.${device.kind}`)}{' '}
                <b>{formatDeviceId(device.deviceId)}</b>
              </span>
            </Button>
          ))}
          {state.isDocumentSeen && (
            <Button onPress={() => void open(port.camera, 'document')}>{t('counter.camera.document')}</Button>
          )}
        </div>
      )}
      {!isOn && (
        <Button icon="camera" onPress={() => void open(port.camera)}>
          <span className={isSmall && kind === 'off' ? 'visually-hidden' : undefined}>
            {kind === 'off' ? t('counter.camera.open') : t('counter.camera.again')}
          </span>
        </Button>
      )}
    </div>
  )
}

function CameraControls(props: { camera: OpenCamera; onChoose: (camera: CameraChoice) => void }) {
  const { t } = useTexts()
  const { cameras, current, torch } = props.camera
  const [isLit, setIsLit] = useState(false)
  return (
    <>
      {cameras.length > 1 && (
        <SelectField
          label={t('counter.camera.which-camera')}
          value={current}
          options={cameras.map(({ id, name }, index) => ({
            value: id,
            label: name === '' ? t('counter.camera.unnamed', { number: index + 1 }) : name,
          }))}
          onChange={(id) => {
            const chosen = cameras.find((camera) => camera.id === id)
            if (chosen !== undefined) props.onChoose(chosen)
          }}
        />
      )}
      {torch !== null && (
        <Toggle
          label={t('counter.camera.torch')}
          isOn={isLit}
          onChange={(wished) => {
            void torch(wished).then((isDone) => {
              if (isDone) setIsLit(wished)
            })
          }}
        />
      )}
    </>
  )
}
