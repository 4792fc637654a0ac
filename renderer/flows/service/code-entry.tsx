import { useEffect, useRef } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { DeviceId } from '#shared/domain/device-id.ts'
import { CameraScan } from '../camera-scan.tsx'
import { focusFirstOpen } from '../focus-open.ts'
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

/** One device by scanner, camera or hand (R11). Once it is there the field gives its room to it; another scan takes its place. */
export function CodeEntry(props: CodeEntryProps) {
  const { t } = useTexts()
  const { device, isMasked = false, text, error, onTake } = props
  const isEmpty = text.trim() === ''
  const isTaken = device !== null && isEmpty && error === undefined
  const root = useFocusThatGoesOn(isTaken)
  if (isTaken) {
    return (
      <div ref={root} className="field" data-answered="true">
        <span className="field-label">{props.label}</span>
        <TakenDevice device={device} isMasked={isMasked} onRemove={props.onRemove} />
      </div>
    )
  }
  return (
    <div ref={root} className="code-entry">
      <div className="typed-code" data-answered={device !== null}>
        <TextField
          label={props.label}
          item={props.item}
          isCode
          maxLength={64}
          value={text}
          error={error}
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
    </div>
  )
}

/** What had the focus goes with the field or with the device; the focus goes on to what is open next in the card, or to the field. */
function useFocusThatGoesOn(isTaken: boolean) {
  const root = useRef<HTMLDivElement>(null)
  const was = useRef(isTaken)
  useEffect(() => {
    if (was.current === isTaken) return
    was.current = isTaken
    if (document.activeElement !== document.body) return
    focusFirstOpen(isTaken ? (root.current?.closest<HTMLElement>('.card') ?? null) : root.current)
  }, [isTaken])
  return root
}
