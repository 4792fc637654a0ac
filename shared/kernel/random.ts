/** The only source of chance. Production reads the system's generator; the simulation reads a seed. */
export interface Random {
  /** Exactly `length` random bytes. */
  bytes(length: number): Uint8Array
}
