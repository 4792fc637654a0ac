import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { cruise } from '#scripts/boundaries.ts'

const CHECKOUT = dirname(dirname(import.meta.dirname))

/** Files that each break one line of the import table, and files beside them that are fine. */
const PLANTED: Readonly<Record<string, string>> = {
  'shared/kernel/good.ts': 'export const good = 1',
  'shared/kernel/with-zod.ts': "import 'zod'",
  'shared/kernel/with-node.ts': "import 'node:fs'",
  'shared/kernel/with-type.ts':
    "import type { Dated } from '#shared/domain/good.ts'\nexport type Again = Dated",
  'shared/domain/good.ts': "import { z } from 'zod'\nexport type Dated = z.ZodType",
  'shared/domain/with-dexie.ts': "import 'dexie'",
  'shared/surprise/new-folder.ts': "import '#shared/kernel/good.ts'",
  'renderer/flows/sale/good.ts': "import '#shared/kernel/good.ts'",
  'renderer/flows/sale/with-flow.ts': "import '../registration/good.ts'",
  'renderer/flows/sale/with-bridge.ts': "import '../../bridge/good.ts'",
  'renderer/flows/registration/good.ts': 'export const good = 1',
  'renderer/bridge/good.ts': 'export const good = 1',
  'renderer/app/with-electron.ts': "import 'electron'",
  'electron/main/good.ts': "import 'electron'\nimport 'node:fs'\nimport '#shared/kernel/good.ts'",
  'electron/main/with-renderer.ts': "import '#renderer/bridge/good.ts'",
  'electron/preload/with-zod.ts': "import 'zod'",
  'account-api/good.ts': "import 'fastify'\nimport '#shared/domain/good.ts'",
  'account-api/with-electron.ts': "import '#electron/main/good.ts'",
  'shared/kernel/with-cycle.ts': "import './x-other-half.ts'",
  'shared/kernel/x-other-half.ts': "import './with-cycle.ts'",
  'shared/kernel/with-missing.ts': "import './gone.ts'",
  'electron/main/with-tests.ts': "import '#tests/good.ts'",
  'tests/good.ts': 'export const good = 1',
}

describe('the import table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'counterside-boundaries-'))
  let found: Awaited<ReturnType<typeof cruise>>

  beforeAll(async () => {
    for (const [path, text] of Object.entries(PLANTED)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    for (const name of ['package.json', 'node_modules']) symlinkSync(join(CHECKOUT, name), join(folder, name))
    found = await cruise(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('reads the files', () => {
    expect(found.totalCruised).toBeGreaterThanOrEqual(Object.keys(PLANTED).length)
  })

  test.each(Object.keys(PLANTED).filter((path) => path.includes('with-') || path.includes('new-')))(
    'refuses %s',
    (path) => {
      expect(found.violations.map(({ from }) => from)).toContain(path)
    },
  )

  test.each(Object.keys(PLANTED).filter((path) => path.includes('good')))('lets %s be', (path) => {
    expect(found.violations.filter(({ from }) => from === path)).toEqual([])
  })
})
