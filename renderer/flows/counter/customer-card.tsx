import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { ChoicesOfCustomer } from './choices-of-customer.tsx'
import type { CounterPlace } from './counter-ports.ts'
import { NoticePanel, NoticeSeen, NoticeShown } from './notice-panel.tsx'
import { PersonFields } from './person-fields.tsx'
import { ReadingOffer } from './reading-offer.tsx'
import type { Counter } from './use-counter.ts'
import './customer-card.css'

/** Step 2, in this order: the notice, then fields, then choices (R8). */
export function CustomerCard({ counter, place }: { counter: Counter; place: CounterPlace }) {
  const { t } = useTexts()
  const { state, lines } = counter
  const isClosed = state.check === null
  const isNoticeOpen = state.notice === null ? !isClosed : state.isNoticeOpen
  const isDone = lines.every(
    (line) => line.line === 'age' || line.line === 'devices' || line.open.length === 0,
  )
  return (
    <Card
      title={t('counter.customer.title')}
      step={2}
      area="customer"
      state={isClosed ? 'plain' : isDone ? 'done' : 'active'}
      aside={state.notice === null || isNoticeOpen ? undefined : <NoticeSeen counter={counter} />}
      footer={isNoticeOpen ? <NoticeShown counter={counter} place={place} /> : undefined}
    >
      {isClosed && state.notice === null ? (
        <EmptyState icon="lock" title={t('counter.customer.afterAge')} />
      ) : (
        <>
          {isNoticeOpen && <NoticePanel counter={counter} place={place} />}
          {state.notice !== null && (
            <>
              <ReadingOffer counter={counter} />
              <PersonFields counter={counter} place={place} />
              {state.done === null ? (
                <ChoicesOfCustomer counter={counter} place={place} />
              ) : (
                <p className="note">{t('counter.amend.consents')}</p>
              )}
            </>
          )}
        </>
      )}
    </Card>
  )
}
