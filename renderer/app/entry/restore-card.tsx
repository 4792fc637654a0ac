import { useState } from 'react'
import type { FoundMirrorAnswer } from '#shared/ipc/mirror-methods.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, PrimaryButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import type { AppPorts } from '../app-ports.ts'
import { LeaveRestore } from './leave-restore.tsx'

type Failure =
  | 'none'
  | 'several'
  | 'unreadable'
  | 'not-found'
  | 'differs'
  | 'failed'
  | 'no-space'
  | 'no-reply'
type Found = Extract<FoundMirrorAnswer, { kind: 'found' }>

/** A till in the place of a dead one: its mirror is looked at, then taken over (electron/mirror, MI10). */
export function RestoreCard(props: {
  ports: Pick<AppPorts, 'call'>
  /** How many records wait that a restore took which was cut off; null where none was. */
  unfinished: number | null
  /** Everything was taken over, or what is known of it changed. */
  onChange: () => void
  onBack: (() => void) | null
}) {
  const { t, date, time } = useTexts()
  const { ports, unfinished, onChange, onBack } = props
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  const [isLeaving, setIsLeaving] = useState(false)
  const find = async () => {
    setIsWorking(true)
    setFailure(null)
    setFound(null)
    const answer = await ports.call('restore.find', {})
    setIsWorking(false)
    if (!answer.ok) setFailure('no-reply')
    else if (answer.value.kind === 'found') setFound(answer.value)
    else if (answer.value.kind === 'failed') setFailure(answer.value.reason)
  }
  const run = async () => {
    setIsWorking(true)
    setFailure(null)
    const answer = await ports.call('restore.run', {})
    setIsWorking(false)
    if (!answer.ok) setFailure('no-reply')
    else if (answer.value !== 'restored') setFailure(answer.value)
    onChange()
  }
  if (unfinished !== null && isLeaving) {
    const stay = () => {
      setIsLeaving(false)
    }
    return <LeaveRestore ports={ports} unsent={unfinished} onLeft={onChange} onBack={stay} />
  }
  return (
    <div className="entry-card">
      <Card isPage title={t('mirror.restore.title')}>
        <p>{t('mirror.restore.text')}</p>
        {unfinished !== null && (
          <Banner tone="stop" title={t('mirror.restore.unfinished')}>
            {t('mirror.restore.unfinishedText')}
          </Banner>
        )}
        {failure !== null && (
          <Banner
            tone="stop"
            title={t(`mirror.restore.${unfinished === null ? 'nothingTaken' : 'notAllTaken'}`)}
          >
            {t(`mirror.restore.failures.${failure}`)}
          </Banner>
        )}
        {found !== null && (
          <Banner
            tone={found.damaged === 0 ? 'ok' : 'wait'}
            title={t('mirror.restore.found', {
              count: found.records,
              time:
                found.lastSavedAt === null
                  ? '–'
                  : `${time(found.lastSavedAt, ownZone())}, ${date(found.lastSavedAt, ownZone())}`,
            })}
          >
            {found.damaged === 0
              ? t('mirror.restore.whole')
              : t('mirror.restore.damaged', { count: found.damaged })}
          </Banner>
        )}
        {found === null ? (
          <PrimaryButton
            isDisabled={isWorking}
            onPress={() => {
              void find()
            }}
          >
            {t('mirror.restore.find')}
          </PrimaryButton>
        ) : (
          <PrimaryButton
            isDisabled={isWorking}
            onPress={() => {
              void run()
            }}
          >
            {isWorking ? t('mirror.restore.running') : t('mirror.restore.run')}
          </PrimaryButton>
        )}
      </Card>
      {unfinished !== null && (
        <Button
          tone="quiet"
          isDisabled={isWorking}
          onPress={() => {
            setIsLeaving(true)
          }}
        >
          {t('mirror.restore.leave')}
        </Button>
      )}
      {onBack !== null && (
        <Button tone="quiet" isDisabled={isWorking} onPress={onBack}>
          {t('mirror.restore.back')}
        </Button>
      )}
    </div>
  )
}

/** The store is not known before the till is set up: the time is that of this computer. */
function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
