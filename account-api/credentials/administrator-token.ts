import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether what was shown is the administrator's token, compared in constant time. */
export function isToken(shown: string, token: string): boolean {
  return timingSafeEqual(digest(shown), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
