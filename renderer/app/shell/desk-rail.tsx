import { memo } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTexts } from '../../i18n/use-texts.ts'
import { Rail } from '../../ui/rail.tsx'
import { faceOf } from '../entry/face.ts'
import type { Place } from './use-shortcuts.ts'

interface DeskRailProps {
  readonly place: Place
  readonly needsYou: number
  readonly waiting: number
  readonly operatorName: string
  readonly onGo: (place: Place) => void
  readonly onLock: () => void
}

/** The places of the desk and who is at work. It stays as it is while a form is filled in: what is scanned is shown sooner. */
export const DeskRail = memo(function DeskRail(props: DeskRailProps) {
  const { t } = useTexts()
  const { needsYou, waiting, operatorName } = props
  const words = [
    ...(needsYou > 0 ? [t('shell.needsYouBadge', { count: needsYou })] : []),
    ...(waiting > 0 ? [t('shell.toSendBadge', { count: waiting })] : []),
  ]
  const badge =
    words.length === 0
      ? undefined
      : {
          count: needsYou + waiting,
          words: words.join(', '),
          tone: needsYou > 0 ? ('stop' as const) : ('wait' as const),
        }
  return (
    <Rail
      label={t('shell.navigation')}
      place={props.place}
      onGo={props.onGo}
      entries={[
        { place: 'register', label: t('shell.register'), icon: 'register' },
        { place: 'returns', label: t('shell.returns'), icon: 'return' },
        { place: 'service', label: t('shell.service'), icon: 'service' },
        { place: 'to-send', label: t('shell.toSend'), icon: 'queue', badge },
        { place: 'day', label: t('shell.day'), icon: 'day' },
        { place: 'settings', label: t('shell.settings'), icon: 'settings' },
        { place: 'help', label: t('shell.help'), icon: 'help' },
      ]}
    >
      <AriaButton className="rail-entry" onPress={props.onLock}>
        <span className="face" aria-hidden="true">
          {faceOf(operatorName)}
        </span>
        <span>{t('shell.lock')}</span>
        <span className="visually-hidden">{t('shell.lockAs', { name: operatorName })}</span>
      </AriaButton>
    </Rail>
  )
})
