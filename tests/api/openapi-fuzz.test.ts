import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApiDocument } from '#account-api/openapi.ts'
import { DATABASE, startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'
import { mintId } from './fake-till.ts'
import type { FakeTill } from './fake-till.ts'
import { ageCheck } from './payloads.ts'
import { bent, fitting } from './schema-arbitrary.ts'
import type { JsonSchema } from './schema-arbitrary.ts'

/** Few in every run of the suite, each time others; more where they are asked for. */
const RUNS_A_ROUTE = Number(process.env['FUZZ_RUNS'] ?? 12)

interface Described {
  readonly operationId: string
  readonly security: readonly Readonly<Record<string, unknown>>[]
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }>
  >
}

const document = openApiDocument()
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method: method.toUpperCase() as 'GET' | 'POST',
    described: operation as unknown as Described,
  })),
)

test('[C34] the description is a valid OpenAPI 3.1 document', async () => {
  const validate = async (what: object) => new Validator().validate({ ...what })
  expect(await validate(document)).toEqual({ valid: true })
  expect(await validate({ ...document, paths: { nowhere: {} } })).toMatchObject({ valid: false })
})

/** What a request is made of; null where the route takes no such part. */
interface Request {
  readonly params: Readonly<Record<string, string | undefined>>
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: Buffer | null
}

function requestTo(described: Described, example: () => unknown): Arbitrary<Request> {
  const place = (wanted: string, known: (name: string) => readonly string[]) =>
    fc.record(
      Object.fromEntries(
        described.parameters
          .filter((parameter) => parameter.in === wanted)
          .map(({ name, schema }) => [
            name,
            fc.oneof(
              fc.constantFrom(...known(name)),
              fitting(schema).map(String),
              fc.string({ minLength: 1, maxLength: 80 }),
            ),
          ]),
      ),
      wanted === 'query' ? { requiredKeys: [] } : {},
    )
  const schema = Object.values(described.requestBody?.content ?? {})[0]?.schema
  return fc.record({
    params: place('path', (name) => [`known:${name}`]),
    query: place('query', () => ['1', '', '-1']),
    body: schema === undefined ? fc.constant(null) : bodyOf(described, schema, example),
  })
}

function bodyOf(described: Described, schema: JsonSchema, example: () => unknown): Arbitrary<Buffer> {
  const isForm = Object.keys(described.requestBody?.content ?? {})[0]?.includes('form') === true
  const written = (value: unknown) =>
    Buffer.from(
      isForm
        ? new URLSearchParams(
            Object.entries(value ?? {}).map(([name, part]) => [
              name,
              typeof part === 'string' ? part : (JSON.stringify(part) ?? ''),
            ]),
          ).toString()
        : (JSON.stringify(value) ?? ''),
    )
  return fc.oneof(
    { weight: 4, arbitrary: fitting(schema).map(written) },
    { weight: 4, arbitrary: bent(fitting(schema)).map(written) },
    // What the server would do: bent where only its rules, and no schema, say what is right.
    { weight: 4, arbitrary: bent(fc.constant(null).map(example)).map(written) },
    { weight: 1, arbitrary: fc.jsonValue().map(written) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  )
}

describe(`every route, asked anything that its description allows and more, on ${DATABASE}`, () => {
  let under: ApiUnderTest
  let asking: FakeTill
  let examples: Readonly<Record<string, unknown>>
  let known: Readonly<Record<string, string>>
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  beforeAll(async () => {
    under = await startApi({ trustedProxy: '127.0.0.1' })
    asking = await under.newTill()
    await asking.deliver()
    const first = await asking.record({ operation: ageCheck(asking.terminalId) })
    const second = await asking.record({ operation: ageCheck(asking.terminalId) })
    const nonce = 'A'.repeat(22)
    const storeId = 'practice-store'
    examples = {
      operations: { nonce, contractVersion: 1, head: asking.head, operations: [first, second] },
      outcomes: { nonce, operationIds: [first.id, second.id] },
      putStore: {
        storeId: 'fuzzed',
        name: 'Baixa',
        marketCode: 'practice',
        timeZone: 'Europe/Lisbon',
        channel: 'brand-store',
      },
      putOperator: { operatorId: 'fuzzed', name: 'Ana', roles: ['assistant'], stores: [storeId] },
      enrolmentCode: { storeId, terminalName: 'Till' },
      firstPinCode: { operatorId: 'a1', terminalId: null },
      pinReset: { storeId, operatorId: 'a1', challenge: '7K3QM 9TXRW' },
    }
    // Another one, because head office may revoke it.
    const other = await under.newTill()
    known = {
      terminalId: other.terminalId,
      operatorId: 'a1',
      caseId: mintId(),
      accountId: mintId(),
      deviceId: 'AAAAAAAAAAA1',
    }
  })
  afterAll(async () => under.stop())

  test.each(operations.map((operation) => [operation.described.operationId, operation] as const))(
    '[C34] %s never fails, and answers as it is described',
    async (_name, { path, method, described }) => {
      const isForTills = described.security.some((way) => 'terminal' in way)
      const isOpen = described.security.length === 0
      const ask = async (request: Request, address: string): Promise<Response> => {
        const params: Record<string, string> = {}
        for (const [name, value] of Object.entries(request.params))
          params[name] = value === `known:${name}` ? (known[name] ?? '') : (value ?? '')
        if (isForTills) params['terminalId'] = asking.terminalId
        const asked = Object.entries(request.query).map(([name, value]) => [name, value ?? ''])
        const search = new URLSearchParams(asked).toString()
        const target = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
          encodeURIComponent(params[name] ?? ''),
        )
        const mediaType = Object.keys(described.requestBody?.content ?? {})[0]
        const headers = {
          'x-forwarded-for': address,
          ...(mediaType === undefined ? {} : { 'content-type': mediaType }),
        }
        if (isForTills) return asking.askRaw(method, target, { headers, body: request.body })
        return fetch(`${under.url}${target}${search === '' ? '' : `?${search}`}`, {
          method,
          headers: { ...headers, ...(isOpen ? {} : { authorization: `Bearer ${under.api.adminToken}` }) },
          ...(request.body === null ? {} : { body: new Uint8Array(request.body) }),
        })
      }
      await fc.assert(
        fc.asyncProperty(
          requestTo(described, () => examples[described.operationId]),
          fc.ipV4(),
          async (request, address) => {
            const response = await ask(request, address)
            const answer = described.responses[String(response.status)]
            expect(response.status).toBeLessThan(500)
            expect(answer, `an undescribed ${response.status}`).toBeDefined()
            const mediaType = response.headers.get('content-type')?.split(';')[0] ?? ''
            const schema = answer?.content[mediaType]?.schema
            expect(schema, `an undescribed ${mediaType}`).toBeDefined()
            const fits = ajv.validate({ ...schema, components: document.components }, await response.json())
            expect(fits ? null : ajv.errorsText()).toBeNull()
          },
        ),
        { numRuns: RUNS_A_ROUTE },
      )
    },
  )
})
