import type { FastifyInstance } from 'fastify'
import type { Timer } from '#shared/kernel/timer.ts'

/**
 * Keeps the listener open for `pauseMs` (milliseconds) after a stop began, so that whoever balances sees that this node is not ready
 * and sends no more, before connections are refused (load/SPEC.md, OP9). Returns whether a stop has begun.
 */
export function stopInOrder(
  server: FastifyInstance,
  given: { timer: Timer; pauseMs: number },
): () => boolean {
  const { timer, pauseMs } = given
  let isStopping = false
  // Fastify closes the listener once these hooks are done, and answers meanwhile.
  server.addHook('preClose', async () => {
    isStopping = true
    if (pauseMs > 0) await new Promise<void>((resolve) => void timer.after(pauseMs, resolve))
  })
  return () => isStopping
}
