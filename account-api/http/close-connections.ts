import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/**
 * Lets a stop end: a connection on which nothing was ever asked is closed at once, and whatever is still open after
 * `patienceMs` (milliseconds) is cut off. Node closes idle connections by itself, and takes for idle only those that were
 * used once; browsers keep a spare one that never was.
 */
export function closeConnectionsAtStop(server: FastifyInstance, patienceMs: number): void {
  const unused = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.server.on('request', (request) => unused.delete(request.socket))
  server.addHook('preClose', async () => {
    for (const socket of unused) if (socket.bytesRead === 0) socket.destroy()
    const cut = setTimeout(() => server.server.closeAllConnections(), patienceMs)
    server.server.once('close', () => clearTimeout(cut))
  })
}
