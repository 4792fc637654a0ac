import { once } from 'node:events'
import { createServer } from 'node:http'
import { assert } from '#shared/kernel/assert.ts'
import type { Metrics } from './metrics.ts'

/** Serves `/metrics` apart from everything else (load/SPEC.md, OP6). Throws when the port is taken. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.read().then(
      ({ text, mediaType }) => response.writeHead(200, { 'content-type': mediaType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  assert(typeof address === 'object' && address !== null, 'a server that listens on a port has an address')
  const stop = async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return { url: `http://${host}:${address.port}/metrics`, stop }
}
