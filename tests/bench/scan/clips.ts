import { createSeededRandom } from '#tests/harness/seeded-random.ts'
import { type GreyPicture, blurred, drawCode, frameOf } from '#tests/harness/code-pictures.ts'
import { DEVICE_ID_ALPHABET } from '#shared/markets/device-catalogue.ts'

const SIZE = { width: 1280, height: 720 }
/** What a camera shows in a fifth of a second. */
export const FRAMES = 3
const NOISE = 12

export const KINDS = ['qrcode', 'datamatrix', 'code128'] as const
export const CONDITIONS = ['clean', 'tilted', 'blurred'] as const

/** A code held under a camera by a hand that is not quite still. */
export interface Clip {
  readonly kind: (typeof KINDS)[number]
  readonly condition: (typeof CONDITIONS)[number]
  readonly text: string
  readonly frames: readonly GreyPicture[]
}

/** `each` clips of every kind in every condition; the same for the same seed. */
export function* makeClips(given: { seed: string; each: number }): Generator<Clip> {
  for (let number = 0; number < given.each; number += 1)
    for (const kind of KINDS)
      for (const condition of CONDITIONS)
        yield makeClip({ kind, condition, seed: `${given.seed} ${number} ${kind} ${condition}` })
}

function makeClip({ kind, condition, seed }: Pick<Clip, 'kind' | 'condition'> & { seed: string }): Clip {
  const random = createSeededRandom(seed)
  const upTo = (limit: number) => new DataView(random.bytes(4).buffer).getUint32(0) % (limit + 1)
  const around = (reach: number) => upTo(2 * reach) - reach
  const text = Array.from({ length: 12 }, () => DEVICE_ID_ALPHABET.charAt(upTo(33))).join('')
  // A linear code fills the picture sooner: it is held further away.
  const module = kind === 'code128' ? 2 + upTo(1) : 3 + upTo(2)
  const picture = drawCode({ kind, text, module })
  const held = { x: SIZE.width / 2 + around(80), y: SIZE.height / 2 + around(40) }
  const turned = condition === 'tilted' ? (12 + upTo(28)) * (upTo(1) === 0 ? 1 : -1) : around(3)
  const frames = Array.from({ length: FRAMES }, () => {
    const placed = { picture, x: held.x + around(5), y: held.y + around(5), turned: turned + around(10) / 10 }
    const frame = blurred(frameOf(SIZE, [placed]), condition === 'blurred' ? 1 + upTo(1) : 0)
    const noise = random.bytes(frame.pixels.length)
    const pixels = frame.pixels.map(
      (shade, index) => shade + (((noise[index] ?? 0) * NOISE) >> 8) - NOISE / 2,
    )
    return { ...frame, pixels }
  })
  return { kind, condition, text, frames }
}
