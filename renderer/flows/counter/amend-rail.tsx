import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import { amendedFields } from './amendments.ts'
import type { CounterPlace } from './counter-ports.ts'
import type { Item } from './open-items.ts'
import type { Counter } from './use-counter.ts'
import './confirm-rail.css'

/** What a correction changes, what is still open, and the one action. */
export function AmendRail(props: { counter: Counter; place: CounterPlace; onGo: (item: Item) => void }) {
  const { t } = useTexts()
  const { counter, place, onGo } = props
  const { state, changes, lines, openCount } = counter
  const fields = amendedFields(changes).filter((field) => field !== 'ageCheck')
  const [firstOpen] = lines.flatMap((line) => line.open)
  const isSaving = state.saving === 'correction'
  const words = isSaving
    ? t('counter.confirm.saving')
    : openCount > 0
      ? t('counter.confirm.saveOpen', { count: openCount })
      : changes === null
        ? t('counter.amend.saveNothing')
        : t('counter.amend.save')
  return (
    <aside className="confirm">
      <Card
        title={t('counter.amend.changes')}
        footer={
          <Button tone="quiet" isDisabled={!counter.canLeave} onPress={counter.leaveAmending}>
            {t('counter.amend.leave')}
          </Button>
        }
      >
        {state.failure !== null && <NotSavedBanner reason={state.failure} isFixed={state.unsure !== null} />}
        {firstOpen !== undefined && (
          <Button
            onPress={() => {
              onGo(firstOpen)
            }}
          >
            {t('counter.amend.goOpen', { count: openCount })}
          </Button>
        )}
        <ul className="confirm-lines" aria-live="polite">
          {fields.map((field) => (
            <li key={field} className="confirm-line confirm-line-done">
              <Icon name="check" />
              <b>{t(`counter.amend.fields.${field}`)}</b>
            </li>
          ))}
        </ul>
        {fields.length === 0 && <p>{t('counter.amend.nothing')}</p>}
        <p className="note">{place.isClosed ? t('records.closed.note') : t('counter.amend.note')}</p>
      </Card>
      <PrimaryButton
        shortcut="Ctrl Enter"
        isDisabled={changes === null || openCount > 0 || state.saving !== null}
        onPress={() => {
          void counter.saveCorrection()
        }}
      >
        {words}
      </PrimaryButton>
    </aside>
  )
}
