import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { configurationSchema } from '#shared/contracts/configuration.ts'
import { sealedContentSchema, sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import { frameSchema } from '#shared/contracts/frame.ts'
import { OPERATION_CATALOGUE } from '#shared/contracts/operations/catalogue.ts'
import { ROUTES } from '#shared/contracts/routes.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'

/** What each version of the contract looked like. A new shape needs a new version, an upcaster, and a line here. */
const FINGERPRINTS: Record<number, string> = {
  1: 'gadM3IkNC-2yhLGvLNWuYO',
  2: 'LiUVQuwg0TbROba5eSktd1',
  3: 'TeE3ifIphE-rP0cVYPGTLC',
  4: '5qskV2Wqgs8u7ZacZlNbjz',
  5: 'hHoQ0gRSPDBUbVCwWqakCu',
  6: 'dYL2lJziHlAUS5--erYXHt',
  7: 'I5OS2UhzyYC3pFT18eAcVu',
  8: 'y_UhuhxB9DL7CEkB0BxAI_',
  9: 'jcAkTKyZL6Qdl8LES46LwB',
  10: 'r93uNsENrR-UDWL8SkPM2x',
  11: 'WRmo5TYfepr4PMbpihBhVU',
  12: 'qY0xeqUzuXj9KrM49eOmKh',
  13: 'sFVzWS7ahkTXQXA0ItPimj',
  14: 'VfGq1RNyVYvqoAg90Mw4si',
  15: 'zd8kVs7MAimHwH-478Bisl',
  16: '2uQT-bzcWKxZgT0ObyGSEu',
  17: 'jcVX9KA0JbTDt0LDZi-Qr8',
  18: '9WJQwc-kwu_6Qe8-1Q7wFN',
  19: '8gYghcJInZUkNOz3NxG0ba',
  20: 'oX-V0wyCOW7BtS_286x4lY',
  21: 'BhH_p2SaYu1TBxpVTL71v2',
  22: 'ZFE-8ppjBlYf5tRrr_PNU9',
  23: 'bC3jxLrkJgTc5qbD_JG3jC',
  24: '5hbO8ey1iALTxse_oVCVHU',
}

const shapeOf = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })

/** Everything that crosses a process or outlives one, as one text. */
function contractText(): string {
  const routes = Object.entries(ROUTES).map(([name, route]) => ({
    name,
    method: route.method,
    path: route.path,
    access: route.access,
    params: shapeOf(route.params),
    query: 'query' in route ? shapeOf(route.query) : null,
    request: route.request === null ? null : shapeOf(route.request),
    response: shapeOf(route.response),
  }))
  const operations = Object.entries(OPERATION_CATALOGUE).map(([type, entry]) => ({
    type,
    schemaVersion: entry.schemaVersion,
    aggregate: entry.aggregate,
    payload: shapeOf(entry.payloadSchema),
  }))
  const stored = [sealedEnvelopeSchema, sealedContentSchema, frameSchema, configurationSchema].map(shapeOf)
  return JSON.stringify({ routes, operations, stored })
}

describe('contract version', () => {
  it('moves with every change of a schema that is stored or sent', () => {
    const fingerprint = createHash('sha256').update(contractText()).digest('base64url').slice(0, 22)
    expect(FINGERPRINTS[CONTRACT_VERSION]).toBe(fingerprint)
  })

  it('notices a changed schema', () => {
    const before = JSON.stringify(shapeOf(z.strictObject({ a: z.string().max(3) })))
    const after = JSON.stringify(shapeOf(z.strictObject({ a: z.string().max(4) })))
    expect(after).not.toBe(before)
  })
})
