import type { DayRecord } from '#shared/domain/day-figures.ts'
import type { GoFacts } from '#shared/domain/ready-to-go.ts'
import type { LeaveFacts, LeaveStop } from '#shared/domain/may-leave.ts'

/** A value that changes, in the shape that `useSyncExternalStore` takes. */
export interface Watched<Value> {
  subscribe(changed: () => void): () => void
  getSnapshot(): Value
}

/** What somebody is asked, again whenever it may be another. */
interface Asked<Value> {
  /** Null when nobody answers. */
  read(): Promise<Value>
  onMoved(moved: () => void): () => void
}

/** What the page of the day needs and does not own. */
export interface DayPorts {
  queue(): Watched<LeaveFacts['queue']>
  /** What was saved since the store's midnight, and possibly before; null until it was read. */
  records(): Watched<readonly DayRecord[] | null>
  /** Null when main does not answer. */
  readChain(): Promise<LeaveFacts['chain']>
  readContact(): LeaveFacts['contact']
  /** Called whenever chain, contact or the time may be another, until the returned function is called. */
  onMoved(moved: () => void): () => void
  readonly mirror: Asked<GoFacts['mirror']>
  readonly battery: Asked<GoFacts['battery']>
  readonly printer: Asked<GoFacts['printer']>
  nowMs(): number
  /** Asks the account API now how far it has everything. */
  checkNow(): void
}

export interface DayPlace {
  readonly timeZone: string
  readonly storeName: string
  readonly terminalName: string
  readonly stops: readonly LeaveStop[]
  readonly isCustomerOpen: boolean
  /** Unfinished forms that are kept for later. */
  readonly onHold: number
  /** Records that can be read nowhere on this till any more. */
  readonly lost: number
  /** The till of a field adviser, who goes out with it. */
  readonly goesOut: boolean
  readonly rulesIssuedAt: string
  readonly isClockTrusted: boolean
  readonly disk: GoFacts['disk']
}

/** Where a line of the page leads to. */
export type DayGoal = 'register' | 'to-send'
