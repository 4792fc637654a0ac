import type { Disk } from '#electron/journal/disk.ts'
import type { Journal } from '#electron/journal/journal.ts'
import type { Http } from '#electron/transport/http.ts'
import type { Seal } from '#electron/vault/sealing.ts'
import type { SlipBox } from '#electron/vault/slip-box.ts'
import type { SaveRecord } from '#electron/desk/save-record.ts'
import type { LedgerStore } from '#account-api/ingest/ledger-store.ts'
import type { Outbox } from '#renderer/outbox/outbox.ts'
import type { RecordPort } from '#renderer/sync/record.ts'
import type { Transport } from '#renderer/sync/transport.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { SettlementRules } from '#account-api/ingest/settlement.ts'

type Wrap<Port> = (port: Port) => Port

/** Where a bug can be planted: between the mechanisms, at their ports. Product code knows nothing of it. */
export interface Planted {
  readonly disk?: Wrap<Disk>
  readonly journal?: Wrap<Journal>
  readonly seal?: Wrap<Seal>
  readonly slipBox?: Wrap<SlipBox>
  readonly saveRecord?: Wrap<SaveRecord>
  readonly http?: Wrap<Http>
  readonly clock?: Wrap<Clock>
  readonly outbox?: Wrap<Outbox>
  readonly transport?: Wrap<Transport>
  readonly record?: Wrap<RecordPort>
  readonly ledger?: Wrap<LedgerStore>
  readonly rules?: Wrap<SettlementRules>
}

/** A port as a planted bug has it, where there is one. */
export function plant<Port>(port: Port, wrap: Wrap<Port> | undefined): Port {
  return wrap === undefined ? port : wrap(port)
}
