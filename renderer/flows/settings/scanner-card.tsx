import { useEffect, useRef, useState } from 'react'
import { code128Widths } from '#shared/domain/code-128.ts'
import { LEARNING_CODE, type ScannerSettings } from '#shared/domain/scanner.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { learnScanner, type LearnFailure } from '#renderer/scanning/learn-scanner.ts'
import type { ScanListener } from '#renderer/scanning/listen-for-scans.ts'
import { BarCode } from '#renderer/ui/bar-code.tsx'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'

export interface ScannerCardProps {
  readonly values: ScannerSettings
  readonly onChange: (values: ScannerSettings) => void
  readonly onLearn: ScanListener['learn']
}

type Step = 'idle' | 'waiting' | 'learnt' | LearnFailure

/** How the scanner types, learnt from one code and said in words [W6]. */
export function ScannerCard({ values, onChange, onLearn }: ScannerCardProps) {
  const { t } = useTexts()
  const [step, setStep] = useState<Step>('idle')
  const stop = useRef<() => void>(() => undefined)
  useEffect(
    () => () => {
      stop.current()
    },
    [],
  )
  const end = (next: Step) => {
    stop.current()
    setStep(next)
  }
  const begin = () => {
    setStep('waiting')
    stop.current = onLearn((keys) => {
      // A person's key: the way out, and nothing else.
      if (keys.length < 4) {
        if (keys.some(({ code }) => code === 'Escape')) end('idle')
        return
      }
      const learnt = learnScanner(keys)
      if (typeof learnt === 'string') {
        setStep(learnt)
        return
      }
      onChange(learnt)
      end('learnt')
    })
  }
  const isWaiting = step !== 'idle' && step !== 'learnt'
  const suffix = t(`settings.scanner.suffixes.${values.suffix}`)
  const tail = named(values.tail)
  const afterCode =
    tail === '' ? suffix : values.suffix === 'none' ? tail : t('settings.scanner.tailThen', { tail, suffix })
  const facts = [
    [t('settings.scanner.layout'), t(`settings.scanner.layouts.${values.layout}`)],
    [
      t('settings.scanner.prefix'),
      values.prefix === '' ? t('settings.scanner.noPrefix') : named(values.prefix),
    ],
    [t('settings.scanner.suffix'), afterCode],
  ]
  return (
    <Card title={t('settings.scanner.title')}>
      {step === 'learnt' && (
        <Banner tone="ok" title={t('settings.scanner.learnt')}>
          {t('settings.scanner.learntText')}
        </Banner>
      )}
      {(step === 'not-the-code' || step === 'too-much-around' || step === 'too-slow') && (
        <Banner tone="wait" title={t('settings.scanner.notLearnt')}>
          {t(`settings.scanner.failures.${step}`)}
        </Banner>
      )}
      {isWaiting ? (
        <>
          <p>{t('settings.scanner.scanThis')}</p>
          <BarCode widths={code128Widths(LEARNING_CODE)} label={t('settings.scanner.codeLabel')} />
          <Button
            tone="quiet"
            shortcut="Esc"
            onPress={() => {
              end('idle')
            }}
          >
            {t('settings.scanner.stop')}
          </Button>
        </>
      ) : (
        <>
          <dl className="about">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Button icon="scan" onPress={begin}>
            {t('settings.scanner.begin')}
          </Button>
        </>
      )}
      <p className="note">{t('settings.scanner.note')}</p>
    </Card>
  )
}

/** The control characters by the names that a scanner's handbook has for them (ASCII), two or three letters each. */
const CONTROLS = (
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI ' +
  'DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'
).split(' ')

/** What a scanner sends around a code, also what nobody can see. */
function named(text: string): string {
  return [...text].map((character) => CONTROLS[character.codePointAt(0) ?? -1] ?? character).join(' ')
}
