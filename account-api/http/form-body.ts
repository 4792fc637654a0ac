import type { FastifyRequest } from 'fastify'

/** Reads a form-encoded body; a name that comes twice makes the body unreadable (RFC 6749, 3.2). */
export async function parseForm(
  _request: FastifyRequest,
  body: string | Buffer,
): Promise<Record<string, string>> {
  const pairs = [...new URLSearchParams(body.toString())]
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) {
    throw Object.assign(new Error('a form field comes twice'), { statusCode: 400 })
  }
  return Object.fromEntries(pairs)
}
