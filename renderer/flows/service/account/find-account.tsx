import { useEffect, useRef, useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { localDate } from '#shared/domain/calendar-date.ts'
import type { FindResult } from '#shared/contracts/account-answers.ts'
import { codeWords } from '../../code-words.ts'
import { readDeviceCode } from '../../read-device-code.ts'
import { CodeEntry } from '../code-entry.tsx'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import type { Serving } from '../use-service.ts'
import { lookUpOf } from './look-up-form.ts'
import { ShownDocumentField } from './shown-document-field.tsx'
import './account.css'

type NotFound = Exclude<FindResult, { kind: 'match' }>

/** The account of a customer who stands here, by what they say and the document that they show (R15). */
export function FindAccount(props: { serving: Serving; ports: ServicePorts; place: ServicePlace }) {
  const { t } = useTexts()
  const { serving, ports, place } = props
  const { state, dispatch } = serving
  const form = state.lookUp
  const today = localDate({ instantMs: ports.nowMs(), timeZone: place.timeZone })
  const lookUp = lookUpOf(form, today)
  const question = JSON.stringify(lookUp)
  const [answered, setAnswered] = useState<{ question: string; answer: NotFound } | null>(null)
  /** To what is said now: a scan changes the question, too. */
  const answer = answered?.question === question ? answered.answer : null
  const [isAsking, setIsAsking] = useState(false)
  const isBusy = useRef(false)
  const words = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answer !== null) words.current?.scrollIntoView({ block: 'nearest' })
  }, [answer])
  const change = (next: Partial<typeof form>) => {
    // Fixed while it is asked, but not inert: what has the focus keeps it.
    if (isAsking) return
    dispatch({ kind: 'look-up', change: next })
  }
  const ask = async () => {
    // The same question again would only use up a try.
    if (isBusy.current || lookUp === null || answer?.kind === 'no-match') return
    isBusy.current = true
    setIsAsking(true)
    const result = await ports.account.find(lookUp)
    if (result.kind === 'match') await serving.openAccount(result.found)
    else setAnswered({ question, answer: result })
    setIsAsking(false)
    isBusy.current = false
  }
  return (
    <form
      className="service-needs"
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      <div className="service-needs">
        <ChoiceGroup
          label={t('account.by')}
          isLabelHidden
          value={form.by}
          choices={[
            { value: 'device', label: t('account.byDevice') },
            { value: 'email', label: t('account.byEmail') },
          ]}
          onChange={(by) => {
            change({ by })
          }}
        />
        {form.by === 'device' && (
          <CodeEntry
            label={t('counter.devices.code')}
            item="look-up-device"
            text={form.deviceText}
            error={form.problem === null ? undefined : codeWords(form.problem, t)}
            device={form.device}
            onType={(deviceText) => {
              change({ deviceText, problem: null })
            }}
            onTake={() => {
              const read = readDeviceCode(form.deviceText, { catalogue: place.market.devices, isScan: false })
              change(
                read.ok
                  ? { device: read.value.deviceId, deviceText: '', problem: null }
                  : { problem: read.failure },
              )
            }}
            onRemove={() => {
              change({ device: null })
            }}
          />
        )}
        {form.by === 'email' && (
          <TextField
            label={t('counter.customer.email')}
            item="look-up-email"
            type="email"
            maxLength={254}
            value={form.email}
            onChange={(email) => {
              change({ email })
            }}
          />
        )}
        <p className="note">{t('account.asOnDocument')}</p>
        <div className="field-pairs">
          <TextField
            label={t('counter.customer.givenName')}
            item="look-up-given"
            maxLength={100}
            value={form.givenName}
            onChange={(givenName) => {
              change({ givenName })
            }}
          />
          <TextField
            label={t('counter.customer.familyName')}
            item="look-up-family"
            maxLength={100}
            value={form.familyName}
            onChange={(familyName) => {
              change({ familyName })
            }}
          />
        </div>
        <div className="field-pairs">
          <ShownDocumentField
            ports={ports}
            place={place}
            value={form.document}
            onChange={(document) => {
              change({ document })
            }}
          />
          <TextField
            label={t('counter.age.birth')}
            item="look-up-birth"
            inputMode="numeric"
            maxLength={40}
            value={form.birth}
            onChange={(birth) => {
              change({ birth })
            }}
          />
        </div>
      </div>
      <div ref={words}>{answer !== null && <NotFoundBanner answer={answer} />}</div>
      <Button type="submit" isDisabled={lookUp === null || answer?.kind === 'no-match'}>
        {isAsking ? t('account.asking') : t('account.ask')}
      </Button>
      <p className="note">{t('account.told')}</p>
    </form>
  )
}

/** What the answer means and what can be done now. It never says which part did not agree. */
function NotFoundBanner({ answer }: { answer: NotFound }) {
  const { t } = useTexts()
  switch (answer.kind) {
    case 'no-match':
      return (
        <Banner tone="stop" title={t('account.noMatch.title')}>
          {answer.triesLeft === 0
            ? t('account.noMatch.none')
            : t('account.noMatch.text', { count: answer.triesLeft })}
        </Banner>
      )
    case 'wait':
      return (
        <Banner tone="stop" title={t('account.wait.title')}>
          {t('account.wait.text', { minutes: Math.max(1, Math.ceil((answer.retryAfterMs ?? 0) / 60_000)) })}
        </Banner>
      )
    case 'no-answer':
    default:
      return (
        <Banner tone="wait" title={t(`account.noAnswer.${answer.cause}.title`)}>
          {t(`account.noAnswer.${answer.cause}.text`)}
        </Banner>
      )
  }
}
