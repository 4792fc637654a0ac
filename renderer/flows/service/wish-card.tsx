import { useEffect, useRef } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceCards } from '#renderer/ui/choice-cards.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { releaseReasonSchema } from '#shared/contracts/operations/device-released.ts'
import { linkRequestPayloadSchema } from '#shared/contracts/operations/link-request.ts'
import { hasLoyalty } from '#shared/domain/benefits.ts'
import { AddFields } from './add-fields.tsx'
import { ChoicesAgain } from './choices-again.tsx'
import { LoyaltyCard } from './loyalty/loyalty-card.tsx'
import { ServedDevice } from './served-device.tsx'
import { choicesOffered } from './service-operations.ts'
import { ContactFields } from './account/contact-fields.tsx'
import { RemovalFields } from './account/removal-fields.tsx'
import type { ServicePlace, ServicePorts } from './service-ports.ts'
import type { Wish } from './service-session.ts'
import { TransferFields } from './transfer/transfer-fields.tsx'
import type { Serving } from './use-service.ts'

const ALWAYS = ['guarantee', 'cases', 'add', 'release', 'transfer', 'contact', 'link', 'removal'] as const

/** What the customer wants, and what that needs. Nothing is preselected. */
export function WishCard(props: {
  serving: Serving
  ports: ServicePorts
  place: ServicePlace
  onGuarantee: () => void
}) {
  const { t } = useTexts()
  const { serving, ports, place, onGuarantee } = props
  const { state, dispatch } = serving
  const needs = useRef<HTMLDivElement>(null)
  // The list is longer than its card: what a wish needs is not left below its edge.
  useEffect(() => {
    if (state.wish !== null) needs.current?.scrollIntoView({ block: 'nearest' })
  }, [state.wish])
  // A market that asks nothing has nothing to change.
  const isLoyaltyOn = hasLoyalty(place.market)
  const wishes: readonly Wish[] = [
    ...ALWAYS,
    ...(choicesOffered(place.market).length > 0 ? (['choices'] as const) : []),
    ...(isLoyaltyOn ? (['loyalty'] as const) : []),
  ]
  const textOf = (wish: Wish) =>
    wish === 'choices' && isLoyaltyOn ? t('loyalty.choicesToo') : t(`service.wishes.${wish}.text`)
  return (
    <Card title={t('service.wish')} state={state.wish === null ? 'plain' : 'active'} step={2}>
      <ChoiceCards
        label={t('service.wish')}
        value={state.wish}
        choices={wishes.map((value) => ({
          value,
          title: t(`service.wishes.${value}.title`),
          text: textOf(value),
        }))}
        onChange={(wish) => {
          if (wish === 'guarantee') onGuarantee()
          else dispatch({ kind: 'wish', wish })
        }}
      >
        <div className="service-needs" ref={needs}>
          {state.wish === 'choices' && <ChoicesAgain serving={serving} place={place} />}
          {state.wish === 'loyalty' && <LoyaltyCard serving={serving} ports={ports} place={place} />}
          {(state.wish === 'add' || state.wish === 'release') && (
            <ServedDevice serving={serving} place={place} />
          )}
          {state.wish === 'link' && (
            <ChoiceGroup
              label={t('service.link.label')}
              value={state.link}
              choices={linkRequestPayloadSchema.shape.link.options.map((value) => ({
                value,
                label: t(`service.link.${value}`),
              }))}
              onChange={(link) => {
                dispatch({ kind: 'link', link })
              }}
            />
          )}
          {state.wish === 'transfer' && <TransferFields serving={serving} place={place} />}
          {state.wish === 'contact' && <ContactFields serving={serving} place={place} />}
          {state.wish === 'removal' && <RemovalFields serving={serving} ports={ports} place={place} />}
          {state.wish === 'add' && (
            <>
              <AddFields serving={serving} />
              <p className="note">{t('service.boughtHere')}</p>
            </>
          )}
          {state.wish === 'release' && (
            <ChoiceGroup
              label={t('service.why')}
              value={state.reason}
              choices={releaseReasonSchema.options.map((value) => ({
                value,
                label: t(`service.reasons.${value}`),
              }))}
              onChange={(reason) => {
                dispatch({ kind: 'reason', reason })
              }}
            />
          )}
        </div>
      </ChoiceCards>
    </Card>
  )
}
