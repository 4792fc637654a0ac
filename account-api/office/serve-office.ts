import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { actorOf, hasOneOf } from '../administrators/administrator.ts'
import type { Administrator } from '../administrators/administrator.ts'
import { readSession } from '../administrators/sessions.ts'
import type { Context } from '../context.ts'
import { isUnavailable } from '../database/database-error.ts'
import { parseMultipart } from '../http/multipart-body.ts'
import { FOR_SECRETS } from '../http/rate-limits.ts'
import { EXPORT_FILE_BYTES } from '#shared/contracts/sealed-export.ts'
import { requestProof } from '../http/request-proof.ts'
import { sessionCookie } from '../http/session-cookie.ts'
import { errorFields } from '../log.ts'
import type { Log } from '../log.ts'
import { renderHtml } from './html.ts'
import { refusalBody, wholePage } from './layout.ts'
import { OFFICE_PAGES, OPEN_PAGES } from './office-pages.ts'
import { PAGE_HEADERS } from './page-headers.ts'
import { serveAssets } from './serve-assets.ts'
import { textsFor } from './texts/texts-for.ts'
import type { Answer, OfficePage, OpenPage, OpenVisit, Refusal } from './visit.ts'

const LANGUAGE_COOKIE = 'counterside-language'
const MAX_FORM_BYTES = 16 * 1024
const MAX_MARKET_FORM_BYTES = 256 * 1024
/** A whole sealed export with its last record, and what the form puts around it. */
const MAX_FILE_FORM_BYTES = EXPORT_FILE_BYTES + 2 ** 20
const STATUS: Readonly<Record<Refusal, number>> = {
  forbidden: 403,
  notFound: 404,
  crossOrigin: 403,
  tooMany: 429,
  unavailable: 503,
  failed: 500,
  malformed: 400,
}

interface Given {
  readonly context: Context
  readonly adminToken: string
  readonly log: Log
}

/** Serves the page of head office at `/office`: plain HTML and one stylesheet, without a script and without anything from elsewhere. */
export async function serveOffice(server: FastifyInstance, given: Given): Promise<void> {
  await server.register(async (office) => {
    office.addHook('onRequest', async (_request, reply) => void reply.headers(PAGE_HEADERS))
    office.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
      const { statusCode = 500 } = error
      const why = whyFailed(error, statusCode)
      if (why === 'failed' || why === 'unavailable')
        given.log.error({ event: 'failed', route: request.routeOptions.url ?? 'none', ...errorFields(error) })
      const visit = { ...visitOf(given, request), administrator: null }
      return send({ reply, request, visit, answer: { kind: 'refused', why } })
    })
    office.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, parseMultipart)
    await serveAssets(office)
    for (const page of OPEN_PAGES) bind(office, given, { ...page, roles: null })
    for (const page of OFFICE_PAGES) bind(office, given, page)
    office.post('/office/language', async (request, reply) => {
      const { form } = visitOf(given, request)
      const options = { path: '/office', sameSite: 'strict', httpOnly: true, maxAge: 365 * 86_400 } as const
      reply.setCookie(LANGUAGE_COOKIE, form['to'] === 'pt-PT' ? 'pt-PT' : 'en', options)
      const { back = '' } = form
      return reply.redirect(/^\/office\/[\w/?=&.-]*$/.test(back) ? back : '/office/fleet', 303)
    })
  })
}

function whyFailed(error: Error, status: number): Refusal {
  if (isUnavailable(error)) return 'unavailable'
  if (status === 429) return 'tooMany'
  return status < 500 ? 'malformed' : 'failed'
}

type AnyPage = OfficePage | (OpenPage & { readonly roles: null })

