import { createSeededRandom } from '#tests/harness/seeded-random.ts'
import { type Row, print, thisMachine } from '../report.ts'
import { bootstrap, medianOf } from '../statistics.ts'
import { CONDITIONS, type Clip, FRAMES, KINDS, makeClips } from './clips.ts'
import { openWindow } from './open-window.ts'
import { READERS, type ReadClip, type Reader, type Reading } from './reading.ts'
import { ratioOfSums } from './ratio-of-sums.ts'

const DEFAULT_EACH = 5

/** A clip without its frames, and what each reader made of it. */
type Read = Pick<Clip, 'kind' | 'condition' | 'text'> & { readonly by: Readonly<Record<Reader, Reading>> }

async function main(args: readonly string[]): Promise<number> {
  const seed = args.find((argument) => argument.startsWith('--seed='))?.slice('--seed='.length) ?? 'scan'
  const each = Number(args.find((argument) => /^\d+$/.test(argument)) ?? DEFAULT_EACH)
  const window = await openWindow()
  try {
    const reads: Read[] = []
    for (const clip of makeClips({ seed, each })) reads.push(await readBy(window, clip, reads.length))
    const environment = {
      ...thisMachine(),
      electron: window.version,
      seed,
      clips: reads.length,
      framesAClip: FRAMES,
      picture: '1280 x 720',
    }
    print({ name: 'scan', environment, rows: rowsOf(reads, seed) }, args.includes('--json'))
    return 0
  } finally {
    await window.close()
  }
}

async function readBy(
  { page }: Awaited<ReturnType<typeof openWindow>>,
  { kind, condition, text, frames }: Clip,
  number: number,
): Promise<Read> {
  // Who is first changes from clip to clip: none always finds the machine warm.
  const order = READERS.map((_, index) => READERS[(index + number) % READERS.length] ?? 'ours')
  const pictures = frames.map(({ width, height, pixels }) => ({
    width,
    height,
    base64: Buffer.from(pixels).toString('base64'),
  }))
  const readings = await page.evaluate(
    (clip) => (window as unknown as { readClip: ReadClip }).readClip(clip),
    { frames: pictures, order },
  )
  const by = Object.fromEntries(readings.map((reading) => [reading.reader, reading])) as Read['by']
  return { kind, condition, text, by }
}

function rowsOf(reads: readonly Read[], seed: string): readonly Row[] {
  const random = createSeededRandom(`bootstrap ${seed}`)
  const isRead = ({ by, text }: Read, reader: Reader) => by[reader].texts.includes(text)
  const codes = (
    some: readonly Read[],
    reader: Exclude<Reader, 'ours'>,
    metric: string,
    least: number | null,
  ): Row => {
    const pairs = some.map((read) => ({
      ours: Number(isRead(read, 'ours')),
      against: Number(isRead(read, reader)),
    }))
    const { ratio, low, high } = ratioOfSums(pairs, random)
    return {
      metric,
      ours: pairs.reduce((sum, { ours }) => sum + ours, 0),
      against: pairs.reduce((sum, { against }) => sum + against, 0),
      reference: reader,
      ratio,
      low,
      high,
      goal: least === null ? null : `>= ${least}`,
      met: least === null || ratio === null ? null : ratio >= least,
    }
  }
  const time = (reader: Exclude<Reader, 'ours'>, most: number | null): Row => {
    const both = reads.filter((read) => isRead(read, 'ours') && isRead(read, reader))
    const ratio = bootstrap(
      both.map(({ by }) => by.ours.spentMs / by[reader].spentMs),
      random,
    )
    return {
      metric: 'milliseconds to the first read, where both read',
      ours: medianOf(both.map(({ by }) => by.ours.spentMs)),
      against: medianOf(both.map(({ by }) => by[reader].spentMs)),
      reference: reader,
      ratio: ratio.median,
      low: ratio.low,
      high: ratio.high,
      goal: most === null ? null : `<= ${most}`,
      met: most === null ? null : ratio.median <= most,
    }
  }
  const misreads = (reader: Reader) =>
    reads.flatMap(({ by, text }) => by[reader].texts.filter((read) => read !== text)).length
  return [
    codes(reads, 'html5-qrcode', `codes read, of ${reads.length}`, 1.8),
    codes(reads, 'zxing-wasm thorough', `codes read, of ${reads.length}`, 1),
    time('zxing-wasm thorough', 0.35),
    time('html5-qrcode', null),
    {
      metric: 'misreads',
      ours: misreads('ours'),
      against: misreads('zxing-wasm thorough'),
      reference: 'zxing-wasm thorough',
      ratio: null,
      low: null,
      high: null,
      goal: '0',
      met: misreads('ours') === 0,
    },
    ...KINDS.flatMap((kind) =>
      CONDITIONS.flatMap((condition) => {
        const some = reads.filter((read) => read.kind === kind && read.condition === condition)
        const metric = `${kind}, ${condition}: codes read, of ${some.length}`
        return [codes(some, 'html5-qrcode', metric, null), codes(some, 'zxing-wasm thorough', metric, null)]
      }),
    ),
  ]
}

process.exitCode = await main(process.argv.slice(2))
