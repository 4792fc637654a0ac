import { describe, expect, test } from 'vitest'

import { openJournal } from '#electron/journal/journal.ts'
import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { MAX_ASKED } from '#electron/transport/ask-held.ts'
import { createHeldComparison } from '#electron/transport/held-comparison.ts'
import { MAX_REFILLED } from '#shared/contracts/held-places.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Held } from '#shared/contracts/messages/operations.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import { ok } from '#shared/kernel/result.ts'

import { A_CASE, appendRecord, operationId, settledBody } from '../../harness/journal-records.ts'

const FOREIGN = 'F'.repeat(43)
const NOTHING: ReadonlySet<OperationId> = new Set()

/** So many records, all of them settled, and an account API that holds by id what a test says. */
async function till(records: number) {
  const disk = createMemoryDisk()
  const opened = await openJournal({ disk, folder: '/till/journal' })
  if (!opened.ok) throw new Error('no journal')
  const journal = opened.value
  const counts = Array.from({ length: records }, (_, index) => index + 1)
  for (const count of counts) await appendRecord(journal, count)
  await journal.append(async () => ok(counts.map((count) => settledBody(count))))
  const questions: OperationId[][] = []
  const hashes: (string | null)[] = []
  let holds: ReadonlySet<OperationId> | null = NOTHING
  const comparison = createHeldComparison(journal, async (asked) => {
    questions.push(asked.map(({ id }) => id))
    hashes.push(...asked.map((record) => record.hash))
    const named = holds
    return new Map(named === null ? [] : asked.map(({ id }) => [id, named.has(id)]))
  })
  const takeParts = async (held: Held[] | undefined, durable = 0, asOf = journal.lastFrame()) =>
    comparison.take({ answer: { held, durable: [{ epoch: 1, sequence: durable }] }, asOf })
  const take = async (...given: Parameters<typeof takeParts>) => {
    const { frames } = await takeParts(...given)
    return frames.map((frame) => ('operationIds' in frame ? [frame.kind, ...frame.operationIds] : []))
  }
  const hash = async (sequence: number) => (await journal.hashAt({ epoch: 1, sequence })) ?? ''
  const settle = (count: number, outcome?: Outcome) =>
    journal.append(async () => ok([settledBody(count, outcome)]))
  return {
    disk,
    journal,
    questions,
    hashes,
    take,
    takeParts,
    hash,
    settle,
    holdById: (...named: number[]) => void (holds = new Set(named.map(operationId))),
    holdNoWord: () => void (holds = null),
  }
}

const ids = (...counts: number[]) => counts.map(operationId)
const SECOND = { ...A_CASE, caseKind: 'id-reused' } as Outcome

/** A chain of another life of this till, or of its clone. */
const foreign = (last: number, more: Partial<Held> = {}): Held[] => [
  { epoch: 1, last, gaps: [], ends: [[last, FOREIGN]], fork: null, ...more },
]

