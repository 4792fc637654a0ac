import { slipSchema, type Slip } from '#shared/ipc/record-methods.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'

import type { TillSecret } from './till-secret.ts'

const PURPOSE = 'slip'

/** The masked view of a waiting record, readable on this till only [V12]; closed for good without a keystore [V2]. */
export interface SlipBox {
  close(id: OperationId, slip: Slip): string | null
  open(id: OperationId, closed: string | null): Slip | null
}

export function createSlipBox(secret: TillSecret | null): SlipBox {
  return {
    close(id, slip) {
      if (secret === null) return null
      const bytes = new TextEncoder().encode(JSON.stringify(slip))
      return Buffer.from(secret.encrypt({ purpose: PURPOSE, bound: id, bytes })).toString('base64url')
    },
    open(id, closed) {
      if (secret === null || closed === null) return null
      const bytes = secret.decrypt({ purpose: PURPOSE, bound: id, bytes: Buffer.from(closed, 'base64url') })
      if (bytes === null) return null
      const parsed = slipSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
      return parsed.success ? parsed.data : null
    },
  }
}
