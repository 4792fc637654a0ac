import type { Result } from '#shared/kernel/result.ts'

/** One mail to one person, in plain text. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly language: string
  /** The same for every attempt at the same mail, without angle brackets (RFC 5322, 3.6.4) [ML2]. */
  readonly messageId: string
}

/** `unavailable`: not now; `refused`: never, as it is. */
export type MailFailure = 'unavailable' | 'refused'

/** Hands mails over to whoever delivers them. It is done when they answer for it; it does not try again by itself. */
export interface MailPort {
  /** The domain that message ids end with. */
  readonly domain: string
  send(mail: Mail): Promise<Result<null, MailFailure>>
  close(): Promise<void>
}
