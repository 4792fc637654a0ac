import { sendFailureOf } from '#electron/transport/send-failure.ts'
import type { DeskRouteName } from '#electron/transport/account-api-client.ts'
import type { ApiFailure } from '#electron/transport/call-route.ts'
import type { AggregateId, OperatorId } from '#shared/contracts/identifiers.ts'
import { type LookUp, type LookUpId, MATCH_LIFE_MS } from '#shared/contracts/messages/look-ups.ts'
import type { RouteParams, RouteRequest, RouteResponse } from '#shared/contracts/routes.ts'
import type { FindResult, FoundAccount } from '#shared/contracts/account-answers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { instantOf } from '#shared/kernel/instant.ts'

import type { EnrolledTerminal } from './enrolled-terminal.ts'

/** The one account that the operator at work has found, until the lock, another customer, or its time is over [D30]. */
export interface FoundAccounts {
  find(lookUp: LookUp): Promise<FindResult>
  current(): FoundAccount | null
  /** Asks the account API about the account that is open; the answer is for whom it was open to all the while. */
  ask<Name extends FoundRouteName>(name: Name, body: RouteRequest<Name>): Promise<Asked<RouteResponse<Name>>>
  /** Whether records about this aggregate may be made without a registration of this till. */
  isOpen(aggregateId: AggregateId): boolean
  leave(): void
}

/** The routes about an account that was found. */
export type FoundRouteName = {
  [Name in DeskRouteName]: RouteParams<Name> extends { lookUpId: LookUpId } ? Name : never
}[DeskRouteName]

export type Asked<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'closed' }
  /** The account is open, and has nothing of what was asked for. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'no-answer'; readonly cause: 'offline' | 'refused' }

interface Held {
  readonly found: FoundAccount
  readonly lookUpId: LookUpId
  readonly operatorId: OperatorId
  readonly untilMs: number
}

export function createFoundAccounts(given: {
  readonly clock: Clock
  readonly terminal: () => EnrolledTerminal | null
  readonly operatorId: () => OperatorId | null
}): FoundAccounts {
  const { clock } = given
  let held: Held | null = null
  /** A late answer to an older question opens nothing. */
  let asked = 0

  function open(): Held | null {
    if (held !== null && (held.operatorId !== given.operatorId() || clock.monotonicMs() >= held.untilMs))
      held = null
    return held
  }

  return {
    async find(lookUp) {
      held = null
      const turn = (asked += 1)
      const terminal = given.terminal()
      const operatorId = given.operatorId()
      if (terminal === null || operatorId === null) return { kind: 'no-answer', cause: 'refused' }
      const { terminalId } = terminal.enrolment
      const answer = await terminal.client.call({
        name: 'lookUpAccount',
        params: { terminalId },
        body: { ...lookUp, operatorId },
      })
      if (!answer.ok) {
        const { failure } = answer
        if (failure.kind === 'problem' && failure.type === 'too-many-requests')
          return { kind: 'wait', retryAfterMs: failure.retryAfterMs }
        return noAnswer(failure)
      }
      const { value, askedAtMs } = answer.value
      if (value.answer === 'no-match') return { kind: 'no-match', triesLeft: value.triesLeft }
      const { aggregateId, lookUpId } = value
      const untilMs = askedAtMs + MATCH_LIFE_MS
      const expiresAt = instantOf(clock.wallMs() + untilMs - clock.monotonicMs())
      const found = { aggregateId, expiresAt }
      // Whoever locked, left or asked again meanwhile does not get the account of before.
      if (turn !== asked || given.operatorId() !== operatorId) return { kind: 'no-answer', cause: 'refused' }
      held = { found, lookUpId, operatorId, untilMs }
      return { kind: 'match', found }
    },
    current: () => open()?.found ?? null,
    async ask<Name extends FoundRouteName>(name: Name, body: RouteRequest<Name>) {
      const about = open()
      const terminal = given.terminal()
      if (about === null || terminal === null) return { kind: 'closed' } as const
      const { client, enrolment } = terminal
      const params = { terminalId: enrolment.terminalId, lookUpId: about.lookUpId }
      const answer = await client.call({ name, params: params as RouteParams<Name>, body })
      if (open() !== about) return { kind: 'closed' } as const
      if (answer.ok) return { kind: 'answered', value: answer.value.value } as const
      const { failure } = answer
      const isNothing = failure.kind === 'problem' && failure.type === 'not-found'
      if (!isNothing) return noAnswer(failure)
      // Something else of it may be what is not there: only the account itself says that it is closed.
      if (name !== 'viewAccount') {
        const account = await client.call({ name: 'viewAccount', params, body: null })
        if (open() !== about) return { kind: 'closed' } as const
        if (account.ok) return { kind: 'nothing' } as const
        if (account.failure.kind !== 'problem' || account.failure.type !== 'not-found')
          return noAnswer(account.failure)
      }
      held = null
      return { kind: 'closed' } as const
    },
    isOpen: (aggregateId) => open()?.found.aggregateId === aggregateId,
    leave() {
      asked += 1
      held = null
    },
  }
}

function noAnswer(failure: ApiFailure) {
  const cause = sendFailureOf(failure).kind === 'retry' ? 'offline' : 'refused'
  return { kind: 'no-answer', cause } as const
}
