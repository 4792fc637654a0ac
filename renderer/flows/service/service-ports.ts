import type { Market } from '#shared/markets/market.ts'
import type { RecordPort } from '../record-port.ts'
import type { TillRecordsPort } from '../till-records-port.ts'

/** What the service desk needs and does not own. */
export interface ServicePorts extends RecordPort, TillRecordsPort {
  /** SHA-256 of the UTF-8 text, base64url. */
  digest(text: string): Promise<string>
}

export interface ServicePlace {
  readonly timeZone: string
  readonly market: Market
}
