import rateLimit from '@fastify/rate-limit'
import type { RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { RouteName } from '#shared/contracts/routes.ts'

/** How often one address may ask, by what guessing there would win (C33). A store's tills share one address. */
const FOR_TILLS: RateLimitOptions = { max: 120, timeWindow: '1 minute' }

/** Where a person types a password or a code. What a name may try is counted apart (administrators/SPEC.md, AD3). */
export const FOR_SECRETS: RateLimitOptions = { max: 20, timeWindow: '1 minute' }

/** The routes that take a code or a credential from somebody who has proven nothing yet. */
const LIMITED: Partial<Record<RouteName, RateLimitOptions>> = {
  enrol: FOR_TILLS,
  token: FOR_TILLS,
  firstPin: FOR_TILLS,
}

/** Lets routes be limited; none is unless it says so. */
export async function limitRates(server: FastifyInstance): Promise<void> {
  await server.register(rateLimit, { global: false })
}

/** The limit of a route of the table, as its configuration. */
export function rateLimitOf(name: RouteName): { readonly rateLimit?: RateLimitOptions } {
  const limit = LIMITED[name]
  return limit === undefined ? {} : { rateLimit: limit }
}
