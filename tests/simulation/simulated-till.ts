import { DATA_VERSION } from '#electron/desk/data-version.ts'
import type { Journal } from '#electron/journal/journal.ts'
import type { CallMain } from '#renderer/bridge/reply-limit.ts'
import type { OutboxStore } from '#renderer/outbox/outbox-store.ts'
import type { SavedFrame } from '#shared/contracts/frame.ts'
import type { OperationId, TerminalId } from '#shared/contracts/identifiers.ts'
import { isFinal } from '#shared/contracts/outcome.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import { damageJournal } from './damage-journal.ts'
import { type LosingStore, createLosingStore } from './losing-store.ts'
import type { Plan, PlannedFault, StoreLoss } from './plan.ts'
import { plant } from './planted-ports.ts'
import { type Chance, chanceFor, randomOf } from './seeded.ts'
import { type SimulatedApi, terminalIdOf } from './simulated-api.ts'
import { type SimulatedStick, withStick } from './simulated-stick.ts'
import { createSimulatedNetwork } from './simulated-network.ts'
import { type TillDisk, createTillDisk } from './till-disk.ts'
import { JOURNAL_FOLDER, type TillMain, openMain } from './till-main.ts'
import { type TillWindow, openWindow } from './till-window.ts'
import { type World, never } from './world.ts'

type KillMain = Extract<PlannedFault, { kind: 'kill-main' }>
type Damage = Extract<PlannedFault, { kind: 'damage' }>

const IPC_MS = 2
/** From the end of a main process to the start of the next one. */
export const RESTART_MS = 2_000
const FIRST_START_MS = 100
/** What a power cut may leave of room that was made for a write: it then reads as zeros [J11]. Every other cut leaves some. */
const UNWRITTEN_ROOM = 4096

/** One till over all lives of its main process and its window. */
export interface SimulatedTill {
  /** Of its machine. */
  readonly number: number
  readonly terminalId: TerminalId
  readonly stick: SimulatedStick | null
  /** It is the machine that is its terminal; what is not may be dead, or alive and not accepted, or not come yet. */
  isInService: boolean
  /** It was made to take the place of another one. */
  readonly isReplacement: boolean
  /** Another machine is its terminal now. */
  readonly isReplaced: boolean
  /** The last frame that its journal had before it was enrolled first: what it took in from a stick. */
  readonly takenIn: number
  /** What could be read from its stick when another machine took its place. */
  leftOnStick: ReadonlySet<OperationId>
  /** Its machine is broken for good. */
  readonly isDead: boolean
  /** It comes in the place of another one. */
  takeOver(): void
  /** Another one comes in its place; whether its machine goes on. */
  giveOver(lives: boolean): void
  readonly disk: TillDisk
  readonly store: LosingStore
  readonly chance: Chance
  readonly clock: Clock & { jump(byMs: number): void }
  readonly network: { isBusy(): boolean; readonly sentAtMs: readonly number[] }
  /** Null while it is down or not open yet. */
  main(): TillMain | null
  window(): TillWindow | null
  /** Resolves when the window that lives now dies. */
  windowDied(): Promise<void>
  /** Says over IPC, in order with everything else that the window says. */
  tellMain(say: (main: TillMain) => void): void
  killWindow(loses: StoreLoss): void
  /** The kill of this plan comes now. */
  shutDown(): void
  /** Another version of the program is installed and started. */
  install(version: 'newer' | 'older'): void
  /** Nobody asks any more: everything stops. */
  stop(): void
  /** Puts the profile back, later, to what it is now. */
  remember(only?: 'journal'): () => Promise<void>
  damage(what: Damage): Promise<void>
  /** Whether the head of the journal was lost at some start. */
  readonly wasJournalLost: boolean
  readonly wasDamaged: boolean
  readonly wasPutBack: boolean
  /** In which frame main says that it saved a record. */
  readonly savedFrames: ReadonlyMap<OperationId, number>
}

interface Life {
  isAlive: boolean
  readonly died: Promise<void>
  die(): void
}

