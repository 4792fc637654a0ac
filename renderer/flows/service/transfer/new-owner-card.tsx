import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { maskDeviceId } from '#shared/domain/device-id.ts'
import { AddFields } from '../add-fields.tsx'
import { ServedDevice } from '../served-device.tsx'
import type { ServicePlace } from '../service-ports.ts'
import type { Serving } from '../use-service.ts'
import type { Handover } from './handover.ts'

/** The device that the new owner gets, and what can be done where they have no account yet [TR2][TR3]. */
export function NewOwnerCard(props: {
  serving: Serving
  place: ServicePlace
  handover: Handover
  onRegister: () => void
}) {
  const { t } = useTexts()
  const { serving, place, handover } = props
  const { released } = handover
  return (
    <Card title={t('transfer.theDevice')} state="active" step={2}>
      <div className="service-needs">
        {released === null ? (
          <>
            <Banner tone="wait" title={t('transfer.isAway.title')}>
              {t('transfer.isAway.text')}
            </Banner>
            <ServedDevice serving={serving} place={place} />
          </>
        ) : (
          <Banner tone="ok" title={t('transfer.released', { device: maskDeviceId(released.device) })}>
            {t('transfer.releasedText')}
          </Banner>
        )}
        <AddFields serving={serving} />
        <p className="note">{t('transfer.noAccount')}</p>
        <Button
          onPress={() => {
            serving.another('other')
            props.onRegister()
          }}
        >
          {t('transfer.register')}
        </Button>
        <Button
          tone="quiet"
          onPress={() => {
            serving.another('other')
          }}
        >
          {released === null ? t('transfer.notNow') : t('transfer.later')}
        </Button>
      </div>
    </Card>
  )
}
