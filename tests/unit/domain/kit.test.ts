import { describe, expect, test } from 'vitest'
import { judgePart, placeInKit } from '#shared/domain/kit.ts'

const inBox = [
  { kind: 'holder', deviceId: 'H1' },
  { kind: 'charger', deviceId: 'C1' },
] as const
const [holder] = inBox
const known = (deviceId: string) => ({ state: 'known', deviceId })

describe('what is in a kit', () => {
  test('[R11] it is what the manufacturer said, until something else came', () => {
    expect(placeInKit('holder', { inBox, changes: [] })).toEqual(known('H1'))
    const changes = [
      { kind: 'holder', newPart: 'H2' },
      { kind: 'charger', newPart: 'C2' },
      { kind: 'holder', newPart: 'H3' },
    ] as const
    expect(placeInKit('holder', { inBox, changes })).toEqual(known('H3'))
    expect(placeInKit('charger', { inBox, changes })).toEqual(known('C2'))
  })

  test('[R11] where nobody said anything it is not known; a change says it for its own part alone', () => {
    expect(placeInKit('holder', { inBox: [], changes: [] })).toEqual({ state: 'unknown' })
    const changes = [{ kind: 'holder', newPart: 'H2' }] as const
    expect(placeInKit('holder', { inBox: [], changes })).toEqual(known('H2'))
    expect(placeInKit('charger', { inBox: [], changes })).toEqual({ state: 'unknown' })
  })

  test('[R12] there is none where it was taken out, or where the box never held one', () => {
    const changes = [{ kind: 'holder', newPart: null }] as const
    expect(placeInKit('holder', { inBox, changes })).toEqual({ state: 'none' })
    expect(placeInKit('charger', { inBox: [holder], changes: [] })).toEqual({ state: 'none' })
  })
})

describe('whether a part is that of its kit', () => {
  test.each([
    ['fits', known('H1'), 'H1'],
    ['fits', known('H1'), null],
    ['another-part', known('H1'), 'H2'],
    ['not-known', { state: 'unknown' }, 'H2'],
    ['not-known', { state: 'unknown' }, null],
    ['no-such-part', { state: 'none' }, 'H1'],
    ['no-such-part', { state: 'none' }, null],
  ] as const)('[R11] %s: %o and %s was read', (answer, place, shown) => {
    expect(judgePart(place as Parameters<typeof judgePart>[0], shown)).toBe(answer)
  })
})
