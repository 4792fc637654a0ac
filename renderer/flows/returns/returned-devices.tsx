import { formatDeviceId } from '#shared/domain/device-id.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { CameraScan } from '../camera-scan.tsx'
import { codeWords } from '../code-words.ts'
import { readReturned } from './returns-operations.ts'
import type { ReturnsPlace } from './returns-ports.ts'
import type { Returning } from './use-returns.ts'
import '../typed-code.css'

/** What came back, by scanner or by hand (R11). */
export function ReturnedDevices({ returning, place }: { returning: Returning; place: ReturnsPlace }) {
  const { t } = useTexts()
  const { state, dispatch } = returning
  const add = () => {
    dispatch(readReturned(state.text, { state, catalogue: place.devices, isScan: false }))
    document.querySelector<HTMLElement>('[data-item="returned-device"]')?.focus()
  }
  const isEmpty = state.text.trim() === ''
  return (
    <Card title={t('returns.devices')} state={state.devices.length > 0 ? 'done' : 'active'} step={1}>
      <div className="typed-code">
        <TextField
          label={t('returns.code')}
          item="returned-device"
          isCode
          autoFocus
          maxLength={64}
          value={state.text}
          error={state.message === null ? undefined : codeWords(state.message, t)}
          hint={t('returns.codeHint')}
          onChange={(text) => {
            dispatch({ kind: 'device-typed', text })
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isEmpty || event.ctrlKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            add()
          }}
        />
        <Button isDisabled={isEmpty} onPress={add}>
          {t('returns.add')}
        </Button>
      </div>
      <CameraScan />
      <ul className="returns-list" aria-live="polite">
        {state.devices.map((device) => (
          <li key={device}>
            <code>{formatDeviceId(device)}</code>
            <Button
              tone="quiet"
              aria-label={t('returns.remove', { device: formatDeviceId(device) })}
              onPress={() => {
                dispatch({ kind: 'device-removed', device })
              }}
            >
              <Icon name="remove" />
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
