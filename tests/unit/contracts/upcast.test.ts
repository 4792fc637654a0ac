import { describe, expect, test } from 'vitest'

import { OPERATION_CATALOGUE } from '#shared/contracts/operations/catalogue.ts'
import { type Upcasters, UPCASTERS, currentVersionOf, upcast } from '#shared/contracts/operations/upcast.ts'
import { fail, ok } from '#shared/kernel/result.ts'

/** A type that has had three versions. */
const STEPS: Upcasters = {
  sale: {
    1: (payload) => ({ ...(payload as object), channel: 'brand-store' }),
    2: (payload) => ({ ...(payload as object), count: 1 }),
  },
}

describe('reading what an older version wrote', () => {
  test('[IN21] each step is taken once, in order, and what was stored stays as it was', () => {
    const stored = Object.freeze({ productClasses: ['device'] })
    const old = { type: 'sale', schemaVersion: 1, payload: stored }
    const now = { productClasses: ['device'], channel: 'brand-store', count: 1 }
    expect(upcast(old, 3, STEPS)).toEqual(ok(now))
    expect(upcast({ ...old, schemaVersion: 3, payload: now }, 3, STEPS)).toEqual(ok(now))
    expect(stored).toEqual({ productClasses: ['device'] })
  })

  test('[IN21] [F77] a newer version, and one without a way here, are not guessed at', () => {
    const payload = {}
    expect(upcast({ type: 'sale', schemaVersion: 4, payload }, 3, STEPS)).toEqual(fail('unknown-version'))
    expect(upcast({ type: 'return', schemaVersion: 1, payload }, 2, STEPS)).toEqual(fail('unknown-version'))
    expect(currentVersionOf('gift-card')).toBeNull()
    expect(currentVersionOf('constructor')).toBeNull()
  })

  test('[IN21] every older version of every type has its step', () => {
    const missing = Object.entries(OPERATION_CATALOGUE).flatMap(([type, { schemaVersion }]) =>
      Array.from({ length: schemaVersion - 1 }, (_, index) => index + 1).filter(
        (version) => UPCASTERS[type]?.[version] === undefined,
      ),
    )
    expect(missing).toEqual([])
  })
})
