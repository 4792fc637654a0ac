import type { CookieSerializeOptions } from '@fastify/cookie'
import type { Context } from '../context.ts'

/** The cookie of a session, as bound to this server as the way to it allows (administrators/SPEC.md, AD5). */
export function sessionCookie(context: Pick<Context, 'publicOrigin'>): {
  readonly name: string
  readonly options: CookieSerializeOptions
} {
  const isSecure = context.publicOrigin?.startsWith('https:') === true
  return {
    name: isSecure ? '__Host-counterside-session' : 'counterside-session',
    options: { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure },
  }
}
