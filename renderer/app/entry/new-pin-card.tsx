import { useState, type ReactNode } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { PrimaryButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PinPad } from '../../ui/pin-pad.tsx'
import { type Other, WaysOut } from './ways-out.tsx'

const MIN_DIGITS = 6

/** A new PIN, twice: two small steps, each with the whole keypad. */
export function NewPinCard(props: {
  title: string
  /** Said above the first keypad. */
  intro?: ReactNode
  /** Puts the PIN in force; what is wrong with it, in words, or null when it is no matter of the PIN. */
  onPin: (pin: string) => Promise<string | null>
  other?: Other | undefined
  onBack: () => void
}) {
  const { t } = useTexts()
  const [first, setFirst] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [isWorking, setIsWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const startOver = (why: string) => {
    setFirst(null)
    setProblem(why)
  }
  const next = async () => {
    if (isWorking) return
    setTyped('')
    setProblem(null)
    if (first === null) {
      if (typed.length < MIN_DIGITS) setProblem(t('entry.firstPin.failure.pin-too-short'))
      else setFirst(typed)
      return
    }
    if (typed !== first) {
      startOver(t('entry.firstPin.differs'))
      return
    }
    setIsWorking(true)
    const why = await props.onPin(first)
    setIsWorking(false)
    if (why !== null) startOver(why)
  }
  const press = () => {
    void next()
  }
  return (
    <div className="entry-card">
      <Card
        isPage
        title={props.title}
        footer={
          <PrimaryButton isDisabled={isWorking} onPress={press}>
            {isWorking
              ? t('entry.firstPin.working')
              : first === null
                ? t('entry.firstPin.next')
                : t('entry.firstPin.action')}
          </PrimaryButton>
        }
      >
        {problem !== null && <Banner tone="stop" title={problem} />}
        {problem === null && first === null && props.intro}
        <PinPad
          key={first === null ? 'pin' : 'again'}
          label={first === null ? t('entry.firstPin.newPin') : t('entry.firstPin.again')}
          eraseLabel={t('entry.unlock.erase')}
          value={typed}
          onChange={setTyped}
          onDone={press}
          autoFocus
        />
      </Card>
      <WaysOut other={props.other} isDisabled={isWorking} onBack={props.onBack} />
    </div>
  )
}
