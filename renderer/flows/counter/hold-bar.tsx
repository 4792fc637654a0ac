import { useEffect, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import type { HeldCustomer } from './hold-ports.ts'
import type { Holds } from './use-holds.ts'
import './hold.css'

export interface HoldBarProps {
  readonly holds: Holds
  readonly operatorId: OperatorId
  readonly operators: readonly { readonly operatorId: OperatorId; readonly name: string }[]
  readonly timeZone: string
}

/** Who waits, and the way to put the open customer beside them. In the line of the title: it covers nothing. */
export function HoldBar({ holds, operatorId, operators, timeZone }: HoldBarProps) {
  const { t, time } = useTexts()
  const { others, canHold } = holds
  const hold = useRef(holds.hold)
  useEffect(() => {
    hold.current = holds.hold
  })
  useEffect(() => {
    if (!canHold) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      const isHoldKey = event.ctrlKey && !event.altKey && !event.metaKey && event.key.toLowerCase() === 'h'
      if (!isHoldKey || event.isComposing || event.repeat) return
      event.preventDefault()
      void hold.current()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [canHold])
  if (others.length === 0 && !canHold) return null

  const words = (customer: HeldCustomer) => {
    const step = t(`hold.steps.${customer.summary.step}`)
    const name = operators.find((one) => one.operatorId === customer.operatorId)?.name ?? t('hold.nobody')
    const at = { step, name, time: time(customer.startedAt, timeZone) }
    const initials = customer.summary.initials
    const who = initials ?? t('hold.someone')
    const isOwnLeft = !customer.isOnHold && customer.operatorId === operatorId
    return {
      title: isOwnLeft ? t('hold.continue') : who,
      detail: isOwnLeft && initials !== null ? `${initials} · ${at.time}` : t('hold.since', at),
      label: isOwnLeft
        ? t('hold.continueWith', { who, ...at })
        : customer.isOnHold
          ? t('hold.goOn', { who, ...at })
          : t('hold.leftOpen', { who, ...at }),
    }
  }
  return (
    <section className="hold-bar" aria-label={t('hold.label')}>
      {others.length > 0 && (
        <ul className="held">
          {others.map((customer) => {
            const { title, detail, label } = words(customer)
            return (
              <li key={customer.draftId}>
                <AriaButton
                  className="held-customer"
                  aria-label={label}
                  isDisabled={holds.isBound}
                  onPress={() => {
                    void holds.resume(customer)
                  }}
                >
                  <Icon name="chevron" />
                  <span>
                    <b>{title}</b>
                    {detail}
                  </span>
                </AriaButton>
              </li>
            )
          })}
        </ul>
      )}
      {canHold && (
        <>
          {/* A question about one customer is none about the next. */}
          <ClearButton key={holds.visit} onClear={holds.clear} />
          <Button
            tone="quiet"
            shortcut="Ctrl H"
            onPress={() => {
              void holds.hold()
            }}
          >
            {t('hold.action')}
          </Button>
        </>
      )}
    </section>
  )
}

/** The customer leaves. Asked once more, in the same place: a form that is gone was on no disk. */
function ClearButton({ onClear }: { onClear: () => Promise<void> }) {
  const { t } = useTexts()
  const [isAsked, setIsAsked] = useState(false)
  const [wasKept, setWasKept] = useState(false)
  const keep = () => {
    setIsAsked(false)
    setWasKept(true)
  }
  if (!isAsked) {
    return (
      <Button
        key="clear"
        tone="quiet"
        // The answer that was pressed is gone; the focus stays in this place.
        autoFocus={wasKept}
        onPress={() => {
          setIsAsked(true)
        }}
      >
        {t('hold.clear')}
      </Button>
    )
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape keeps, whichever answer has the focus
    <span
      className="hold-clear"
      role="group"
      aria-label={t('hold.clearQuestion')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') keep()
      }}
    >
      <span>{t('hold.clearQuestion')}</span>
      <Button
        tone="quiet"
        onPress={() => {
          void onClear()
        }}
      >
        {t('hold.clearYes')}
      </Button>
      <Button tone="quiet" autoFocus onPress={keep}>
        {t('hold.clearNo')}
      </Button>
    </span>
  )
}
