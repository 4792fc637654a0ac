import { useTexts } from '#renderer/i18n/use-texts.ts'
import { PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { NotSavedBanner } from '#renderer/ui/not-saved-banner.tsx'
import { ClosedTill } from '../closed-till.tsx'
import { TillRecordChoice } from '../till-record-choice.tsx'
import { useSaveKey } from '../use-save-key.ts'
import { type TakeScans, useReadings } from '../use-scan.ts'
import { canReturn, readReturned } from './returns-operations.ts'
import type { ReturnsPlace, ReturnsPorts } from './returns-ports.ts'
import { isReturnBegun, type ReturnsSession } from './returns-session.ts'
import { ReturnedDevices } from './returned-devices.tsx'
import { ReturnsDoneView } from './returns-done.tsx'
import { TakeBackCard } from './take-back-card.tsx'
import { useReturns } from './use-returns.ts'
import '../place.css'
import './returns.css'

export interface ReturnsProps {
  readonly session: ReturnsSession
  readonly ports: ReturnsPorts
  readonly place: ReturnsPlace
  readonly takeScans: TakeScans
}

const SOLD = ['sale', 'registration'] as const

/** Goods brought back (job 4), and used devices and batteries handed in (R29). No age check: nothing is sold. */
export function Returns({ session, ports, place, takeScans }: ReturnsProps) {
  const { t } = useTexts()
  const returning = useReturns(session, ports)
  const { state, dispatch } = returning
  // What was typed before stays on the screen: it can be saved once the till is open again.
  const isShut = place.isClosed && !isReturnBegun(state)
  useReadings(takeScans, (text) => {
    if (state.done !== null || isShut) return false
    dispatch(readReturned(text, { state, catalogue: place.devices, isScan: true }))
    return true
  })
  useSaveKey(returning.saveReturn)

  if (state.done !== null) {
    return <ReturnsDoneView done={state.done} ports={ports} place={place} onAnother={returning.another} />
  }
  if (isShut) return <ClosedTill label={t('returns.title')} />
  const isReady = canReturn(state)
  return (
    <section className="place" aria-label={t('returns.title')}>
      <h1>{t('returns.title')}</h1>
      <ReturnedDevices returning={returning} place={place} />
      <Card title={t('returns.of')} state={state.of === null ? 'plain' : 'done'} step={2}>
        <TillRecordChoice
          label={t('returns.of')}
          types={SOLD}
          ports={ports}
          timeZone={place.timeZone}
          chosen={state.of}
          none={{ title: t('returns.ofNone'), detail: t('returns.ofNoneDetail') }}
          onChoose={(record) => {
            dispatch({ kind: 'of', record })
          }}
        />
      </Card>
      <aside className="place-side">
        {state.failure !== null && <NotSavedBanner reason={state.failure} isFixed={state.unsure !== null} />}
        <TakeBackCard returning={returning} />
        <p className="note">
          {place.isClosed
            ? t('records.closed.note')
            : state.of === null
              ? t('returns.means.unknown')
              : state.of.type === 'sale'
                ? t('returns.means.sale')
                : t('returns.means.registration')}
        </p>
        <PrimaryButton
          shortcut="Ctrl Enter"
          isDisabled={!isReady || state.saving !== null}
          onPress={() => {
            void returning.saveReturn()
          }}
        >
          {state.saving === 'return'
            ? t('returns.saving')
            : isReady
              ? t('returns.save')
              : state.text.trim() === ''
                ? t('returns.saveOpen')
                : t('returns.saveTyped')}
        </PrimaryButton>
      </aside>
    </section>
  )
}
