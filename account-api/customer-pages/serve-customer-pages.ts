import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { isUnavailable } from '../database/database-error.ts'
import { FOR_SECRETS } from '../http/rate-limits.ts'
import { requestProof } from '../http/request-proof.ts'
import { readLink } from '../links/read-link.ts'
import { useLink } from '../links/use-link.ts'
import type { LinkAnswer } from '../links/use-link.ts'
import { errorFields } from '../log.ts'
import type { Log } from '../log.ts'
import { html, renderHtml } from '../office/html.ts'
import { PAGE_HEADERS } from '../office/page-headers.ts'
import { askingPage, donePage, refusedPage } from './link-page.ts'
import type { CustomerPage } from './link-page.ts'
import { customerTexts } from './texts.ts'
import type { CustomerTexts } from './texts.ts'

const PATH = '/link/:token'
const MAX_FORM_BYTES = 4096
const REFUSED = {
  gone: { why: 'gone', status: 404 },
  malformed: { why: 'malformed', status: 400 },
  taken: { why: 'taken', status: 409 },
  overtaken: { why: 'overtaken', status: 409 },
} as const

/** Serves the page that a link in a mail opens: plain HTML, for whoever has the link (links/SPEC.md). */
export async function serveCustomerPages(
  server: FastifyInstance,
  given: { context: Context; log: Log },
): Promise<void> {
  const { context, log } = given
  await server.register(async (pages) => {
    pages.addHook('onRequest', async (_request, reply) => void reply.headers(PAGE_HEADERS))
    pages.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
      const status = isUnavailable(error) ? 503 : (error.statusCode ?? 500)
      const why = status === 429 ? 'tooMany' : status < 500 ? 'malformed' : 'failed'
      if (why === 'failed') log.error({ event: 'failed', route: PATH, ...errorFields(error) })
      const texts = browserTexts(request)
      return send(context, reply, { texts, page: refusedPage(texts, { why, status }) })
    })
    const config = { rateLimit: FOR_SECRETS }
    pages.get(PATH, { config }, async (request, reply) => {
      const link = await readLink(context, context.database, tokenIn(request))
      const texts = link === null ? browserTexts(request) : customerTexts(link.language)
      const page =
        link === null
          ? refusedPage(texts, { why: 'gone', status: 404 })
          : askingPage(texts, { link, isWeak: false })
      return send(context, reply, { texts, page })
    })
    pages.post(PATH, { config, bodyLimit: MAX_FORM_BYTES }, async (request, reply) => {
      const token = tokenIn(request)
      const seen = await readLink(context, context.database, token)
      const texts = seen === null ? browserTexts(request) : customerTexts(seen.language)
      const answer = answerIn(request.body)
      const isOwn = requestProof(context, request).isOfOwnPage
      if (!isOwn || answer === null) {
        return send(context, reply, { texts, page: refusedPage(texts, { why: 'malformed', status: 400 }) })
      }
      const used = await useLink(context, { token, answer })
      if (used.ok) {
        const { link, data } = used.value
        return data === null
          ? send(context, reply, { texts, page: donePage(texts, { link, answer }) })
          : reply
              .header('content-disposition', 'attachment; filename="data.json"')
              .type('application/json; charset=utf-8')
              .send(JSON.stringify(data, null, 2))
      }
      const { failure } = used
      const page =
        failure === 'weak' && seen !== null
          ? askingPage(texts, { link: seen, isWeak: true })
          : refusedPage(texts, REFUSED[failure === 'weak' ? 'gone' : failure])
      return send(context, reply, { texts, page })
    })
  })
}

function tokenIn(request: FastifyRequest): string {
  return (request.params as { readonly token: string }).token
}

function answerIn(body: unknown): LinkAnswer | null {
  if (typeof body !== 'object' || body === null) return null
  if ('password' in body && typeof body.password === 'string')
    return { kind: 'password', password: body.password }
  return 'answer' in body && (body.answer === 'yes' || body.answer === 'no') ? { kind: body.answer } : null
}

function browserTexts(request: FastifyRequest): CustomerTexts {
  return customerTexts(request.headers['accept-language'] ?? '')
}

function send(
  { realm }: Context,
  reply: FastifyReply,
  given: { texts: CustomerTexts; page: CustomerPage },
): FastifyReply {
  const { texts, page } = given
  const whole = html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <link rel="stylesheet" href="/office/style.css" />
        <link rel="icon" href="/office/icon.svg" type="image/svg+xml" />
      </head>
      <body class="alone">
        <a class="skip" href="#content">${texts.skip}</a>
        ${
          realm === 'practice'
            ? html`<header class="strip">
                <span class="pill practice"><i></i>${texts.practice}</span>
              </header>`
            : null
        }
        <main id="content" tabindex="-1">
          <section class="card narrow">
            <h1>${page.title}</h1>
            ${page.body}
          </section>
        </main>
      </body>
    </html> `
  return reply.code(page.status).type('text/html; charset=utf-8').send(renderHtml(whole))
}
