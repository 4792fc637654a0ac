import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { formatDeviceId } from '#shared/domain/device-id.ts'
import { CameraScan } from '../camera-scan.tsx'
import { codeWords } from '../code-words.ts'
import { readServed } from './service-operations.ts'
import type { ServicePlace } from './service-ports.ts'
import type { Serving } from './use-service.ts'
import '../typed-code.css'

/** The one device that the wish is about, by scanner or by hand (R11). Another code takes its place. */
export function ServedDevice({ serving, place }: { serving: Serving; place: ServicePlace }) {
  const { t } = useTexts()
  const { state, dispatch } = serving
  const { problem, device } = state
  const isEmpty = state.text.trim() === ''
  const take = () => {
    dispatch(readServed(state.text, { catalogue: place.market.devices, isScan: false }))
  }
  return (
    <>
      <div className="typed-code">
        <TextField
          label={t('counter.devices.code')}
          item="served-device"
          isCode
          maxLength={64}
          value={state.text}
          error={problem === null ? undefined : codeWords(problem, t)}
          hint={t('returns.codeHint')}
          onChange={(text) => {
            dispatch({ kind: 'typed', text })
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isEmpty || event.ctrlKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            take()
          }}
        />
        <Button isDisabled={isEmpty} onPress={take}>
          {t('service.take')}
        </Button>
      </div>
      <CameraScan />
      {device !== null && (
        <div className="service-device" aria-live="polite">
          <code>{formatDeviceId(device)}</code>
          <Button
            tone="quiet"
            aria-label={t('returns.remove', { device: formatDeviceId(device) })}
            onPress={() => {
              dispatch({ kind: 'device', device: null, isScan: true })
            }}
          >
            <Icon name="remove" />
          </Button>
        </div>
      )}
    </>
  )
}
