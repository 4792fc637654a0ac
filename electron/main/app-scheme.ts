import { type Session, protocol } from 'electron'

import type { Random } from '#shared/kernel/random.ts'
import { toBase64Url } from '#shared/kernel/base64url.ts'

import { readAppFile } from './app-files.ts'
import { APP_SCHEME, NONCE_PLACEHOLDER, securityHeaders } from './content-policy.ts'

/** Makes app:// a secure context with storage, workers and fetch. Must run before Electron is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }])
}

/** Serves the built interface in `root`, every page with its own nonce. */
export function serveAppFiles(parts: { session: Session; root: string; random: Random }): void {
  parts.session.protocol.handle(APP_SCHEME, async (request) => {
    const nonce = toBase64Url(parts.random.bytes(18))
    const headers = securityHeaders(nonce)
    const file = await readAppFile({ root: parts.root, method: request.method, url: request.url })
    if (!file.ok) return new Response(null, { status: file.failure === 'missing' ? 404 : 403, headers })
    const { bytes, mediaType } = file.value
    const isPage = mediaType.startsWith('text/html')
    const body = isPage ? withNonce(bytes, nonce) : new Uint8Array(bytes)
    return new Response(body, { headers: { ...headers, 'Content-Type': mediaType } })
  })
}

function withNonce(page: Uint8Array, nonce: string): string {
  return new TextDecoder().decode(page).replaceAll(NONCE_PLACEHOLDER, nonce)
}
