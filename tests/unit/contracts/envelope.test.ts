import { describe, expect, it } from 'vitest'
import {
  envelopeHashInput,
  envelopeHeaderSchema,
  envelopeSchema,
  signatureInput,
} from '#shared/contracts/envelope.ts'
import { canonicalJson } from '#shared/kernel/canonical-json.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'

const header = envelopeHeaderSchema.parse({
  id: '01a203b9-0196-734c-9751-8915c79ba553',
  realm: 'practice',
  terminalId: '01a203b9-0196-734c-9751-8915c79ba554',
  epoch: 1,
  sequence: 1,
  previousHash: GENESIS_HASH,
  type: 'sale',
  schemaVersion: 1,
  aggregateId: '01a203b9-0196-734c-9751-8915c79ba555',
  dependsOn: [],
  operatorId: 'a1',
  occurredAt: '2026-11-22T14:02:00.000Z',
  storeTimeZone: 'Europe/Lisbon',
  clock: {
    bootId: '01a203b9-0196-734c-9751-8915c79ba556',
    monotonicMs: 5,
    serverOffsetMs: null,
    offsetAgeMs: null,
  },
  keyId: 'k1',
  payloadCommitment: 'B'.repeat(43),
})

/** Every header member with a value that differs from the one above. */
const CHANGES = {
  id: '01a203b9-0196-734c-9751-8915c79ba5ff',
  realm: 'live',
  terminalId: '01a203b9-0196-734c-9751-8915c79ba5ff',
  epoch: 2,
  sequence: 2,
  previousHash: 'C'.repeat(43),
  type: 'age-check',
  schemaVersion: 2,
  aggregateId: '01a203b9-0196-734c-9751-8915c79ba5ff',
  dependsOn: ['01a203b9-0196-734c-9751-8915c79ba5ff'],
  operatorId: null,
  occurredAt: '2026-11-22T14:02:00.001Z',
  storeTimeZone: 'Atlantic/Azores',
  clock: { ...header.clock, monotonicMs: 6 },
  keyId: 'k2',
  payloadCommitment: 'D'.repeat(43),
}

describe('envelope hash', () => {
  it('[C27] covers every member of the header', () => {
    expect(Object.keys(CHANGES).sort()).toEqual(Object.keys(header).sort())
    for (const [member, value] of Object.entries(CHANGES)) {
      const changed = envelopeHeaderSchema.parse({ ...header, [member]: value })
      expect(envelopeHashInput(changed), member).not.toBe(envelopeHashInput(header))
    }
  })

  it('[C27] is of the canonical text of the header, whatever order its members came in', () => {
    const offsets = { serverOffsetMs: -7, offsetAgeMs: 8 }
    const whole = { ...header, ...CHANGES, clock: { ...offsets, ...header.clock, ...offsets } }
    for (const given of [header, envelopeHeaderSchema.parse(whole)]) {
      const { clock, ...others } = given
      const turned = Object.fromEntries(Object.entries({ ...others, clock }).toReversed())
      expect(envelopeHashInput(given)).toBe(canonicalJson(given))
      expect(envelopeHashInput(envelopeHeaderSchema.parse(turned))).toBe(canonicalJson(given))
    }
    expect(() => envelopeHashInput({ ...header, clock: { ...header.clock, monotonicMs: 0.5 } })).toThrow(
      'whole',
    )
  })

  it('does not depend on the sealed bytes, so that they can be removed', () => {
    const whole = { ...header, hash: 'E'.repeat(43), signature: 'F'.repeat(86) }
    const sealed = envelopeSchema.parse({ ...whole, sealedPayload: 'a.b.c.d.e' })
    const removed = envelopeSchema.parse({ ...whole, sealedPayload: null })
    expect(envelopeHashInput(sealed)).toBe(envelopeHashInput(removed))
  })

  it('keeps an envelope signature from serving as another kind of signature', () => {
    expect(signatureInput('x')).toMatch(/^counterside-envelope-v1\n/)
  })
})