function createLife(): Life {
  let resolve = (): void => {}
  const died = new Promise<void>((done) => (resolve = done))
  const life: Life = {
    isAlive: true,
    died,
    die() {
      life.isAlive = false
      resolve()
    },
  }
  return life
}

export function startTill(given: {
  world: World
  api: SimulatedApi
  number: number
  /** The till whose place it takes later; its own where it is there from the beginning. */
  terminal: number
  stick: SimulatedStick | null
}): SimulatedTill {
  const { world, api, number, terminal, stick } = given
  const { time, planted } = world
  const chance = chanceFor(world.plan.seed, 100 + number)
  const disk = createTillDisk(world, number)
  const store = createLosingStore(world, number)
  const terminalId = terminalIdOf(terminal)
  const network = createSimulatedNetwork({
    world,
    api,
    till: number,
    chance: chanceFor(world.plan.seed, 200 + number),
  })
  let offsetMs = 0
  let main: { readonly life: Life; opened: TillMain | null } = { life: createLife(), opened: null }
  let window: { readonly life: Life; opened: TillWindow | null } = { life: createLife(), opened: null }
  /** Of the last life that opened it: what it holds is there while nobody is. */
  let journal: Journal | null = null
  let dataVersion = versionAtFirst(world.plan)
  const savedFrames = new Map<OperationId, number>()
  let takenIn: number | null = null
  const seen = {
    wasJournalLost: false,
    wasDamaged: false,
    wasPutBack: false,
    isDead: false,
    isReplaced: false,
  }
  window.life.die()

  const clock = plant<Clock>(
    { wallMs: () => time.wallMs() + offsetMs, monotonicMs: () => time.monotonicMs() },
    planted.clock,
  )
  const timerOf = (life: Life): Timer => ({
    after: (delayMs, fire) =>
      time.after(delayMs, () => {
        if (life.isAlive) fire()
      }),
  })

  function killMain(by: Pick<KillMain, 'at' | 'powerCutKeeps' | 'downMs'>): void {
    if (!main.life.isAlive) return
    world.trace(`till ${number} main dies ${by.at} ${by.powerCutKeeps}`)
    const { life, opened } = main
    life.die()
    main = { life, opened: null }
    if (by.powerCutKeeps !== null) {
      const before = sizeOf(disk)
      disk.memory.crash(by.powerCutKeeps, by.powerCutKeeps % 2 === 0 ? 0 : UNWRITTEN_ROOM)
      if (sizeOf(disk) < before) world.reach(30)
      if (stick?.machine === number) stick.memory.crash(by.powerCutKeeps)
      dieWindow('nothing')
    } else if (by.at === 'shutdown') {
      world.reach(18)
      void opened?.journal.close()
      dieWindow('nothing')
    } else world.reach(17)
    time.after(by.downMs, () => void startMain())
  }

  function dieWindow(loses: StoreLoss): void {
    const { life, opened } = window
    if (life.isAlive) world.trace(`till ${number} window dies ${loses}`)
    life.die()
    opened?.stop()
    network.forgetPatience()
    window = { life, opened: null }
    void store.lose(loses)
  }

  function killWindow(loses: StoreLoss): void {
    if (!window.life.isAlive) return
    world.reach(16)
    dieWindow(loses)
    time.after(RESTART_MS, startWindow)
  }

  async function startMain(): Promise<void> {
    if (main.life.isAlive || seen.isDead) return
    dieWindow('nothing')
    const life = createLife()
    const own: typeof main = { life, opened: null }
    main = own
    disk.isRemoving = false
    const http = plant<Parameters<typeof openMain>[0]['http']>(
      {
        async send(request) {
          if (!life.isAlive) return never()
          const isBatch = request.url.endsWith('/operations')
          const early = isBatch ? disk.takeKill('mid-body') : null
          if (early !== null) {
            world.reach(8)
            killMain(early)
            return never()
          }
          const answer = await network.send(request)
          const late = isBatch && life.isAlive && answer.ok ? disk.takeKill('reply-unread') : null
          if (late !== null) {
            world.reach(9)
            killMain(late)
          }
          return life.isAlive ? answer : never()
        },
      },
      planted.http,
    )
    const isAlive = () => life.isAlive
    const bare = disk.forLife(isAlive, killMain)
    const whole = stick === null ? bare : withStick({ world, disk: bare, stick, machine: number, isAlive })
    const opened = await openMain({
      disk: plant(whole, planted.disk),
      stick: stick === null ? null : { isRestored: number !== terminal },
      http,
      clock,
      timer: timerOf(life),
      random: randomOf(chance),
      terminalId,
      dataVersion,
      planted,
      enrol(keyName) {
        takenIn ??= main.opened?.journal.lastFrame() ?? 0
        return api.enrol(terminalId, keyName)
      },
      noteRewriting: (isRewriting) => void (disk.isRemoving = isRewriting),
    })
    if (!isAlive()) return
    if (!opened.ok) {
      if (opened.failure === 'written-by-newer') world.reach(76)
      killMain({ at: 'shutdown', powerCutKeeps: null, downMs: RESTART_MS })
      return
    }
    if (opened.value.journal.report.cutBytes > 0) world.reach(19)
    if (opened.value.parts.terminal() !== null && opened.value.parts.standing.stop() === 'journal-lost')
      seen.wasJournalLost = true
    own.opened = opened.value
    journal = opened.value.journal
    if (opened.value.parts.terminal() === null) await opened.value.enrolAgain()
    if (life.isAlive) startWindow()
  }

  function startWindow(): void {
    if (window.life.isAlive || !main.life.isAlive || main.opened === null) return
    const life = createLife()
    store.isRebuilding = true
    const bare = store.forLife({
      timer: timerOf(life),
      isAlive: () => life.isAlive,
      kill: ({ loses }) => killWindow(loses),
    })
    const opened = openWindow({
      call: callFor(life),
      store: planted.outbox === undefined ? bare : plantedStore(bare),
      clock,
      timer: timerOf(life),
      random: randomOf(chance),
      planted,
      trace: (line) => world.trace(`till ${number} ${line}`),
      onReady: () => void (store.isRebuilding = false),
      violate: (text) => world.violate(text),
      async isSettled(id) {
        const entry = journal?.record(id)
        const outcome = entry?.settled?.outcome
        if (outcome !== undefined && isFinal(outcome)) return true
        const hasLost = entry === undefined || entry.lostBy > 0 || seen.wasDamaged || seen.wasPutBack
        return hasLost && (await store.isSettled(id))
      },
    })
    window = { life, opened }
  }

  function plantedStore(bare: OutboxStore): OutboxStore {
    return {
      ...bare,
      async open(onUnreadable) {
        const opened = await bare.open(onUnreadable)
        if (!opened.ok) return opened
        return ok({ ...opened.value, outbox: plant(opened.value.outbox, planted.outbox) })
      },
    }
  }

  /** What a window asks arrives in order; what main answers may be late or lost. */
  function callFor(life: Life): CallMain {
    const ask = async (
      name: string,
      request: unknown,
    ): Promise<Result<unknown, { readonly kind: 'locked' | 'broken' }>> => {
      await time.wait(IPC_MS)
      const { life: mainLife, opened } = main
      if (!life.isAlive || !mainLife.isAlive || opened === null) return never()
      if (name === 'record.save' && opened.parts.session.operator() === null) return fail({ kind: 'locked' })
      const handlers = opened.handlers as unknown as Record<string, (asked: unknown) => unknown>
      let answer: Result<unknown, { readonly kind: 'broken' }>
      try {
        answer = ok(await handlers[name]?.(request))
      } catch (error) {
        world.trace(`till ${number} ${name} is broken: ${String(error)}`)
        answer = fail({ kind: 'broken' })
      }
      if (!mainLife.isAlive) return never()
      if (name === 'record.save' && answer.ok) checkDurable(answer.value)
      const fault = world.active('ipc', number)?.fault
      if (fault === 'lost' && chance.happens(0.5)) return never()
      await time.wait(IPC_MS + (fault === 'late' ? chance.below(20_000) : 0))
      return life.isAlive ? answer : never()
    }
    return ask as CallMain
  }

  /** I1: what main calls saved is there after a power cut in this very moment. */
  function checkDurable(answer: unknown): void {
    const { kind, frame } = answer as { kind: string; frame?: Pick<SavedFrame, 'number' | 'envelope'> }
    if (kind === 'not-saved' || frame === undefined) return
    const { id } = frame.envelope
    savedFrames.set(id, frame.number)
    const newestFirst = disk.memory.files().toReversed()
    const isThere = newestFirst.some((path) => {
      if (!path.startsWith(`${JOURNAL_FOLDER}/`)) return false
      const bytes = disk.memory.durable(path)
      return bytes !== null && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(id) >= 0
    })
    if (!isThere) world.violate(`I1 ${id} was called saved and is not on disk`)
  }

  main.life.die()
  if (number === terminal) time.after(FIRST_START_MS, () => void startMain())

  const down = { at: 'shutdown', powerCutKeeps: null, downMs: RESTART_MS } as const
  const self: SimulatedTill = {
    number,
    terminalId,
    stick,
    isInService: number === terminal,
    isReplacement: number !== terminal,
    get takenIn() {
      return takenIn ?? 0
    },
    leftOnStick: new Set(),
    get isReplaced() {
      return seen.isReplaced
    },
    get isDead() {
      return seen.isDead
    },
    takeOver() {
      self.isInService = true
      // Whatever was not on it by now is not on it when it is pulled out.
      stick?.memory.crash()
      if (stick !== null) stick.machine = number
      time.after(FIRST_START_MS, () => void startMain())
    },
    giveOver(lives) {
      self.isInService = false
      seen.isReplaced = true
      if (lives) return
      seen.isDead = true
      killMain(down)
      dieWindow('nothing')
    },
    disk,
    store,
    chance,
    network,
    savedFrames,
    get wasJournalLost() {
      return seen.wasJournalLost
    },
    get wasDamaged() {
      return seen.wasDamaged
    },
    get wasPutBack() {
      return seen.wasPutBack
    },
    clock: { ...clock, jump: (byMs) => void (offsetMs += byMs) },
    main: () => (main.life.isAlive ? main.opened : null),
    window: () => (window.life.isAlive ? window.opened : null),
    windowDied: () => window.life.died,
    tellMain(say) {
      time.after(IPC_MS, () => {
        if (main.life.isAlive && main.opened !== null) say(main.opened)
      })
    },
    killWindow,
    shutDown() {
      const by = disk.takeKill('shutdown')
      if (by !== null) killMain(by)
    },
    install(version) {
      world.trace(`till ${number} gets a ${version} version`)
      dataVersion = version === 'newer' ? DATA_VERSION : DATA_VERSION - 1
      killMain(down)
    },
    stop() {
      main.life.die()
      dieWindow('nothing')
    },
    remember(only) {
      const copy = new Map(disk.memory.copy())
      const storeThen = store.remember()
      return async () => {
        world.reach(32)
        seen.wasPutBack = true
        killMain(down)
        if (only === undefined) {
          disk.memory.putBack(copy)
          await storeThen()
          return
        }
        const isOfJournal = ([path]: readonly [string, unknown]) => path.startsWith(`${JOURNAL_FOLDER}/`)
        const now = [...disk.memory.copy()].filter((file) => !isOfJournal(file))
        disk.memory.putBack(new Map([...now, ...[...copy].filter(isOfJournal)]))
      }
    },
    async damage(what) {
      killMain(down)
      const isDone = damageJournal(disk.memory, what)
      if (!isDone) return
      seen.wasDamaged = true
      world.trace(`till ${number} damage ${what.what}`)
      if (what.what === 'deleted') world.reach(21)
      else world.reach(20)
      if (what.what !== 'bit-flip-and-store') return
      world.reach(25)
      await store.lose('all')
    },
  }
  return self
}

/** A till that is upgraded in this plan begins with the version of before. */
function versionAtFirst({ events }: Plan): number {
  return events.some(({ kind }) => kind === 'upgrade') ? DATA_VERSION - 1 : DATA_VERSION
}

function sizeOf(disk: TillDisk): number {
  return disk.memory.files().reduce((sum, path) => sum + (disk.memory.copy().get(path)?.length ?? 0), 0)
}
