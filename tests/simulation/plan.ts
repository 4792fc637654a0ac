/** What happens at the counters, and what goes wrong: everything that a run is made of besides small chance. Plain data, so that it can be shrunk and pinned. */
export interface Plan {
  readonly seed: number
  readonly tills: number
  readonly events: readonly PlannedEvent[]
  readonly faults: readonly PlannedFault[]
}

interface AtTill {
  readonly atMs: number
  readonly till: number
}

/** Somebody comes to the counter. */
export interface Visit extends AtTill {
  readonly kind: 'visit'
  readonly operator: number
  readonly what: 'refusal' | 'sale' | 'registration' | 'registration-and-device'
  /** Numbers out of small shared pools, so that tills meet. */
  readonly email: number
  readonly devices: readonly number[]
  readonly isExisting: boolean
  readonly isDoubleClick: boolean
  /** Whether the form is typed anew, under a new id, when its saving was cut off. */
  readonly isTypedAgain: boolean
}

export type PlannedEvent =
  | Visit
  | (AtTill & { readonly kind: 'void'; readonly nth: number; readonly email: number })
  | (AtTill & { readonly kind: 'correction'; readonly nth: number; readonly email: number })
  | (AtTill & { readonly kind: 'resolve'; readonly nth: number; readonly choice: number })
  | (AtTill & { readonly kind: 'head-office'; readonly nth: number; readonly choice: number })
  | (AtTill & { readonly kind: 'switch'; readonly operator: number })
  /** A newer version is installed; where `backAtMs` says so, somebody tries the older one again for half a minute. */
  | (AtTill & { readonly kind: 'upgrade'; readonly backAtMs: number | null })
  | (AtTill & { readonly kind: 'lock' | 'hint' | 'sweep' | 'enrol-again' | 'revoke' })
  /** A manager has records mirrored on the stick; or exports what is not sent, sealed, and head office imports it. */
  | (AtTill & { readonly kind: 'mirror' | 'export' })
  /**
   * Another machine is made out of the stick of a till, and enrolled as the same terminal. The old one is dead, or `lives` and goes on.
   * Machines are numbered behind the tills, in the order in which they come; whatever has a `till` may have such a number.
   */
  | (AtTill & { readonly kind: 'replace'; readonly lives: boolean })
  | (AtTill & { readonly kind: 'clock-jump'; readonly byMs: number })
  | (AtTill & { readonly kind: 'sleep'; readonly forMs: number })
  /** The profile is put back to what it was at `fromMs`. */
  | (AtTill & { readonly kind: 'restore'; readonly fromMs: number })
  /** The account API is put back to its backup of `fromMs`; of no till. */
  | (AtTill & { readonly kind: 'server-restore'; readonly fromMs: number })

interface During extends Span {
  readonly till: number
}

interface Span {
  readonly fromMs: number
  readonly untilMs: number
}

/** What the network and the server do to a request while it lasts. */
export type NetworkFault =
  | 'lost-reply'
  | 'repeated'
  | 'reordered'
  | 'late'
  | 'truncated'
  | 'portal'
  | 'redirect'
  | 'retry-after'
  | 'server-error'
  | 'wrong-nonce'
  | 'shuffled'
  | 'slow'
  | 'unreachable'
  | 'certificate'
  | 'flapping'
  | 'crash-before-commit'
  | 'crash-after-commit'
  | 'deadlock'
  | 'two-nodes'
  | 'too-large'
  | 'old-node'
  | 'token-expired'

export type DiskTrouble = 'full' | 'no-space' | 'read-only' | 'sync-fails' | 'short' | 'stuck'

/** Where main is stopped. What is written is a saved record, or outcomes, or a segment without its sealed bytes. */
export type MainPoint =
  | 'before-write'
  | 'mid-write'
  | 'before-sync'
  | 'after-sync'
  | 'before-outcomes'
  | 'mid-outcomes'
  | 'in-resolution'
  | 'in-removal'
  | 'in-upgrade'
  | 'mid-body'
  | 'reply-unread'
  | 'shutdown'

/** Where the window is stopped. */
export type WindowPoint = 'in-transaction' | 'after-transaction' | 'before-send' | 'in-rebuild' | 'anywhere'

export type StoreLoss = 'nothing' | 'tail' | 'all' | 'manifest'

export type PlannedFault =
  | (During & { readonly kind: 'network'; readonly fault: NetworkFault; readonly rate: number })
  | (During & { readonly kind: 'disk'; readonly fault: DiskTrouble })
  | (During & { readonly kind: 'store'; readonly fault: 'stall' | 'quota' | 'frozen' | 'row' })
  | (During & { readonly kind: 'ipc'; readonly fault: 'lost' | 'late' })
  | (During & { readonly kind: 'poison'; readonly sequence: number })
  | (During & { readonly kind: 'stick'; readonly fault: 'out' | 'full' | 'stuck' })
  | {
      readonly kind: 'kill-main'
      readonly till: number
      readonly fromMs: number
      readonly at: MainPoint
      /** What was not synced goes, but for so many bytes; null: the machine keeps running. */
      readonly powerCutKeeps: number | null
      readonly downMs: number
    }
  | {
      readonly kind: 'kill-window'
      readonly till: number
      readonly fromMs: number
      readonly at: WindowPoint
      readonly loses: StoreLoss
    }
  | {
      readonly kind: 'damage'
      readonly till: number
      readonly fromMs: number
      readonly what: 'bit-flip' | 'deleted' | 'bit-flip-and-store'
      /** Where, in thousandths of the file. */
      readonly place: number
    }
