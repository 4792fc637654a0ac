import type { FastifyRequest } from 'fastify'

/** Reads a form with a file as the form's fields, the file as its text (RFC 7578). A name that comes twice makes it unreadable. */
export async function parseMultipart(
  request: FastifyRequest,
  body: string | Buffer,
): Promise<Record<string, string>> {
  const fields: Record<string, string> = {}
  for (const [name, value] of await formOf(request.headers['content-type'] ?? '', body)) {
    if (Object.hasOwn(fields, name)) throw unreadable()
    fields[name] = typeof value === 'string' ? value : await value.text()
  }
  return fields
}

async function formOf(contentType: string, body: string | Buffer): Promise<FormData> {
  try {
    const bytes = typeof body === 'string' ? body : new Uint8Array(body)
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw unreadable()
  }
}

function unreadable(): Error {
  return Object.assign(new Error('the form cannot be read'), { statusCode: 400 })
}
