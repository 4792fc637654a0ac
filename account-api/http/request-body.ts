import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Lets the server read JSON and forms, and nothing else. What is not UTF-8 is unreadable: half a name is no name (C34). */
export function readBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser(['text/plain', 'application/json'])
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = Buffer.from(body)
    if (isUtf8(bytes)) void parseJson(request, bytes.toString('utf8'), done)
    else done(unreadable('the body is not UTF-8'))
  })
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, parseForm)
}

/** A name that comes twice makes a form unreadable (RFC 6749, 3.2). */
async function parseForm(_request: FastifyRequest, body: string | Buffer): Promise<Record<string, string>> {
  const pairs = [...new URLSearchParams(body.toString())]
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw unreadable('a form field comes twice')
  return Object.fromEntries(pairs)
}

function unreadable(why: string): Error {
  return Object.assign(new Error(why), { statusCode: 400 })
}
