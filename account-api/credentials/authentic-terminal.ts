import type { TerminalId } from '#shared/contracts/identifiers.ts'

/** A terminal that proved that it holds the key of its current epoch. */
export interface AuthenticTerminal {
  readonly terminalId: TerminalId
  readonly epoch: number
  readonly storeId: string
}
