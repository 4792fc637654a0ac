import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { formatDeviceId } from '#shared/domain/device-id.ts'
import { CameraScan } from '../camera-scan.tsx'
import { codeWords } from '../code-words.ts'
import type { CaseFieldsProps } from './case-fields-props.ts'
import type { MistypedField } from './case-choices.ts'
import { type TypedDevice, withDevice } from './case-form.ts'

const KINDS = ['kit', 'holder', 'charger'] as const
const ORIGINS = ['bought-here', 'bought-elsewhere', 'bought-earlier', 'gift'] as const

/** The devices of a record, typed or scanned again: the list takes the place of the one before. */
export function CaseDevices(props: CaseFieldsProps & { field: Exclude<MistypedField, 'email' | 'claim'> }) {
  const { t } = useTexts()
  const { form, place, field, onChange } = props
  const { deviceText, deviceProblem } = form
  const isOne = field === 'device' || field === 'released-device'
  const hasFacts = field === 'device' || field === 'devices'
  const add = () => {
    onChange(withDevice(form, { text: deviceText, catalogue: place.market.devices, isScan: false }))
  }
  return (
    <div className="case-devices">
      <p className="note">{isOne ? t('toSend.oneDevice') : t('toSend.allDevices')}</p>
      <div className="case-typed">
        <TextField
          label={t('counter.devices.code')}
          isCode
          maxLength={64}
          value={deviceText}
          error={deviceProblem === null ? undefined : codeWords(deviceProblem, t)}
          onChange={(typed) => {
            onChange({ ...form, deviceText: typed, deviceProblem: null })
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || deviceText === '') return
            event.stopPropagation()
            add()
          }}
        />
        <Button isDisabled={deviceText === ''} onPress={add}>
          {t('counter.devices.add')}
        </Button>
      </div>
      <CameraScan />
      <ul aria-live="polite">
        {form.devices.map((device) => (
          <Entry key={device.deviceId} {...props} device={device} hasFacts={hasFacts} />
        ))}
      </ul>
    </div>
  )
}

function Entry(props: CaseFieldsProps & { device: TypedDevice; hasFacts: boolean }) {
  const { t } = useTexts()
  const { form, device, hasFacts, onChange } = props
  const code = formatDeviceId(device.deviceId)
  const others = form.devices.filter((other) => other !== device)
  const change = (changed: TypedDevice) => {
    onChange({ ...form, devices: form.devices.map((other) => (other === device ? changed : other)) })
  }
  return (
    <li className="case-device">
      <code>{code}</code>
      <Button
        tone="quiet"
        aria-label={t('counter.devices.remove', { device: code })}
        onPress={() => {
          onChange({ ...form, devices: others })
        }}
      >
        <Icon name="remove" />
      </Button>
      {hasFacts && (
        <>
          <SelectField
            label={t('counter.devices.kind')}
            isLabelHidden
            value={device.kind}
            options={KINDS.map((value) => ({ value, label: t(`records.deviceKind.${value}`) }))}
            onChange={(kind) => {
              change({ ...device, kind })
            }}
          />
          <SelectField
            label={t('counter.devices.origin')}
            isLabelHidden
            value={device.origin}
            options={ORIGINS.map((value) => ({ value, label: t(`counter.devices.origins.${value}`) }))}
            onChange={(origin) => {
              change({ ...device, origin })
            }}
          />
        </>
      )}
    </li>
  )
}