describe('what the account API says it holds', () => {
  test('[T14] [J21] what is behind the end, or in a gap, is lost, where it was settled before the account API was asked', async () => {
    const { take, journal, questions } = await till(4)
    const held = (last: number, ...gaps: [number, number][]): Held[] => [{ epoch: 1, last, gaps }]
    expect(await take(held(0), 0, 4)).toEqual([])
    expect(await take(held(4))).toEqual([])
    expect(await take([{ epoch: 2, last: 0, gaps: [] }])).toEqual([])
    expect(await take(held(4, [2, 3]))).toEqual([['refill', ...ids(2, 3)]])
    expect(journal.record(operationId(2))?.settled).toBeNull()
    expect(await take(held(0))).toEqual([['refill', ...ids(1, 4)]])
    expect(await take(held(0))).toEqual([])
    expect(questions).toEqual([])
  })

  test('[T19] an end that this till wrote says that all before it is its own: nobody is asked, and sealed bytes go', async () => {
    const { take, hash, questions } = await till(4)
    const own: Held[] = [
      {
        epoch: 1,
        last: 4,
        gaps: [[3, 3]],
        ends: [
          [2, await hash(2)],
          [4, await hash(4)],
        ],
        fork: null,
      },
    ]
    expect(await take(own, 2)).toEqual([
      ['removed', ...ids(1, 2)],
      ['refill', ...ids(3)],
    ])
    expect(questions).toEqual([])
  })

  test('[T19] where another record may be at its place, what is held is asked by id: what is not named is lost', async () => {
    const { take, questions, holdById } = await till(3)
    holdById(1)
    expect(await take(foreign(3))).toEqual([['refill', ...ids(2, 3)]])
    expect(questions).toEqual([ids(1, 2, 3)])
  })

  test('[T19] a shorter chain that ends in another record, and records beyond a fork, are asked about as well', async () => {
    const first = await till(3)
    first.holdById(1, 2)
    const [short] = foreign(2)
    expect(await first.take([{ epoch: 1, last: 3, gaps: [], ...short, ends: [[2, FOREIGN]] }])).toEqual([
      ['refill', ...ids(3)],
    ])
    const forked = await till(3)
    forked.holdById(3)
    const ends: Held['ends'] = [[1, await forked.hash(1)]]
    expect(await forked.take(foreign(3, { ends, fork: FOREIGN }))).toEqual([['refill', ...ids(2)]])
    expect(forked.questions).toEqual([ids(2, 3)])
    const none = await till(1)
    expect(await none.take(foreign(1, { ends: [[0, GENESIS_HASH]], fork: FOREIGN }))).toEqual([
      ['refill', ...ids(1)],
    ])
  })

  test('[T19] sealed bytes of what may be another’s place go once the account API named them, in an answer that came later', async () => {
    const { take, holdById, journal } = await till(3)
    holdById(1, 3)
    expect(await take(foreign(3), 3)).toEqual([['refill', ...ids(2)]])
    expect(journal.record(operationId(1))).toMatchObject({ isRemoved: false })
    expect(await take(foreign(3), 2)).toEqual([['removed', ...ids(1)]])
  })

  test('[T19] what was asked counts while the same is held, and is asked again once something else is', async () => {
    const { take, questions, holdById, settle } = await till(2)
    holdById(1, 2)
    const forked = (fork: string) => foreign(2, { fork })
    await take(forked('A'.repeat(43)))
    await take(forked('A'.repeat(43)))
    expect(questions).toEqual([ids(1, 2)])
    holdById(1)
    expect(await take(forked('B'.repeat(43)), 2)).toEqual([['refill', ...ids(2)]])
    expect(questions).toHaveLength(2)
    // Settled again, and still not held: whoever says so of the same is not asked, and main not kept busy.
    await settle(2)
    expect(await take(forked('B'.repeat(43)))).toEqual([])
    expect(questions).toHaveLength(2)
  })

  test('[T19] nothing is lost, and nothing given up, by a question that nobody answered', async () => {
    const { take, holdNoWord, holdById, questions } = await till(2)
    holdNoWord()
    expect(await take(foreign(2), 2)).toEqual([])
    expect(await take(foreign(2), 2)).toEqual([])
    holdById(1)
    expect(await take(foreign(2), 2)).toEqual([['refill', ...ids(2)]])
    expect(questions).toEqual([ids(1, 2), ids(1, 2), ids(1, 2)])
  })

  test('[T19] what the disk did not take is journaled by the next answer, without asking again', async () => {
    const { take, disk, questions } = await till(2)
    disk.setPlan((step) => (step === 'open' || step === 'write' ? 'io' : null))
    expect(await take(foreign(2))).toEqual([])
    disk.setPlan(() => null)
    expect(await take(foreign(2))).toEqual([['refill', ...ids(1, 2)]])
    expect(questions).toHaveLength(1)
  })

  test('[T19] what one answer had not asked of many, the next one asks', async () => {
    const records = MAX_ASKED + 150
    const { take, questions } = await till(records)
    expect((await take(foreign(records)))[0]).toHaveLength(1 + MAX_REFILLED)
    expect((await take(foreign(records)))[0]).toHaveLength(1 + 150)
    expect(questions.map((asked) => asked.length)).toEqual([MAX_ASKED, 150])
  })

  test('[T19] [IN3] a second record under one id has no place: it is asked for by its hash, lost where that is not held, and keeps its bytes till it is', async () => {
    const { take, settle, questions, hashes, hash, holdById, journal } = await till(3)
    await settle(2, SECOND)
    const own = async (fork: string): Promise<Held[]> => [
      { epoch: 1, last: 3, gaps: [], ends: [[3, await hash(3)]], fork: fork.repeat(43) },
    ]
    holdById(2)
    expect(await take(await own('A'))).toEqual([])
    expect([questions, hashes]).toEqual([[ids(2)], [await hash(2)]])
    holdById()
    expect(await take(await own('B'), 3)).toEqual([
      ['removed', ...ids(1, 3)],
      ['refill', ...ids(2)],
    ])
    expect(journal.record(operationId(2))).toMatchObject({ isRemoved: false, settled: null })
    await settle(2, SECOND)
    // A person decided; it has no place all the same.
    await settle(2, { kind: 'superseded' })
    holdById(2)
    const gap = (await own('C')).map((held) => ({ ...held, gaps: [[2, 2]] as [number, number][] }))
    expect(await take(gap, 3)).toEqual([])
    expect(await take(gap, 3)).toEqual([['removed', ...ids(2)]])
  })

  test('[T19] [IN3] a second record that was never called one, of a removed customer or of a case that was over, is not sent again for ever', async () => {
    for (const outcome of [{ kind: 'erased' }, { kind: 'superseded' }] as const) {
      const { take, settle, questions, hash, holdById, journal } = await till(3)
      await settle(3, outcome)
      const held = async (last: number, fork: string): Promise<Held[]> => [
        { epoch: 1, last, gaps: [], ends: [[last, await hash(last)]], fork: fork.repeat(43) },
      ]
      expect(await take(await held(2, 'A'))).toEqual([['refill', ...ids(3)]])
      await settle(3, outcome)
      holdById(3)
      expect(await take(await held(2, 'A'))).toEqual([])
      expect(await take(await held(2, 'A'))).toEqual([])
      expect(questions).toEqual([ids(3)])
      holdById()
      expect(await take(await held(1, 'B'))).toEqual([['refill', ...ids(2, 3)]])
      expect(journal.record(operationId(3))).toMatchObject({ isRemoved: false })
    }
  })

  test('[T19] the journal is read once for what is held, and not at all where that is all it has', async () => {
    const { journal, hash } = await till(3)
    let reads = 0
    const counted = {
      ...journal,
      hashAt: (place: { epoch: number; sequence: number }) => {
        reads += 1
        return journal.hashAt(place)
      },
    }
    const comparison = createHeldComparison(counted, async () => new Map())
    const upTo = async (last: number): Promise<Held> => ({
      epoch: 1,
      last,
      gaps: [],
      ends: [[last, await hash(last)]],
      fork: null,
    })
    const answers = [await upTo(3), await upTo(2), await upTo(2)]
    for (const held of answers)
      await comparison.take({ answer: { held: [held], durable: [] }, asOf: journal.lastFrame() })
    expect(reads).toBe(1)
  })

  test('[D32] [T19] a window is to compare its store with what is surely this till’s own', async () => {
    const { takeParts, hash } = await till(4)
    const ends: Held['ends'] = [
      [2, await hash(2)],
      [4, FOREIGN],
    ]
    const held: Held = { epoch: 1, last: 4, gaps: [[3, 3]], ends, fork: null }
    const own = [{ epoch: 1, last: 2, gaps: [] }]
    expect((await takeParts([held])).parts.map((part) => part.own)).toEqual(own)
    const whole: Held = { ...held, ends: [...ends.slice(0, 1), [4, await hash(4)]] }
    const [all] = (await takeParts([whole])).parts
    expect(all?.own).toBe(all?.held)
    expect((await takeParts(foreign(4))).parts.map((part) => part.own)).toEqual([
      { epoch: 1, last: 0, gaps: [] },
    ])
  })

  test('[T19] [J18] an answer that calls durable what it does not hold costs no sealed bytes', async () => {
    const { take, hash } = await till(4)
    const own: Held = { epoch: 1, last: 4, gaps: [[2, 2]], ends: [[4, await hash(4)]], fork: null }
    const older: Held = { epoch: 1, last: 4, gaps: [[3, 3]] }
    expect(await take([], 4)).toEqual([])
    expect(await take([{ ...own, epoch: 2 }], 4)).toEqual([])
    expect(await take([own], 2)).toEqual([
      ['removed', ...ids(1)],
      ['refill', ...ids(2)],
    ])
    expect(await take([older], 3)).toEqual([['refill', ...ids(3)]])
  })

  test('[T19] an account API of an older contract is believed by places, as ever', async () => {
    const { take, questions } = await till(2)
    expect(await take([{ epoch: 1, last: 2, gaps: [] }], 1)).toEqual([['removed', ...ids(1)]])
    expect(await take(undefined, 2)).toEqual([['removed', ...ids(2)]])
    expect(questions).toEqual([])
  })
})
