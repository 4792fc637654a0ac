import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { DeviceId } from '#shared/domain/device-id.ts'
import { CameraScan } from '../camera-scan.tsx'
import { TakenDevice } from './taken-device.tsx'
import '../typed-code.css'

export interface CodeEntryProps {
  readonly label: string
  readonly item: string
  readonly text: string
  readonly error: string | undefined
  readonly device: DeviceId | null
  readonly isMasked?: boolean
  readonly onType: (text: string) => void
  readonly onTake: () => void
  readonly onRemove: () => void
}

/** One device by scanner, camera or hand (R11). Another code takes its place. */
export function CodeEntry(props: CodeEntryProps) {
  const { t } = useTexts()
  const { device, isMasked = false, text, onTake } = props
  const isEmpty = text.trim() === ''
  return (
    <>
      <div className="typed-code" data-answered={device !== null}>
        <TextField
          label={props.label}
          item={props.item}
          isCode
          maxLength={64}
          value={text}
          error={props.error}
          hint={t('returns.codeHint')}
          onChange={props.onType}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isEmpty || event.ctrlKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            onTake()
          }}
        />
        <Button isDisabled={isEmpty} onPress={onTake}>
          {t('service.take')}
        </Button>
      </div>
      {device === null && <CameraScan />}
      {device !== null && <TakenDevice device={device} isMasked={isMasked} onRemove={props.onRemove} />}
    </>
  )
}
