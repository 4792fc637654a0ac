import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Turns } from '../load/turns.ts'
import { sendProblem } from './problem-reply.ts'

type Respond = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** A route that only so many requests at a time may use; the others are told when to come again (load/SPEC.md, OP2, OP3). */
export function inTurns(turns: Turns, respond: Respond) {
  return {
    // Before its body is read. A request that is let in here may still find the room full: reading takes a while.
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      const afterMs = turns.whenFull(whoIn(request))
      return afterMs === null ? undefined : refuse(reply, afterMs)
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const turn = turns.enter(whoIn(request))
      if (turn.kind === 'later') return refuse(reply, turn.afterMs)
      try {
        const promisedMs = turns.promisedMs()
        if (promisedMs > 0) reply.header('retry-after', inSeconds(promisedMs))
        return await respond(request, reply)
      } finally {
        turn.leave()
      }
    },
  }
}

/** The terminal that the address names, whoever asks. */
function whoIn({ params }: FastifyRequest): string {
  return typeof params === 'object' && params !== null && 'terminalId' in params
    ? String(params.terminalId)
    : ''
}

function refuse(reply: FastifyReply, afterMs: number): FastifyReply {
  return sendProblem(reply, { problem: 'unavailable', retryAfterSeconds: inSeconds(afterMs) })
}

const inSeconds = (ms: number) => Math.ceil(ms / 1000)
