/** Hashes a PIN, slowly and away from main's own thread [V7]. Null when it could not be computed. */
export interface PinHash {
  hash(given: { pin: string; salt: Uint8Array }): Promise<Uint8Array | null>
}

/** What travels to and from the thread that computes. */
export interface PinHashRequest {
  readonly id: number
  readonly pin: string
  readonly salt: Uint8Array
}
export interface PinHashReply {
  readonly id: number
  readonly verifier: Uint8Array
}
