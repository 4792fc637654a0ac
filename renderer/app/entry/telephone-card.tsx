import { useEffect, useState } from 'react'
import { RESPONSE_BYTES } from '#shared/contracts/pin-reset.ts'
import { type SpokenFlaw, readSpoken, spokenLength } from '#shared/contracts/spoken-code.ts'
import type { OperatorCard } from '#shared/ipc/desk-state.ts'
import type { AnswerChallengeResult, ChallengeResult } from '#shared/ipc/pin-reset-methods.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { PrimaryButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { NewPinCard } from './new-pin-card.tsx'
import type { UnlockScreenProps } from './unlock-screen-props.ts'
import { WaysOut } from './ways-out.tsx'

type ChallengeFailure = Exclude<ChallengeResult['kind'], 'shown'> | 'no-answer'

type TelephoneCardProps = Pick<
  UnlockScreenProps,
  'configuration' | 'clock' | 'onChallenge' | 'onAnswerChallenge'
> & {
  operator: OperatorCard
  /** The PIN is in force. */
  onSet: () => void
  onWays: () => void
  onBack: () => void
}

/** What to read to head office, what they answer, then a new PIN. Works without a connection. */
export function TelephoneCard(props: TelephoneCardProps) {
  const { t } = useTexts()
  const { operator, configuration, onChallenge } = props
  const { operatorId, name } = operator
  const [challenge, setChallenge] = useState<string | null>(null)
  const [failure, setFailure] = useState<ChallengeFailure | null>(null)
  const [response, setResponse] = useState('')
  const [isRight, setIsRight] = useState(false)
  const [isWorking, setIsWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const words = useWords(props)
  // A response that was not right may be to a challenge that is over: the one in force is shown.
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    let isGone = false
    void onChallenge({ operatorId }).then((result) => {
      if (isGone) return
      setChallenge(result?.kind === 'shown' ? result.challenge : null)
      setFailure(result === null ? 'no-answer' : result.kind === 'shown' ? null : result.kind)
    })
    return () => {
      isGone = true
    }
    // Not for another function, which each render makes: only for somebody else, or once more.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [operatorId, asked])
  const answer = async (pin: string | null): Promise<string | null> => {
    const result = await props.onAnswerChallenge({ operatorId, response, pin })
    if (result === null) return refuse(t('entry.telephone.failure.no-answer'))
    if (result.kind === 'right') setIsRight(true)
    else if (result.kind === 'set') props.onSet()
    else if (result.kind.startsWith('pin-')) return words.ofAnswer(result)
    else return refuse(words.ofAnswer(result))
    return null
  }
  const refuse = (why: string | null) => {
    setIsRight(false)
    setError(why)
    setAsked((count) => count + 1)
    return null
  }
  const next = async () => {
    const read = readSpoken(response, RESPONSE_BYTES)
    setError(read.ok ? null : words.ofFlaw(read.failure))
    if (!read.ok || isWorking) return
    setIsWorking(true)
    await answer(null)
    setIsWorking(false)
  }
  const title = t('entry.telephone.title', { name })
  const other = { words: t('entry.pinHelp.ways'), onPress: props.onWays }
  if (isRight) {
    const intro = <Banner tone="ok" title={t('entry.telephone.right')} />
    return <NewPinCard title={title} intro={intro} onPin={answer} other={other} onBack={props.onBack} />
  }
  const { store, terminalName } = configuration
  return (
    <div className="entry-card entry-card-wide">
      <Card
        isPage
        title={title}
        footer={
          <PrimaryButton
            isDisabled={isWorking || challenge === null}
            onPress={() => {
              void next()
            }}
          >
            {isWorking ? t('entry.unlock.working') : t('entry.firstPin.next')}
          </PrimaryButton>
        }
      >
        {failure !== null && <Banner tone="stop" title={t(`entry.telephone.failure.${failure}`)} />}
        {challenge !== null && (
          <>
            <p>{t('entry.telephone.intro')}</p>
            <dl className="read-out">
              <dt>{t('entry.telephone.store')}</dt>
              <dd>{`${store.name} (${store.storeId}) · ${terminalName}`}</dd>
              <dt>{t('entry.telephone.person')}</dt>
              <dd>{`${name} (${operatorId})`}</dd>
              <dt>{t('entry.telephone.challenge')}</dt>
              <dd className="challenge" translate="no">
                {challenge}
              </dd>
            </dl>
            <TextField
              label={t('entry.telephone.response')}
              isCode
              autoFocus
              maxLength={64}
              value={response}
              onChange={(value) => {
                setResponse(value)
                setError(null)
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') void next()
              }}
              hint={t('entry.telephone.responseHint')}
              error={error ?? undefined}
            />
          </>
        )}
      </Card>
      <WaysOut other={other} isDisabled={isWorking} onBack={props.onBack} />
    </div>
  )
}

/** What happened, what is safe, what to do. */
function useWords({ clock, configuration }: Pick<TelephoneCardProps, 'clock' | 'configuration'>) {
  const { t, time } = useTexts()
  const at = (afterMs: number) => time(clock.wallMs() + afterMs, configuration.store.timeZone)
  return {
    ofFlaw: (flaw: SpokenFlaw) =>
      flaw.kind === 'length'
        ? t('entry.telephone.lengthError', { count: flaw.count, length: spokenLength(RESPONSE_BYTES) })
        : t('entry.telephone.groupError', { group: flaw.group }),
    ofAnswer(result: AnswerChallengeResult): string | null {
      switch (result.kind) {
        case 'right':
        case 'set':
          return null
        case 'wrong':
          return result.retryAfterMs === null
            ? t('entry.telephone.wrong', { count: result.triesLeft })
            : t('entry.telephone.wrongWait', { time: at(result.retryAfterMs) })
        case 'wait':
          return t('entry.telephone.wait', { time: at(result.retryAfterMs) })
        case 'pin-too-short':
        case 'pin-too-common':
        case 'pin-not-digits':
          return t(`entry.firstPin.failure.${result.kind}`)
        case 'malformed':
        case 'unavailable':
        case 'unknown-operator':
        case 'disk-failed':
          return t(`entry.telephone.failure.${result.kind}`)
        default:
          return unreachable(result)
      }
    },
  }
}
