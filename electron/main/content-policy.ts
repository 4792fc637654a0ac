/** The origin of every page of the desk. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'counterside'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/** What stands in the built pages where each answer gets its own nonce. */
export const NONCE_PLACEHOLDER = 'COUNTERSIDE-NONCE'

/**
 * Headers of every answer of the app scheme. WebAssembly is for the code reader, and so is the one policy of Trusted Types, which
 * knows one address alone; data images are for the print.
 */
export function securityHeaders(nonce: string): Record<string, string> {
  const policy = [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `media-src 'self' blob:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types counterside-code-reader`,
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  }
}
