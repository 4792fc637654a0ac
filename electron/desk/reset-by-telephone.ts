import { pinFlaw } from '#electron/vault/pin-policy.ts'
import { type ResetAnchor, challengeOf, isResponse } from '#electron/vault/telephone-response.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import { RESPONSE_BYTES } from '#shared/contracts/pin-reset.ts'
import { readSpoken, writeSpoken } from '#shared/contracts/spoken-code.ts'
import type { AnswerChallengeResult, ChallengeResult } from '#shared/ipc/pin-reset-methods.ts'
import { assert } from '#shared/kernel/assert.ts'

import type { DeskParts } from './desk-parts.ts'
import { type NewPinPorts, putNewPin } from './put-new-pin.ts'

type Ports = Pick<DeskParts, 'terminal'> & NewPinPorts

/** The challenge that an operator reads to head office, in groups [V14]. Needs no network. */
export async function showChallenge(ports: Ports, operatorId: OperatorId): Promise<ChallengeResult> {
  const anchor = anchorOf(ports, operatorId)
  if (typeof anchor === 'string') return { kind: anchor }
  const round = await ports.pins.showChallenge(operatorId)
  if (!round.ok) return { kind: 'disk-failed' }
  if (round.value === null) return { kind: 'unavailable' }
  return { kind: 'shown', challenge: writeSpoken(challengeOf(anchor, round.value)) }
}

/**
 * Checks head office's response and, where a PIN is given, puts that in force [V13] [V16] [V17]. Without a PIN it only
 * says whether the response is right, so that an operator knows before they hang up. Run it alone: a response is for one PIN.
 */
export async function answerChallenge(
  ports: Ports,
  asked: { operatorId: OperatorId; response: string; pin: string | null },
): Promise<AnswerChallengeResult> {
  const { operatorId, pin } = asked
  const anchor = anchorOf(ports, operatorId)
  if (typeof anchor === 'string') return { kind: anchor }
  const flaw = pin === null ? null : pinFlaw(pin)
  if (flaw !== null) return { kind: flaw }
  const response = readSpoken(asked.response, RESPONSE_BYTES)
  if (!response.ok) return { kind: 'malformed' }
  const checked = await ports.pins.checkResponse(operatorId, (round) =>
    isResponse({ ...anchor, round, response: response.value }),
  )
  if (checked.kind !== 'right' || pin === null) return checked
  const prepared = await ports.pins.prepare(operatorId, pin)
  assert(prepared !== null, 'a PIN can be hashed')
  return { kind: (await putNewPin(ports, { operatorId, prepared })) ? 'set' : 'disk-failed' }
}

function anchorOf(ports: Ports, operatorId: OperatorId): ResetAnchor | 'unknown-operator' | 'unavailable' {
  const terminal = ports.terminal()
  const configuration = terminal?.configuration.current()
  if (terminal === null || configuration?.roster.some((entry) => entry.operatorId === operatorId) !== true)
    return 'unknown-operator'
  const anchor = configuration.resetAnchors?.[operatorId]
  if (anchor === undefined) return 'unavailable'
  const { terminalId, epoch } = terminal.enrolment
  return { anchor: Buffer.from(anchor, 'base64url'), binding: { terminalId, epoch, operatorId } }
}
