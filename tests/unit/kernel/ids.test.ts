import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'
import { uuidV7 } from '#shared/kernel/ids.ts'

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

describe('ids', () => {
  it('are UUIDs of version 7 whatever the clock says', () => {
    const times = fc.oneof(fc.integer(), fc.double({ noNaN: true }), fc.constant(2 ** 48), fc.constant(-1))
    fc.assert(
      fc.property(times, bytesOf(10), (wallMs, bytes) => {
        const id = uuidV7({
          clock: { wallMs: () => wallMs, monotonicMs: () => 0 },
          random: { bytes: () => bytes },
        })
        expect(operationIdSchema.safeParse(id).success, id).toBe(true)
      }),
    )
  })

  it('carry the time in front, as RFC 9562 lays it out', () => {
    const id = uuidV7({
      clock: { wallMs: () => 0x017f22e279b0, monotonicMs: () => 0 },
      random: { bytes: () => new Uint8Array([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]) },
    })
    expect(id).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })

  it('base64url is what the platform writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      }),
    )
  })
})
