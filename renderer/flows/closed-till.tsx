import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import './place.css'

/** In place of an empty form at a till that takes no new record (D5): nothing is asked that cannot be saved. */
export function ClosedTill({ label }: { label: string }) {
  const { t } = useTexts()
  return (
    <section className="place-end" aria-label={label}>
      <Card isPage title={t('records.closed.title')}>
        <p>{t('records.closed.text')}</p>
      </Card>
    </section>
  )
}
