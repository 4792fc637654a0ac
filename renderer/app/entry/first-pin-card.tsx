import { useState } from 'react'
import { CODE_LENGTH, normaliseCode } from '#shared/contracts/enrolment-code.ts'
import type { OperatorCard } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { PrimaryButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { NewPinCard } from './new-pin-card.tsx'
import type { UnlockScreenProps } from './unlock-screen-props.ts'
import { WaysOut } from './ways-out.tsx'

/** The one-time code, then the PIN: the first one, or a new one for whoever has lost theirs. */
export function FirstPinCard(props: {
  operator: OperatorCard
  onFirstPin: UnlockScreenProps['onFirstPin']
  /** The PIN is in force. */
  onSet: () => void
  /** To the other ways in; absent for a first PIN, which has this way only. */
  onWays?: () => void
  onBack: () => void
}) {
  const { t } = useTexts()
  const { operatorId, name, hasPin } = props.operator
  const [isCodeDone, setIsCodeDone] = useState(false)
  const [code, setCode] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const normalised = normaliseCode(code)
  const title = hasPin ? t('entry.firstPin.titleAgain', { name }) : t('entry.firstPin.title', { name })
  const { onWays } = props
  const other = onWays === undefined ? undefined : { words: t('entry.pinHelp.ways'), onPress: onWays }
  const send = async (pin: string) => {
    const result = await props.onFirstPin({ operatorId, code: normalised ?? '', pin })
    if (result === 'set') {
      props.onSet()
      return null
    }
    const words = t(`entry.firstPin.failure.${result}`)
    if (result.startsWith('pin-')) return words
    setProblem(words)
    setIsCodeDone(false)
    return null
  }
  const next = () => {
    setProblem(null)
    setIsTried(true)
    if (normalised !== null) setIsCodeDone(true)
  }
  if (isCodeDone) return <NewPinCard title={title} onPin={send} other={other} onBack={props.onBack} />
  return (
    <div className="entry-card">
      <Card
        isPage
        title={title}
        footer={<PrimaryButton onPress={next}>{t('entry.firstPin.next')}</PrimaryButton>}
      >
        {problem !== null && <Banner tone="stop" title={problem} />}
        <p>{t('entry.firstPin.intro')}</p>
        <TextField
          label={t('entry.firstPin.code')}
          isCode
          autoFocus
          maxLength={64}
          value={code}
          onChange={setCode}
          onKeyDown={(event) => {
            if (event.key === 'Enter') next()
          }}
          error={
            isTried && normalised === null
              ? t('entry.setUp.codeError', {
                  count: code.replaceAll(/[\s-]/g, '').length,
                  length: CODE_LENGTH,
                })
              : undefined
          }
        />
      </Card>
      <WaysOut other={other} onBack={props.onBack} />
    </div>
  )
}
