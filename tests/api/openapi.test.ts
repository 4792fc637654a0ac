import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTES } from '#shared/contracts/routes.ts'
import type { Route } from '#shared/contracts/route.ts'
import { startApi } from './api-under-test.ts'
import type { ApiUnderTest } from './api-under-test.ts'

let under: ApiUnderTest
beforeAll(async () => {
  under = await startApi()
})
afterAll(async () => under.stop())

interface Operation {
  readonly operationId: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Record<string, unknown> }>>
  }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: object }>>
}

test('OpenAPI 3.1 says exactly what the route table says', async () => {
  const response = await fetch(`${under.url}/openapi.json`)
  const document = (await response.json()) as {
    openapi: string
    info: { title: string; version: string }
    paths: Record<string, Record<string, Operation>>
  }
  expect(document.openapi).toMatch(/^3\.1\./)
  expect(document.info).toEqual({ title: expect.any(String), version: expect.any(String) })
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  expect(described.map(({ operation }) => operation.operationId).toSorted()).toEqual(
    Object.keys(ROUTES).toSorted(),
  )
  for (const { path, method, operation } of described) {
    const route = (ROUTES as Record<string, Route>)[operation.operationId]
    expect([method, path.replaceAll(/\{(\w+)\}/g, ':$1')]).toEqual([route?.method, route?.path])
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
    const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query')
    expect(inPath.map((parameter) => parameter.name).toSorted()).toEqual(named.toSorted())
    expect(inPath.every((parameter) => parameter.required)).toBe(true)
    expect(inQuery.map((parameter) => parameter.name)).toEqual(Object.keys(route?.query?.shape ?? {}))
    expect(inQuery.some((parameter) => parameter.required)).toBe(false)
    expect(operation.parameters).toHaveLength(inPath.length + inQuery.length)
    expect(operation.requestBody === undefined).toBe(route?.request === null)
    for (const body of Object.values(operation.requestBody?.content ?? {}))
      expect(body.schema['additionalProperties']).toBe(false)
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '400', '404', '500']))
    for (const answer of Object.values(operation.responses)) expect(answer.description).not.toBe('')
  }
})

test('every reference in the document leads somewhere', async () => {
  const document = (await (await fetch(`${under.url}/openapi.json`)).json()) as Record<string, unknown>
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  )
  expect(references.length).toBeGreaterThan(0)
  for (const reference of references) {
    const target = reference
      .split('/')
      .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], document)
    expect(target, reference).toBeDefined()
  }
})

test('the readable page is served without anything from elsewhere', async () => {
  const page = await fetch(`${under.url}/docs`)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).not.toMatch(/(?:src|href)="https?:/)
})
