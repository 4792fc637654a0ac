import * as z from 'zod'

/** Client credentials by `private_key_jwt` (RFC 7523), bound to the terminal's key by DPoP (RFC 9449). Form-encoded. */
export const tokenRequestSchema = z.strictObject({
  grant_type: z.literal('client_credentials'),
  client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
  client_assertion: z.string().max(4096),
})

export const tokenResponseSchema = z.object({
  access_token: z.string().max(4096),
  token_type: z.literal('DPoP'),
  /** Seconds; 600 at most (C16). */
  expires_in: z.number().int().positive().max(600),
})
export type TokenResponse = z.infer<typeof tokenResponseSchema>
