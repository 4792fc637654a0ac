import * as z from 'zod'

/** Every problem type that the account API answers with (RFC 9457). The desk acts on these, never on a title or a status text. */
export const PROBLEM_TYPES = {
  'malformed-request': { status: 400, title: 'The request is not what the route takes' },
  'nonce-required': { status: 401, title: 'A DPoP nonce of this server is needed' },
  'credential-missing': { status: 401, title: 'No credential was shown' },
  'credential-invalid': { status: 401, title: 'The credential is not valid' },
  'credential-expired': { status: 401, title: 'The credential has expired' },
  'terminal-revoked': { status: 403, title: 'This terminal was revoked' },
  forbidden: { status: 403, title: 'Not allowed for this credential' },
  'not-found': { status: 404, title: 'There is nothing here' },
  conflict: { status: 409, title: 'The state of the server does not allow this' },
  'code-refused': { status: 403, title: 'The one-time code is wrong, used or expired' },
  'body-too-large': { status: 413, title: 'The body is larger than the route takes' },
  'client-too-old': { status: 426, title: 'This version of the desk is no longer taken' },
  // Not 421: a fetch client sends such a request a second time by itself, and its proof would then count as replayed.
  'wrong-realm': { status: 409, title: 'Practice and live do not mix' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The server failed' },
  unavailable: { status: 503, title: 'The server is busy or stopping' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemType = keyof typeof PROBLEM_TYPES

const PREFIX = 'urn:counterside:problem:'

/** The `type` member of a problem document. */
export function problemUri(type: ProblemType): string {
  return PREFIX + type
}

/** Reads the `type` member; null where it is none of ours. */
export function problemTypeOf(uri: string): ProblemType | null {
  const name = uri.startsWith(PREFIX) ? uri.slice(PREFIX.length) : ''
  return Object.hasOwn(PROBLEM_TYPES, name) ? (name as ProblemType) : null
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

/** A problem document. `errors` names fields by JSON pointer; no member ever carries personal data. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>
