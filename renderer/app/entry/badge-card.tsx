import { useEffect, useState } from 'react'
import type { MadeBadge } from '#shared/ipc/badge-methods.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PinPad } from '../../ui/pin-pad.tsx'
import type { AppPorts } from '../app-ports.ts'

type Said = MadeBadge | { readonly kind: 'forgotten' | 'no-answer' }

/** The badge of whoever is at work: made with their PIN, printed by main, ended by them. Its code is never here [V22]. */
export function BadgeCard({ ports }: { ports: Pick<AppPorts, 'call'> }) {
  const { t } = useTexts()
  const [hasBadge, setHasBadge] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const [isWorking, setIsWorking] = useState(false)
  const [pin, setPin] = useState('')
  const [said, setSaid] = useState<Said | null>(null)
  useEffect(() => {
    void ports.call('badge.read', {}).then((answer) => {
      if (answer.ok) setHasBadge(answer.value.hasBadge)
    })
  }, [ports, said])
  const make = async () => {
    if (pin === '' || isWorking) return
    setIsWorking(true)
    const answer = await ports.call('badge.make', { pin })
    setPin('')
    setIsWorking(false)
    setSaid(answer.ok ? answer.value : { kind: 'no-answer' })
    if (answer.ok && answer.value.kind !== 'wrong-pin') setIsAsking(false)
  }
  const forget = async () => {
    const answer = await ports.call('badge.forget', {})
    setSaid({ kind: answer.ok ? answer.value : 'no-answer' })
  }
  const isGood = said?.kind === 'printed' || said?.kind === 'handed-over' || said?.kind === 'forgotten'
  return (
    <Card title={t('entry.badge.title')}>
      {said !== null && (
        <Banner
          tone={isGood ? 'ok' : 'stop'}
          title={t(`entry.badge.said.${said.kind}`, {
            count: said.kind === 'wrong-pin' ? said.triesLeft : 0,
          })}
        />
      )}
      {isAsking ? (
        <>
          <PinPad
            label={t('entry.badge.pin')}
            eraseLabel={t('entry.unlock.erase')}
            value={pin}
            onChange={setPin}
            onDone={() => {
              void make()
            }}
            autoFocus
          />
          <Button
            isDisabled={pin === '' || isWorking}
            onPress={() => {
              void make()
            }}
          >
            {isWorking ? t('entry.badge.working') : t('entry.badge.print')}
          </Button>
        </>
      ) : (
        <>
          <p>{hasBadge ? t('entry.badge.has') : t('entry.badge.hasNone')}</p>
          <Button
            onPress={() => {
              setSaid(null)
              setIsAsking(true)
            }}
          >
            {hasBadge ? t('entry.badge.another') : t('entry.badge.make')}
          </Button>
          {hasBadge && (
            <Button
              tone="stop"
              onPress={() => {
                void forget()
              }}
            >
              {t('entry.badge.forget')}
            </Button>
          )}
        </>
      )}
      <p className="note">{t('entry.badge.note')}</p>
    </Card>
  )
}
