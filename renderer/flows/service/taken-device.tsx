import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { type DeviceId, formatDeviceId } from '#shared/domain/device-id.ts'

/** The one device that was read or typed, until it is taken out again. */
export function TakenDevice({ device, onRemove }: { device: DeviceId; onRemove: () => void }) {
  const { t } = useTexts()
  const code = formatDeviceId(device)
  return (
    <div className="service-device" aria-live="polite">
      <code>{code}</code>
      <Button tone="quiet" aria-label={t('returns.remove', { device: code })} onPress={onRemove}>
        <Icon name="remove" />
      </Button>
    </div>
  )
}