function bind(office: FastifyInstance, given: Given, page: AnyPage): void {
  const isGuessable = page.roles === null && page.isGuessable === true
  office.route({
    method: page.method,
    url: page.path,
    bodyLimit: formBytesOf(page),
    ...(isGuessable ? { config: { rateLimit: FOR_SECRETS } } : {}),
    onRequest: async (request, reply) =>
      (await mayBeRead(given, { page, request }))
        ? undefined
        : send({
            reply,
            request,
            visit: { ...visitOf(given, request), administrator: null },
            answer: { kind: 'refused', why: 'forbidden' },
          }),
    handler: async (request, reply) => {
      const visit = visitOf(given, request)
      const proof = requestProof(given.context, request)
      const administrator =
        visit.session === undefined ? null : await readSession(given.context, visit.session)
      const known = { ...visit, administrator }
      if (page.method === 'POST' && !proof.isOfOwnPage)
        return send({ reply, request, visit: known, answer: { kind: 'refused', why: 'crossOrigin' } })
      if (page.roles === null) {
        const answer = await page.answer(visit)
        return send({ reply, request, visit: { ...visit, administrator: null }, answer })
      }
      if (administrator === null) {
        const to = visit.session === undefined ? '/office/sign-in' : '/office/sign-in?why=expired'
        return send({ reply, request, visit: known, answer: { kind: 'go', to, session: null } })
      }
      const answer: Answer = hasOneOf(administrator, page.roles)
        ? await page.answer({
            ...visit,
            administrator,
            context: { ...given.context, actor: actorOf(administrator) },
          })
        : { kind: 'refused', why: 'forbidden' }
      return send({ reply, request, visit: known, answer })
    },
  })
}

/** Of a file not a byte is read before it is known who sends it; any other form is short. */
async function mayBeRead(given: Given, asked: { page: AnyPage; request: FastifyRequest }): Promise<boolean> {
  const { page, request } = asked
  if (page.roles === null || page.isFile !== true) return true
  const { session, isOfOwnPage } = requestProof(given.context, request)
  const administrator = session === undefined ? null : await readSession(given.context, session)
  return administrator !== null && isOfOwnPage && hasOneOf(administrator, page.roles)
}

function formBytesOf(page: AnyPage): number {
  if (page.roles === null) return MAX_FORM_BYTES
  if (page.isFile === true) return MAX_FILE_FORM_BYTES
  return page.isLarge === true ? MAX_MARKET_FORM_BYTES : MAX_FORM_BYTES
}

function visitOf(given: Given, request: FastifyRequest): OpenVisit {
  const { context, adminToken } = given
  return {
    context: { ...context, actor: 'unknown' },
    adminToken,
    texts: textsFor({
      chosen: request.cookies[LANGUAGE_COOKIE],
      preferred: request.headers['accept-language'],
    }),
    params: textsOf(request.params),
    query: textsOf(request.query),
    form: textsOf(request.body),
    session: request.cookies[sessionCookie(context).name],
  }
}

function textsOf(fields: unknown): Readonly<Record<string, string>> {
  if (typeof fields !== 'object' || fields === null) return {}
  const texts = Object.entries(fields).filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  )
  // The one character that no text of the database can hold.
  return Object.fromEntries(texts.map(([name, text]) => [name, text.replaceAll('\0', '')]))
}

function send(given: {
  reply: FastifyReply
  request: FastifyRequest
  visit: OpenVisit & { readonly administrator: Administrator | null }
  answer: Answer
}): FastifyReply {
  const { reply, request, visit, answer } = given
  const { texts, context, administrator } = visit
  if (answer.kind === 'file')
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${answer.name}"`)
      .send(answer.text)
  if (answer.kind === 'go') {
    const { name, options } = sessionCookie(context)
    if (answer.session === null) reply.clearCookie(name, options)
    else if (answer.session !== undefined) reply.setCookie(name, answer.session, options)
    return reply.redirect(answer.to, 303)
  }
  const isSignedIn = administrator !== null
  const shown =
    answer.kind === 'page'
      ? { status: 200, ...answer }
      : {
          status: STATUS[answer.why],
          title: texts.errors[answer.why],
          body: refusalBody({
            title: texts.errors[answer.why],
            text: texts.errors[`${answer.why}Text`],
            home: texts.errors.home,
            isSignedIn,
          }),
        }
  const path =
    request.method === 'GET' ? request.url : (request.headers.referer ?? '').replace(/^https?:\/\/[^/]*/, '')
  const page = wholePage({ ...shown, texts, realm: context.realm, path, administrator })
  return reply.code(shown.status).type('text/html; charset=utf-8').send(renderHtml(page))
}
