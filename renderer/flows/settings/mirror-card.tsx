import { useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { useAsked } from '#renderer/ui/use-asked.ts'
import type { MirrorLoss } from '#shared/contracts/mirror-loss.ts'

/** What the mirror is now; `behind` counts records that head office may not have and the mirror does not hold. */
export type MirrorShown =
  | { readonly kind: 'off' }
  | { readonly kind: 'checking'; readonly folder: string; readonly isSameDisk: boolean }
  | {
      readonly kind: 'following'
      readonly folder: string
      readonly isSameDisk: boolean
      readonly behind: number
    }
  | {
      readonly kind: 'lost'
      readonly folder: string
      readonly isSameDisk: boolean
      readonly cause: MirrorLoss
      readonly since: string
      readonly behind: number | null
    }

export type ChooseMirrorAnswer =
  | 'chosen'
  | 'cancelled'
  | 'inside-till'
  | 'no-space'
  | 'disk-failed'
  | 'no-reply'

/** What the card needs of the till. */
export interface MirrorPorts {
  read(): Promise<MirrorShown | null>
  /** Asks the person for a folder. */
  choose(): Promise<ChooseMirrorAnswer>
  stop(): Promise<void>
  onMoved(moved: () => void): () => void
  nowMs(): number
}

/** The sealed mirror: what it is, and for a manager where it lies. */
export function MirrorCard(props: { ports: MirrorPorts; isManager: boolean; timeZone: string }) {
  const { t } = useTexts()
  const { ports, isManager, timeZone } = props
  const { value: mirror, ask } = useAsked(ports)
  const [isChoosing, setIsChoosing] = useState(false)
  const [failure, setFailure] = useState<Exclude<ChooseMirrorAnswer, 'chosen' | 'cancelled'> | null>(null)
  const choose = async () => {
    setIsChoosing(true)
    setFailure(null)
    const answer = await ports.choose()
    setIsChoosing(false)
    if (answer !== 'chosen' && answer !== 'cancelled') setFailure(answer)
    ask()
  }
  const hasOne = mirror !== null && mirror.kind !== 'off'
  return (
    <Card
      title={t('mirror.title')}
      {...(isManager
        ? {
            footer: (
              <>
                <Button
                  isDisabled={isChoosing}
                  onPress={() => {
                    void choose()
                  }}
                >
                  {hasOne ? t('mirror.chooseOther') : t('mirror.choose')}
                </Button>
                {hasOne && (
                  <Button
                    tone="quiet"
                    isDisabled={isChoosing}
                    onPress={() => {
                      void ports.stop().then(ask)
                    }}
                  >
                    {t('mirror.stop')}
                  </Button>
                )}
              </>
            ),
          }
        : {})}
    >
      <p className="note">{t('mirror.what')}</p>
      {failure !== null && (
        <Banner tone="stop" title={t('mirror.notChosen')}>
          {t(`mirror.failures.${failure}`)}
        </Banner>
      )}
      {mirror !== null && <State mirror={mirror} moment={{ timeZone, nowMs: ports.nowMs() }} />}
      {hasOne && <p className="note mirror-folder">{mirror.folder}</p>}
      {hasOne && mirror.isSameDisk && (
        <Banner tone="wait" title={t('mirror.sameDisk')}>
          {t('mirror.sameDiskText')}
        </Banner>
      )}
      {!isManager && <p className="note">{t('mirror.askManager')}</p>}
    </Card>
  )
}

function State(props: { mirror: MirrorShown; moment: { timeZone: string; nowMs: number } }) {
  const { t, since } = useTexts()
  const { mirror, moment } = props
  switch (mirror.kind) {
    case 'off':
      return <Banner tone="wait" title={t('mirror.off')} />
    case 'checking':
      return <Banner tone="wait" title={t('mirror.checking')} />
    case 'following':
      return mirror.behind === 0 ? (
        <Banner tone="ok" title={t('mirror.whole')} />
      ) : (
        <Banner tone="wait" title={t('mirror.behind', { count: mirror.behind })} />
      )
    case 'lost':
    default:
      return (
        <Banner tone="stop" title={t('mirror.lost', { time: since(mirror.since, moment) })}>
          {t(`mirror.causes.${mirror.cause}`)}{' '}
          {mirror.behind === null
            ? t('mirror.lostUnknown')
            : mirror.behind === 0
              ? t('mirror.lostNothing')
              : t('mirror.lostBehind', { count: mirror.behind })}
        </Banner>
      )
  }
}
