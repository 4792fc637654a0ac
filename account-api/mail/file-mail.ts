import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { ok } from '#shared/kernel/result.ts'
import type { MailPort } from './mail-port.ts'
import { messageOf } from './message.ts'

const FROM = 'practice@localhost'

/** Writes each mail into a folder, as a file that any mail program opens: for practice, where nothing leaves the machine. */
export function fileMail(folder: string): MailPort {
  const transport = createTransport({ streamTransport: true, buffer: true })
  return {
    domain: 'localhost',
    send: async (mail) => {
      const { message } = await transport.sendMail(messageOf(mail, FROM))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, `${mail.messageId.replaceAll(/[^a-z0-9-]/g, '-')}.eml`)
      await writeFile(`${path}.part`, message, { mode: 0o600 })
      await rename(`${path}.part`, path)
      return ok(null)
    },
    close: async () => transport.close(),
  }
}
