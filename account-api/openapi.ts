import * as z from 'zod'
import { PROBLEM_MEDIA_TYPE, PROBLEM_TYPES, problemSchema } from '#shared/contracts/problem.ts'
import type { ProblemType } from '#shared/contracts/problem.ts'
import { ROUTES } from '#shared/contracts/routes.ts'
import type { Route, RouteAccess } from '#shared/contracts/route.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** An OpenAPI 3.1 document: only what this server says of itself. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: JsonObject
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>
  readonly components: JsonObject
}

const SHARED_PROBLEMS: readonly ProblemType[] = [
  'malformed-request',
  'not-found',
  'internal-error',
  'unavailable',
]
const ACCESS_PROBLEMS: Readonly<Record<RouteAccess, readonly ProblemType[]>> = {
  open: [],
  administrator: ['credential-missing', 'credential-invalid', 'credential-expired', 'forbidden'],
  terminal: [
    'credential-missing',
    'credential-invalid',
    'credential-expired',
    'nonce-required',
    'terminal-revoked',
    'forbidden',
  ],
}
const SECURITY: Readonly<Record<RouteAccess, readonly JsonObject[]>> = {
  open: [],
  administrator: [{ administrator: [] }, { session: [] }],
  terminal: [{ terminal: [] }],
}

const MAY_SAY_WHEN: readonly number[] = [429, 503]
const RETRY_AFTER: JsonObject = {
  'Retry-After': { description: 'Seconds until the next try', schema: { type: 'integer', minimum: 0 } },
}

/** The description of the API, derived from the route table: there is no other source. */
export function openApiDocument(): OpenApiDocument {
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const [name, route] of Object.entries(ROUTES) as [string, Route][]) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Counterside account API', version: String(CONTRACT_VERSION) },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        terminal: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            'An access token bound to the terminal key: `DPoP <token>` with a DPoP proof (RFC 9449).',
        },
        administrator: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'counterside-session' },
      },
    },
  }
}

function operationOf(name: string, route: Route): JsonObject {
  return {
    operationId: name,
    summary: route.summary,
    ...(route.access === 'administrator' && route.roles.length > 0
      ? { description: `For administrators with one of these roles: ${route.roles.join(', ')}.` }
      : {}),
    security: SECURITY[route.access],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.request === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { [route.requestType]: { schema: schemaOf(route.request, 'input') } },
          },
        }),
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(route.response, 'output') } },
      },
      ...problemsOf(route),
    },
  }
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): readonly JsonObject[] {
  return Object.entries(schema?.shape ?? {}).map(([name, member]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: schemaOf(member as z.ZodType, 'input'),
  }))
}

function problemsOf(route: Route): JsonObject {
  const types = [...new Set([...SHARED_PROBLEMS, ...ACCESS_PROBLEMS[route.access], ...route.problems])]
  const statuses = new Set(types.map((type) => PROBLEM_TYPES[type].status))
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      {
        description: types
          .filter((type) => PROBLEM_TYPES[type].status === status)
          .map((type) => `${type}: ${PROBLEM_TYPES[type].title}`)
          .join('; '),
        ...(MAY_SAY_WHEN.includes(status) ? { headers: RETRY_AFTER } : {}),
        content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}
