import { sendFailureOf } from '#electron/transport/send-failure.ts'
import { pinFlaw } from '#electron/vault/pin-policy.ts'
import { normaliseCode } from '#shared/contracts/enrolment-code.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { FirstPinResult } from '#shared/ipc/desk-methods.ts'
import { assert } from '#shared/kernel/assert.ts'

import type { DeskParts } from './desk-parts.ts'
import { type NewPinPorts, putNewPin } from './put-new-pin.ts'

/**
 * Sets an operator's PIN with a one-time code (C12), the first or a new one. Everything that can fail here is done before
 * the code is used up.
 */
export async function setFirstPin(
  ports: Pick<DeskParts, 'terminal'> & NewPinPorts,
  asked: { operatorId: OperatorId; code: string; pin: string },
): Promise<FirstPinResult> {
  const { pins } = ports
  const terminal = ports.terminal()
  const { operatorId, pin } = asked
  const isKnown = terminal?.configuration.current().roster.some((entry) => entry.operatorId === operatorId)
  if (terminal === null || isKnown !== true) return 'unknown-operator'
  const flaw = pinFlaw(pin)
  if (flaw !== null) return flaw
  const code = normaliseCode(asked.code)
  if (code === null) return 'code-malformed'
  const prepared = await pins.prepare(operatorId, pin)
  assert(prepared !== null, 'a PIN can be hashed')
  const { terminalId } = terminal.enrolment
  const answer = await terminal.client.call({
    name: 'firstPin',
    params: { terminalId, operatorId },
    body: { code },
  })
  if (!answer.ok) {
    const { failure } = answer
    if (failure.kind === 'problem' && failure.type === 'code-refused') return 'code-refused'
    return sendFailureOf(failure).kind === 'retry' ? 'unreachable' : 'code-refused'
  }
  const isStored = await putNewPin(ports, { operatorId, prepared })
  // The code is used up and the PIN is not there: a new code is needed, and the operator must hear that.
  return isStored ? 'set' : 'code-refused'
}
