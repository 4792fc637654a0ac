import { type Socket, connect } from 'node:net'
import { createServer } from 'node:tls'
import type { AddressInfo } from 'node:net'

import type { Certificate } from './certificates.ts'

/** A TLS end on loopback before an account API without one; its certificate can be changed while it listens. */
export interface TlsFront {
  /** By address, and by name. */
  readonly url: string
  /** Shows another certificate from now on, and cuts what is connected. */
  show(certificate: Certificate, chain?: readonly Certificate[]): void
  close(): Promise<void>
}

export async function openTlsFront(given: { before: string; certificate: Certificate }): Promise<TlsFront> {
  const sockets = new Set<Socket>()
  const server = createServer(contextOf(given.certificate, []), (incoming) => {
    const outgoing = connect(Number(new URL(given.before).port), '127.0.0.1')
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
    }
    incoming.pipe(outgoing)
    outgoing.pipe(incoming)
    incoming.once('close', () => outgoing.destroy())
    outgoing.once('close', () => incoming.destroy())
  })
  // A client that does not trust the certificate ends the handshake: that is what is tested.
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}`,
    show(certificate, chain = []) {
      server.setSecureContext(contextOf(certificate, chain))
      for (const socket of sockets) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function contextOf(certificate: Certificate, chain: readonly Certificate[]) {
  // No session is resumed: a certificate that changed is looked at.
  const cert = [certificate, ...chain].map(({ pem }) => pem).join('')
  return { key: certificate.keyPem, cert, sessionTimeout: 1 }
}
