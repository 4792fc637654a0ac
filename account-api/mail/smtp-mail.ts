import { createTransport } from 'nodemailer'
import { fail, ok } from '#shared/kernel/result.ts'
import type { MailPort } from './mail-port.ts'
import { domainOf, messageOf } from './message.ts'

const TIMEOUT_MS = 30_000

/**
 * Sends by SMTP. With `smtps:` the connection is TLS from its start; with `smtp:` it becomes TLS where the server offers it, and
 * must on any host but this machine.
 */
export function smtpMail(given: { url: string; from: string }): MailPort {
  const url = new URL(given.url)
  const isSecure = url.protocol === 'smtps:'
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  const user = decodeURIComponent(url.username)
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    host: url.hostname.replaceAll(/[[\]]/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    requireTLS: !isSecure && !isHere,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
  })
  return {
    domain: domainOf(given.from),
    send: async (mail) => {
      try {
        await transport.sendMail(messageOf(mail, given.from))
        return ok(null)
      } catch (error) {
        return fail(isForGood(error) ? 'refused' : 'unavailable')
      }
    },
    close: async () => transport.close(),
  }
}

/** A reply of 5xx to the envelope or the message is for good (RFC 5321, 4.2.1); one to the sign-in is the server's own trouble. */
function isForGood(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return false
  const { responseCode } = error
  const isOfMail = !('code' in error) || error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  return isOfMail && typeof responseCode === 'number' && responseCode >= 500
}
