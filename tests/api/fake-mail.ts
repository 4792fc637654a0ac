import { fail, ok } from '#shared/kernel/result.ts'
import type { Mail, MailFailure, MailPort } from '#account-api/mail/mail-port.ts'
import { sendMails } from '#account-api/mail/send-mails.ts'
import type { ApiUnderTest } from './api-under-test.ts'

/** A mail server that keeps what it was given, and fails as a test says. */
export class FakeMail implements MailPort {
  readonly domain = 'mail.example'
  readonly sent: Mail[] = []
  /** What becomes of the next mails; null: they are taken. */
  failure: MailFailure | 'dies' | null = null

  async send(mail: Mail) {
    if (this.failure === 'dies') throw new Error('the sender died')
    if (this.failure !== null) return fail(this.failure)
    this.sent.push(mail)
    return ok(null)
  }

  async close(): Promise<void> {}

  /** Sends what may go out now, and returns what went to an address because of it. */
  async sendTo(under: ApiUnderTest, to: string): Promise<readonly Mail[]> {
    const before = this.sent.length
    await sendMails(under.api.context, { mail: this, origin: under.url })
    return this.sent.slice(before).filter((mail) => mail.to === to)
  }
}

/** The path of the link in a mail. */
export function linkIn(mail: Mail | undefined): string {
  const path = /https?:\/\/\S+?(\/link\/\S+)/.exec(mail?.text ?? '')?.[1]
  if (path === undefined) throw new Error('no link in the mail')
  return path
}

let addresses = 0

/** Fills in the form of a link as its own page does, from an address of its own. */
export async function answerLink(
  under: ApiUnderTest,
  path: string,
  form: Readonly<Record<string, string>>,
  origin = under.url,
): Promise<Response> {
  return fetch(`${under.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin,
      'x-forwarded-for': `198.51.100.${(addresses += 1)}`,
    },
    body: new URLSearchParams(form),
  })
}

export const CUSTOMER_PASSWORD = 'a horse on the roof'

/** Confirms a customer's address by the activation link that they were sent. */
export async function confirmAddress(under: ApiUnderTest, mail: FakeMail, email: string): Promise<void> {
  const [activation] = await mail.sendTo(under, email)
  const response = await answerLink(under, linkIn(activation), { password: CUSTOMER_PASSWORD })
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
}
