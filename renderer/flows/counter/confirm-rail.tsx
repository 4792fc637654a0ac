import { memo } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import type { CounterPlace } from './counter-ports.ts'
import { useConfirmWords } from './confirm-words.ts'
import type { Item } from './open-items.ts'
import type { Counter } from './use-counter.ts'
import './confirm-rail.css'

/** The record as it builds up, what is still open in it, and the one action. */
export function ConfirmRail(props: { counter: Counter; place: CounterPlace; onGo: (item: Item) => void }) {
  const { t } = useTexts()
  const { counter, place, onGo } = props
  const { state, lines, openCount } = counter
  const words = useConfirmWords(counter, place)
  return (
    <aside className="confirm">
      <Card title={t('counter.confirm.title')}>
        {state.failure !== null && <NotSavedBanner reason={state.failure} isFixed={state.unsure !== null} />}
        <ul className="confirm-lines">
          {lines.map((line) => {
            const { title, detail } = words(line)
            return (
              <ConfirmLine key={line.line} title={title} detail={detail} first={line.open[0]} onGo={onGo} />
            )
          })}
        </ul>
        {state.failure === null && (
          <p className="note">
            {place.isClosed
              ? t('records.closed.note')
              : state.person.claim === 'existing'
                ? t('counter.confirm.noteExisting')
                : t('counter.confirm.note')}
          </p>
        )}
      </Card>
      <PrimaryButton
        shortcut="Ctrl Enter"
        isDisabled={openCount > 0 || state.saving !== null || state.unsure === 'sale'}
        onPress={() => {
          void counter.register()
        }}
      >
        {state.saving === 'registration'
          ? t('counter.confirm.saving')
          : openCount > 0
            ? t('counter.confirm.saveOpen', { count: openCount })
            : t('counter.confirm.save')}
      </PrimaryButton>
    </aside>
  )
}

/** It stays as it is while other lines change. */
const ConfirmLine = memo(function ConfirmLine(props: {
  title: string
  detail: string
  /** What is open in it first; undefined where nothing is. */
  first: Item | undefined
  onGo: (item: Item) => void
}) {
  const { first, onGo } = props
  return (
    <li>
      <AriaButton
        className={first === undefined ? 'confirm-line confirm-line-done' : 'confirm-line'}
        isDisabled={first === undefined}
        onPress={() => {
          if (first !== undefined) onGo(first)
        }}
      >
        <Icon name={first === undefined ? 'check' : 'open'} />
        <span>
          <b>{props.title}</b>
          {props.detail}
        </span>
      </AriaButton>
    </li>
  )
})
