import { createHash } from 'node:crypto'
import type { VersionedText } from '#shared/markets/market-text.ts'
import { textIn } from '#shared/markets/market-text.ts'
import type { MailRequestKind } from '../database/customer-tables.ts'
import type { Mail } from './mail-port.ts'
import { mailTextIn } from './mail-texts.ts'
import type { MailKind } from './mail-texts.ts'

/** Which request a mail belongs to. */
export interface MailKey {
  readonly operationId: string
  readonly kind: MailRequestKind
  readonly accountId: string
  readonly occasion: number
}

/** The mail of a request: its words in the customer's language, and the statement on risk below (R31) [ML5]. */
export function composeMail(given: {
  key: MailKey
  kind: MailKind
  to: string
  language: string
  link: string
  riskStatement: VersionedText
  domain: string
}): Mail {
  const { subject, text, language } = mailTextIn(given.language, given.kind)
  return {
    to: given.to,
    subject,
    text: `${text.replace('{link}', given.link)}\n\n--\n${textIn(given.riskStatement.text, language)}\n`,
    language,
    messageId: `${nameOf(given.key)}@${given.domain}`,
  }
}

/** The same for every attempt, and telling nothing [ML2]. */
function nameOf({ operationId, kind, accountId, occasion }: MailKey): string {
  const text = ['counterside-mail-v1', operationId, kind, accountId, occasion].join('\n')
  return createHash('sha256').update(text).digest('hex').slice(0, 40)
}
