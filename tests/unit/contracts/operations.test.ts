import { describe, expect, it } from 'vitest'
import { ageCheckPayloadSchema } from '#shared/contracts/operations/age-check.ts'
import { OPERATION_CATALOGUE, typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'

const check = {
  outcome: 'allowed',
  reason: null,
  method: 'shown',
  documentKind: 'citizen-card',
  ruleVersion: 'pt-2026-01',
  checkedAt: '2026-11-22T14:02:00.000Z',
  clock: 'trusted',
  operator: 'a1',
  terminal: '01a203b9-0196-734c-9751-8915c79ba554',
}

describe('operation catalogue', () => {
  it('[R5] an age check keeps this list and nothing else', () => {
    expect(Object.keys(ageCheckPayloadSchema.parse(check)).sort()).toEqual(
      [
        'checkedAt',
        'clock',
        'documentKind',
        'method',
        'operator',
        'outcome',
        'reason',
        'ruleVersion',
        'terminal',
      ].sort(),
    )
    for (const extra of ['dateOfBirth', 'documentNumber', 'image', 'machineReadableZone', 'name']) {
      expect(ageCheckPayloadSchema.safeParse({ ...check, [extra]: 'x' }).success, extra).toBe(false)
    }
  })

  it('[R4] a refusal has a reason, and only a refusal has one', () => {
    expect(ageCheckPayloadSchema.safeParse({ ...check, outcome: 'refused' }).success).toBe(false)
    expect(ageCheckPayloadSchema.safeParse({ ...check, reason: 'doubt' }).success).toBe(false)
    expect(ageCheckPayloadSchema.safeParse({ ...check, outcome: 'refused', reason: 'doubt' }).success).toBe(
      true,
    )
  })

  it('the tagged union names every type of the catalogue', () => {
    const tagged = typedPayloadSchema.options.map((option) => option.shape.type.value)
    expect(tagged.sort()).toEqual(Object.keys(OPERATION_CATALOGUE).sort())
  })
})
