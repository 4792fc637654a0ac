import type { Random } from '#shared/kernel/random.ts'

const RESAMPLES = 2000

interface Pair {
  readonly ours: number
  readonly against: number
}

/** What we count in all to what the other counts in all, with its percentile bootstrap interval over the pairs; null where it counts nothing. */
export function ratioOfSums(pairs: readonly Pair[], random: Random) {
  const ratioOf = (some: readonly Pair[]) => {
    const [ours, against] = [
      some.reduce((sum, pair) => sum + pair.ours, 0),
      some.reduce((sum, pair) => sum + pair.against, 0),
    ]
    return against === 0 ? null : ours / against
  }
  const ratios = Array.from({ length: RESAMPLES }, () => ratioOf(resampled(pairs, random)))
    .filter((ratio) => ratio !== null)
    .toSorted((one, other) => one - other)
  const at = (share: number) => ratios[Math.floor(share * (ratios.length - 1))] ?? null
  return { ratio: ratioOf(pairs), low: at(0.025), high: at(0.975) }
}

function resampled(pairs: readonly Pair[], random: Random): readonly Pair[] {
  const places = new Uint32Array(random.bytes(4 * pairs.length).slice().buffer)
  return [...places].flatMap((place) => pairs[place % pairs.length] ?? [])
}
