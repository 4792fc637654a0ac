/** The one channel on which a window asks main for something. */
export const CALL_CHANNEL = 'counterside:call'

/** The one channel on which main tells a window something. */
export const EVENT_CHANNEL = 'counterside:event'

/** All that a page gets from the preload, as `window.counterside`. Both ends parse what passes here. */
export interface Bridge {
  /** Never rejects for a refusal: what comes back is a reply to be parsed. */
  call(method: string, request: unknown): Promise<unknown>
  /** Hands every event to `listener`, unparsed, until the returned function is called. */
  onEvent(listener: (event: unknown) => void): () => void
}
