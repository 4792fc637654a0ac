import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import type { OutboxStore } from '#renderer/outbox/outbox-store.ts'
import type { StoreContents } from '#renderer/outbox/salvage-store.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { isFinal } from '#shared/contracts/outcome.ts'
import type { Outbox, OutboxFailure } from '#renderer/outbox/outbox.ts'
import { withinSettleLimit } from '#renderer/outbox/settle-limit.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

import type { PlannedFault, StoreLoss, WindowPoint } from './plan.ts'
import { type World, never } from './world.ts'

const CHANGES = [
  'applyFrames',
  'applyReplay',
  'markSending',
  'markUnknown',
  'recoverSending',
  'recordFailures',
] as const
type Change = (typeof CHANGES)[number]

/** One committed change of a store, with what it was given. */
export interface StoreChange {
  readonly name: Change
  readonly given: readonly unknown[]
}

type Ask = (...given: never[]) => Promise<Result<unknown, OutboxFailure>>

type Kill = Extract<PlannedFault, { kind: 'kill-window' }>

/** What lies in the window's store over all lives of the window: every committed change, so that the last ones can be lost. */
export interface LosingStore {
  forLife(given: { timer: Timer; isAlive: () => boolean; kill: (by: Kill) => void }): OutboxStore
  /** The process is gone: what of the store goes with it. */
  lose(what: StoreLoss): Promise<void>
  takeKill(...points: readonly WindowPoint[]): Kill | null
  /** Puts the store back to what it is now, later. */
  remember(): () => Promise<void>
  /** Whether a record was ever committed to it as it is now. */
  holds(id: OperationId): boolean
  /** Whether it has a final outcome of a record, as it is now. */
  isSettled(id: OperationId): Promise<boolean>
  /** Every change that made it what it is. */
  changes(): readonly StoreChange[]
  /** Everything in it, as text. */
  text(): string
  /** While the window opens or mends its store. */
  isRebuilding: boolean
}

const LOST_CHANGES = 5

/** What a store that cannot be written to still has. */
async function contentsOf(outbox: Outbox): Promise<Result<StoreContents, OutboxFailure>> {
  const page = await outbox.page({ shelf: 'all', before: null, limit: Number.MAX_SAFE_INTEGER })
  const deliveries = page.ok ? page.value : []
  const [envelopes, appliedFrame, orderBase] = [
    await outbox.envelopes(deliveries.map(({ id }) => id)),
    await outbox.appliedFrame(),
    await outbox.orderBase(),
  ]
  if (!envelopes.ok || !appliedFrame.ok || !orderBase.ok) return fail({ kind: 'stalled' })
  return ok({
    deliveries,
    envelopes: [...envelopes.value.values()],
    appliedFrame: appliedFrame.value,
    orderBase: orderBase.value,
    aside: new Set(),
  })
}

export function createLosingStore(world: World, till: number): LosingStore {
  let committed: { readonly name: Change; readonly given: never[] }[] = []
  let live = createMemoryOutbox()
  let isThere = false
  let opensNot = false
  const open = new Set<Kill>(
    world.plan.faults.flatMap((fault) =>
      fault.kind === 'kill-window' && fault.till === till ? [fault] : [],
    ),
  )

  function takeKill(...points: readonly WindowPoint[]): Kill | null {
    if (world.isHealed) return null
    for (const kill of open) {
      if (kill.fromMs > world.planMs() || !points.includes(kill.at)) continue
      open.delete(kill)
      return kill
    }
    return null
  }

  async function remake(): Promise<void> {
    live = createMemoryOutbox()
    for (const { name, given } of committed) await (live[name] as Ask)(...given)
  }

  function outboxFor(life: {
    timer: Timer
    isAlive: () => boolean
    kill: (by: Kill) => void
    onUnreadable: () => void
  }) {
    const { timer, isAlive, kill } = life
    const own = live
    let isRowTold = false

    function wrap(name: keyof Outbox): Ask {
      const method = own[name] as Ask
      const isChange = CHANGES.includes(name as Change)
      return async (...given) => {
        if (!isAlive()) return never()
        const fault = world.active('store', till)?.fault
        if (fault === 'stall') {
          world.reach(28)
          return withinSettleLimit(timer, () => never())
        }
        if (fault === 'quota' && isChange) {
          world.reach(29)
          return fail({ kind: 'storage', name: 'QuotaExceededError' })
        }
        if (fault === 'row' && !isRowTold && isChange) {
          isRowTold = true
          world.reach(23)
          life.onUnreadable()
        }
        if (isChange) {
          const by = takeKill('in-transaction', ...(self.isRebuilding ? (['in-rebuild'] as const) : []))
          if (by !== null) {
            world.reach(by.at === 'in-rebuild' ? 15 : 5, 16)
            kill(by)
            return never()
          }
          committed.push({ name: name as Change, given })
        }
        const result = await method(...given)
        const by =
          name === 'markSending' ? takeKill('before-send') : isChange ? takeKill('after-transaction') : null
        if (by === null) return isAlive() ? result : never()
        world.reach(name === 'markSending' ? 7 : 6, 16)
        kill(by)
        return never()
      }
    }
    const names = Object.keys(own) as (keyof Outbox)[]
    return Object.fromEntries(
      names.map((name) => [name, name === 'subscribe' ? own.subscribe : wrap(name)]),
    ) as unknown as Outbox
  }

  const self: LosingStore = {
    isRebuilding: false,
    takeKill,
    forLife: (life) => ({
      async open(onUnreadable) {
        if (!life.isAlive()) return never()
        if (world.active('store', till)?.fault === 'frozen') {
          world.reach(73)
          return withinSettleLimit(life.timer, () => never())
        }
        if (opensNot) {
          world.reach(24)
          return fail({ kind: 'storage', name: 'UnknownError' })
        }
        const isNew = !isThere
        isThere = true
        return ok({
          outbox: outboxFor({ ...life, onUnreadable: () => onUnreadable(1) }),
          isNew,
          aside: async () => ok([]),
          carryOver: async () => ok(null),
          isDamaged: async () => false,
          salvage: async () => (life.isAlive() ? ok(null) : never()),
          markMended: async () => ok(null),
          contents: async () => (life.isAlive() ? contentsOf(live) : never()),
          close: () => {},
        })
      },
      async destroy() {
        if (!life.isAlive()) return never()
        committed = []
        live = createMemoryOutbox()
        isThere = false
        opensNot = false
        return ok(undefined)
      },
    }),
    holds: (id) =>
      committed.some(({ name, given }) => name.startsWith('apply') && JSON.stringify(given).includes(id)),
    async isSettled(id) {
      const kept = await live.get(id)
      const outcome = kept.ok ? (kept.value?.delivery.outcome ?? null) : null
      return outcome !== null && isFinal(outcome)
    },
    changes: () => committed,
    text: () => JSON.stringify(committed),
    remember() {
      const then = [...committed]
      return async () => {
        committed = then
        await remake()
      }
    },
    async lose(what) {
      if (what === 'tail' && committed.length > 0) {
        world.reach(22)
        committed = committed.slice(0, -LOST_CHANGES)
        await remake()
      }
      if (what === 'all') {
        world.reach(23)
        committed = []
        isThere = false
        live = createMemoryOutbox()
      }
      if (what === 'manifest') opensNot = true
    },
  }
  return self
}
