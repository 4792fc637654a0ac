import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import type { ServicePlace, ServicePorts } from './service-ports.ts'
import type { Wish } from './service-session.ts'
import type { Serving } from './use-service.ts'
import { WishFields } from './wish-fields.tsx'
import { WishList } from './wish-list.tsx'

/** What the customer wants; once that is said, what it needs has the room. */
export function WishCard(props: {
  serving: Serving
  ports: ServicePorts
  place: ServicePlace
  hasKeys: boolean
  onChoose: (wish: Wish) => void
  /** Back to what they may want; null where part of it is on disk. */
  onBack: (() => void) | null
}) {
  const { t } = useTexts()
  const { serving, place, onBack } = props
  const { wish } = serving.state
  if (wish === null)
    return (
      <Card title={t('service.wish')} step={2}>
        <WishList market={place.market} hasKeys={props.hasKeys} onChoose={props.onChoose} />
      </Card>
    )
  return (
    <Card
      title={t(`service.wishes.${wish}.title`)}
      aside={
        onBack !== null && (
          <Button tone="quiet" shortcut="Esc" onPress={onBack}>
            {t('guarantee.back')}
          </Button>
        )
      }
      state="active"
      step={2}
    >
      <div className="service-needs" data-work>
        <WishFields serving={serving} ports={props.ports} place={place} />
      </div>
    </Card>
  )
}
