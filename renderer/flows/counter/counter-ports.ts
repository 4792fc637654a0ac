import type { AggregateId, OperationId, OperatorId, TerminalId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type {
  ConsentAnswer,
  DeviceId,
  DeviceKind,
  DeviceOrigin,
} from '#shared/contracts/operations/registration.ts'
import type { ProductClass, SalesChannel } from '#shared/contracts/operations/sale.ts'
import type { PrintAfterSaving, PrintResult } from '#shared/domain/paper.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { ConsentPurpose, Market } from '#shared/markets/market.ts'

/** An operation as the counter hands it over. Who, where and when come with the seal. */
export interface CounterOperation {
  readonly operationId: OperationId
  readonly aggregateId: AggregateId
  readonly dependsOn: OperationId[]
  readonly operation: TypedPayload
}

export type NotSaved =
  | 'disk-full'
  | 'disk-failed'
  | 'not-enrolled'
  | 'stopped'
  | 'sealing-failed'
  | 'age-check-missing'
  | 'invalid'
  | 'locked'
  /** No answer came: it may or may not be on disk. The same operation is saved again and counts once. */
  | 'unknown'

export type SaveAnswer =
  | { readonly kind: 'saved'; readonly sequence: number; readonly hash: string; readonly savedAt: string }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved }

/** How far a saved record is on its way, in the three words of the screen. */
export type RecordWord = 'saved' | 'sent' | 'needs-you'

/** Where the till's time comes from. */
export interface TillTime {
  readonly clock: Clock
  /** Milliseconds since 1970, corrected by the offset to the account API where it is known (C29). */
  nowMs(): number
  /** The offset to the account API is known since this start. */
  isVerified(): boolean
  /** Milliseconds since 1970 by the last trusted time, never later than the real one; null where there was none. */
  trustedMs(): number | null
}

/** What paper needs of a saved form; the rest main reads from its journal. */
export interface Confirmation {
  /** The customer's. */
  readonly language: string
  readonly content:
    | {
        readonly kind: 'registration'
        readonly claim: 'new' | 'existing'
        readonly givenName: string
        readonly familyInitial: string | null
        readonly devices: { deviceId: DeviceId; kind: DeviceKind; origin: DeviceOrigin }[]
        readonly consents: { purpose: ConsentPurpose; answer: ConsentAnswer }[]
      }
    | { readonly kind: 'sale'; readonly productClasses: ProductClass[] }
}

/** Everything that the counter needs and does not own. */
export interface CounterPorts {
  save(operation: CounterOperation): Promise<SaveAnswer>
  /** Follows one record; calls at once and on each change until the returned function is called. */
  followRecord(id: OperationId, changed: (word: RecordWord) => void): () => void
  /** Prints what the customer takes away of a saved record. */
  print(confirmation: Confirmation & { readonly operationId: OperationId }): Promise<PrintResult>
  /** Nothing of what was saved is amended any more: it need not wait for that. */
  sendNow(): void
  readonly time: TillTime
  newId(): string
  /** SHA-256 of the UTF-8 text, base64url. */
  digest(text: string): Promise<string>
}

/** Whose counter it is. */
export interface CounterPlace {
  readonly market: Market
  readonly operatorId: OperatorId
  readonly operatorName: string
  readonly terminalId: TerminalId
  readonly timeZone: string
  readonly storeName: string
  readonly channel: SalesChannel
  readonly printing: { readonly afterSaving: PrintAfterSaving; readonly hasKey: boolean }
}
