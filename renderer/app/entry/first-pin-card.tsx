import { useState } from 'react'
import { CODE_LENGTH, normaliseCode } from '#shared/contracts/enrolment-code.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { FirstPinResult } from '#shared/ipc/desk-methods.ts'
import type { OperatorCard } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, PrimaryButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PinPad } from '../../ui/pin-pad.tsx'
import { TextField } from '../../ui/text-field.tsx'

type Step = 'code' | 'pin' | 'again'

/** The one-time code, then the new PIN twice: three small steps, each with the whole keypad. */
export function FirstPinCard(props: {
  operator: OperatorCard
  onFirstPin: (request: { operatorId: OperatorId; code: string; pin: string }) => Promise<FirstPinResult>
  onBack: () => void
}) {
  const { t } = useTexts()
  const { operatorId, name } = props.operator
  const [step, setStep] = useState<Step>('code')
  const [code, setCode] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [isWorking, setIsWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const normalised = normaliseCode(code)
  const restartPin = (why: string) => {
    setPin('')
    setAgain('')
    setStep('pin')
    setProblem(why)
  }
  const send = async () => {
    if (normalised === null) return
    setIsWorking(true)
    const result = await props.onFirstPin({ operatorId, code: normalised, pin })
    setIsWorking(false)
    if (result === 'set') return
    if (result.startsWith('pin-')) restartPin(t(`entry.firstPin.failure.${result}`))
    else {
      setAgain('')
      setPin('')
      setStep('code')
      setProblem(t(`entry.firstPin.failure.${result}`))
    }
  }
  const next = () => {
    setProblem(null)
    if (step === 'code') {
      setIsTried(true)
      if (normalised !== null) setStep('pin')
    } else if (step === 'pin') {
      if (pin.length < 6) setProblem(t('entry.firstPin.failure.pin-too-short'))
      else setStep('again')
    } else if (again !== pin) restartPin(t('entry.firstPin.differs'))
    else void send()
  }
  return (
    <div className="entry-card">
      <Card
        isPage
        title={t('entry.firstPin.title', { name })}
        footer={
          <PrimaryButton isDisabled={isWorking} onPress={next}>
            {isWorking
              ? t('entry.firstPin.working')
              : step === 'again'
                ? t('entry.firstPin.action')
                : t('entry.firstPin.next')}
          </PrimaryButton>
        }
      >
        {problem !== null && <Banner tone="stop" title={problem} />}
        {step === 'code' ? (
          <>
            <p>{t('entry.firstPin.intro')}</p>
            <TextField
              key="code"
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
          </>
        ) : (
          <PinPad
            key={step}
            label={step === 'pin' ? t('entry.firstPin.newPin') : t('entry.firstPin.again')}
            eraseLabel={t('entry.unlock.erase')}
            value={step === 'pin' ? pin : again}
            onChange={step === 'pin' ? setPin : setAgain}
            onDone={next}
            autoFocus
          />
        )}
      </Card>
      <Button tone="quiet" onPress={props.onBack}>
        {t('entry.unlock.other')}
      </Button>
    </div>
  )
}
