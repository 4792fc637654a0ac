import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { type DeviceId, formatDeviceId, maskDeviceId } from '#shared/domain/device-id.ts'

/** The one device that was read or typed, until it is taken out again. */
export function TakenDevice(props: {
  device: DeviceId
  /** Chosen from a list that shows its end alone. */
  isMasked?: boolean
  onRemove: () => void
}) {
  const { t } = useTexts()
  const { device, isMasked = false, onRemove } = props
  const code = isMasked ? maskDeviceId(device) : formatDeviceId(device)
  return (
    <div className="service-device" aria-live="polite">
      <code>{code}</code>
      <Button tone="quiet" aria-label={t('returns.remove', { device: code })} onPress={onRemove}>
        <Icon name="remove" />
      </Button>
    </div>
  )
}
