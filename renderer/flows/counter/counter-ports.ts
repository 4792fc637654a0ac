import type { OperationId, OperatorId, Realm, TerminalId } from '#shared/contracts/identifiers.ts'
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
import type { RecordPort } from '../record-port.ts'

/** Where the till's time comes from. */
export interface TillTime {
  readonly clock: Clock
  /** Milliseconds since 1970 by the till's own clock, right or wrong. */
  nowMs(): number
  /** The offset to the account API is known since this start. */
  isVerified(): boolean
  /** Milliseconds since 1970 by the last trusted time, never later than the real one; null where there was none. */
  trustedMs(): number | null
}

/** The moment that days are told by: a clock that lies behind the last trusted time is wrong, and is not used (C29). */
export function latestMs(time: Pick<TillTime, 'nowMs' | 'trustedMs'>): number {
  return Math.max(time.nowMs(), time.trustedMs() ?? 0)
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
        readonly devices: {
          deviceId: DeviceId
          kind: DeviceKind
          origin: DeviceOrigin
          isFirstOwnerAway?: true
        }[]
        readonly consents: { purpose: ConsentPurpose; answer: ConsentAnswer }[]
      }
    | { readonly kind: 'sale'; readonly productClasses: ProductClass[] }
}

/** `perhaps`: a pending record is about a device that ends the same, and no more of it can be read here. */
export type RegisteredHere = 'yes' | 'perhaps' | 'no'

/** Everything that the counter needs and does not own. */
export interface CounterPorts extends RecordPort {
  /** Prints what the customer takes away of a saved record. */
  print(confirmation: Confirmation & { readonly operationId: OperationId }): Promise<PrintResult>
  /** Nothing of what was saved is amended any more: it need not wait for that. */
  sendNow(): void
  /** Whether another record of this till holds the device (R12). */
  isRegisteredHere(deviceId: string, except: OperationId): Promise<RegisteredHere>
  readonly time: TillTime
  /** SHA-256 of the UTF-8 text, base64url. */
  digest(text: string): Promise<string>
}

/** Whose counter it is. */
export interface CounterPlace {
  readonly market: Market
  /** A specimen of a document is read in practice alone, whatever the market. */
  readonly realm: Realm
  readonly operatorId: OperatorId
  readonly operatorName: string
  readonly terminalId: TerminalId
  readonly timeZone: string
  readonly storeName: string
  readonly channel: SalesChannel
  /** Nothing new can be saved at this till, and a notice says why. */
  readonly isClosed: boolean
  readonly printing: { readonly afterSaving: PrintAfterSaving; readonly hasKey: boolean }
}
