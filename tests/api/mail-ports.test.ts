import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readEnvironment } from '#account-api/environment.ts'
import { fileMail } from '#account-api/mail/file-mail.ts'
import type { Mail, MailPort } from '#account-api/mail/mail-port.ts'
import { smtpMail } from '#account-api/mail/smtp-mail.ts'

const MAIL: Mail = {
  to: 'ines@example.pt',
  subject: 'Confirme o seu endereço de e-mail',
  text: 'Olá.\n\nhttps://accounts.example/link/abc\n.\nfim\n',
  language: 'pt-PT',
  messageId: '0123@mail.example',
}

const open: { port: MailPort; server: Server | null }[] = []
afterEach(async () => {
  for (const { port, server } of open.splice(0)) {
    await port.close()
    server?.close()
  }
})

/** A mail server in a few lines, which answers a command as a test wants: a reply, or null to hang up. */
async function smtpWith(replies: Readonly<Record<string, string | null>>) {
  const received: string[] = []
  const server = createServer((socket) => {
    let isData = false
    socket.on('error', () => {})
    socket.write('220 mail.example\r\n')
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        received.push(line)
        const verb = isData ? (line === '.' ? 'END' : null) : (line.split(/[ :]/)[0] ?? '').toUpperCase()
        if (verb === null) continue
        const usual = verb === 'DATA' ? '354 go on' : '250 fine'
        const reply = verb in replies ? replies[verb] : usual
        isData = verb === 'DATA' && reply?.startsWith('354') === true
        if (reply === null || reply === undefined) socket.destroy()
        else socket.write(`${reply}\r\n`)
      }
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port: at } = server.address() as AddressInfo
  const port = smtpMail({ url: `smtp://127.0.0.1:${at}`, from: 'Customer service <post@mail.example>' })
  open.push({ port, server })
  return { port, received }
}

test('[ML2] a mail is handed over whole, with its own message id and no reply asked for', async () => {
  const { port, received } = await smtpWith({})
  expect(port.domain).toBe('mail.example')
  expect(await port.send(MAIL)).toEqual({ ok: true, value: null })
  const text = received.join('\n')
  expect(text).toContain('MAIL FROM:<post@mail.example>')
  expect(text).toContain('RCPT TO:<ines@example.pt>')
  expect(text).toMatch(/Message-ID: <0123@mail\.example>/i)
  expect(text).toMatch(/Auto-Submitted: auto-generated/i)
  expect(text).toContain('https://accounts.example/link/abc')
})

test.each([
  ['an address that does not exist', { RCPT: '550 5.1.1 no such user' }, 'refused'],
  ['a full box', { RCPT: '452 4.2.2 full' }, 'unavailable'],
  ['a message that is not wanted', { END: '554 5.7.1 no' }, 'refused'],
  ['a server that is busy at the end', { END: '451 4.3.0 later' }, 'unavailable'],
  ['a server that hangs up before it answers', { END: null }, 'unavailable'],
  ['a server that takes nobody', { EHLO: '554 no', HELO: '554 no' }, 'unavailable'],
] as const)('[ML3] %s is told apart', async (_what, replies, failure) => {
  const { port } = await smtpWith(replies)
  expect(await port.send(MAIL)).toEqual({ ok: false, failure })
})

test('[ML3] a server that is not there is tried again later', async () => {
  const port = smtpMail({ url: 'smtp://127.0.0.1:1', from: 'post@mail.example' })
  open.push({ port, server: null })
  expect(await port.send(MAIL)).toEqual({ ok: false, failure: 'unavailable' })
})

test('[R8] an address can name no second person and no further header', async () => {
  const { port, received } = await smtpWith({})
  await port.send({ ...MAIL, to: 'a@x.pt\r\nBcc: z@y.pt', subject: 'a\r\nBcc: z@y.pt' })
  await port.send({ ...MAIL, to: 'a@x.pt, z@y.pt' })
  expect(received.filter((line) => /^(?:RCPT TO:<z@|Bcc)/i.test(line))).toEqual([])
})

test('in practice a mail is a file that only its owner reads, the same one for each attempt', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mail-'))
  const port = fileMail(join(folder, 'mail'))
  open.push({ port, server: null })
  await port.send(MAIL)
  await port.send(MAIL)
  const files = await readdir(join(folder, 'mail'))
  expect(files).toEqual(['0123-mail-example.eml'])
  const path = join(folder, 'mail', files[0] ?? '')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readFile(path, 'utf8')).toContain('ines@example.pt')
  await rm(folder, { recursive: true })
})

test('a mail server without a sender, or without an address for links, stops the start with a reason', () => {
  const smtp = { SMTP_URL: 'smtps://user:secret@mail.example' }
  expect(readEnvironment(smtp)).toMatchObject({ ok: false, failure: [expect.stringMatching(/^SMTP_URL: /)] })
  const whole = { ...smtp, MAIL_FROM: 'Shop <post@mail.example>', PUBLIC_URL: 'https://accounts.example' }
  expect(readEnvironment(whole)).toMatchObject({ ok: true, value: { MAIL_INTERVAL_SECONDS: 5 } })
  const bent = readEnvironment({ ...whole, MAIL_FROM: 'post@x.pt\r\nBcc: z@y.pt' })
  expect(bent).toMatchObject({ ok: false, failure: [expect.stringMatching(/^MAIL_FROM: /)] })
})
