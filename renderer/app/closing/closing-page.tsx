import { useEffect } from 'react'
import type { DeskConfiguration } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button, PrimaryButton } from '../../ui/button.tsx'
import { EntryFrame } from '../entry/entry-frame.tsx'
import type { ClosingQuestion } from './use-closing.ts'
import './closing.css'

/** What closing means, in the whole window. To stay is what Enter and Escape do. */
export function ClosingPage(props: {
  question: ClosingQuestion
  configuration: DeskConfiguration
  nowMs: number
}) {
  const { t, since } = useTexts()
  const { question, configuration } = props
  const { waiting: count, oldestWaitingAt, may, stay, close } = question
  const { store } = configuration
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') stay()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [stay])
  const facts = [
    ...(question.isSaving ? [{ name: t('closing.saving'), text: t('closing.savingText') }] : []),
    ...(question.isTyped && !question.isSaving
      ? [{ name: t('closing.typed'), text: t('closing.typedText') }]
      : []),
    ...(question.isRefusalOpen && !question.isSaving
      ? [{ name: t('closing.refusal'), text: t('closing.refusalText') }]
      : []),
    ...(question.onHold > 0
      ? [{ name: t('closing.onHold', { count: question.onHold }), text: t('closing.onHoldText') }]
      : []),
    ...(count > 0
      ? [
          {
            name:
              oldestWaitingAt === null
                ? t('closing.waiting', { count })
                : t('closing.waitingSince', {
                    count,
                    oldest: since(oldestWaitingAt, { timeZone: store.timeZone, nowMs: props.nowMs }),
                  }),
            text: t('closing.waitingText', { count }),
          },
        ]
      : []),
    ...(may === 'close' ? [{ name: t('closing.nothing'), text: t('closing.nothingText') }] : []),
  ]
  return (
    <EntryFrame
      brand={`${store.name} · ${configuration.terminalName}`}
      notices={null}
      practice={configuration.realm === 'practice' ? t('shell.practice') : undefined}
    >
      <section className="card closing" aria-labelledby="closing-title">
        <h1 id="closing-title">{t('closing.title')}</h1>
        <div role="status">
          <ul>
            {facts.map(({ name, text }) => (
              <li key={name}>
                <b>{name}</b>
                <p>{text}</p>
              </li>
            ))}
          </ul>
        </div>
        <div className="closing-choices">
          <Button isDisabled={may === 'saving'} onPress={close}>
            {may === 'close' ? t('closing.close') : t('closing.anyway')}
          </Button>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a page of its own; the safe choice is under the finger */}
          <PrimaryButton autoFocus onPress={stay}>
            {t('closing.stay')}
          </PrimaryButton>
        </div>
      </section>
    </EntryFrame>
  )
}
