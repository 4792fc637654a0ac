import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { noKeystore } from '#electron/vault/no-keystore.ts'
import { confirmationRequestSchema } from '#shared/ipc/print-methods.ts'

import { createFakePrinter } from '../../harness/fake-printer.ts'
import { operationId } from '../../harness/journal-records.ts'
import {
  ageCheckRequest,
  atWork,
  createTestTill,
  registrationRequest,
  saleRequest,
} from '../../harness/open-test-desk.ts'
import { type ScriptedAccountApi, startScriptedAccountApi } from '../../harness/scripted-account-api.ts'

let api: ScriptedAccountApi
beforeEach(async () => {
  api = await startScriptedAccountApi()
})
afterEach(() => api.stop())

async function open(changes: Parameters<ReturnType<typeof createTestTill>['start']>[0] = {}) {
  const printer = createFakePrinter()
  const desk = await createTestTill().start({ ...changes, printer })
  await atWork(desk, api.url)
  await desk.handlers['record.save'](ageCheckRequest(1))
  return { desk, printer, print: desk.handlers['print.confirmation'] }
}

const REGISTRATION = {
  kind: 'registration',
  claim: 'new',
  givenName: 'Maria',
  familyInitial: 'S',
  devices: [{ deviceId: 'A1B2C3D4TB3D', kind: 'kit', origin: 'bought-here' }],
  consents: [],
}
const asked = (count: number, content: object = REGISTRATION) =>
  confirmationRequestSchema.parse({ operationId: operationId(count), language: 'en', content })
const SALE = { kind: 'sale', productClasses: ['device'] }
const NOT_THIS = { kind: 'failed', failure: 'not-this-record' }

describe('printing a record', () => {
  test('[PR9] number, hash and operator are those of the journal, whatever the window says', async () => {
    const { desk, printer, print } = await open()
    const saved = await desk.handlers['record.save'](registrationRequest(2, 1))
    expect(await print(asked(2))).toEqual({ kind: 'printed' })
    const sequence =
      saved.kind === 'saved' && saved.frame.kind === 'saved' ? saved.frame.envelope.sequence : 0
    const [job] = printer.printed
    expect(job?.document.jobName).toBe(`Counterside ${sequence}`)
    expect(job?.document.reference?.value).toMatch(new RegExp(`^no\\. ${sequence} · [0-9a-f]{8}$`))
    expect(job?.document.subtitle[2]).toMatch(/^Served by /)
    expect(job).toMatchObject({ paper: 'receipt-80mm', printer: null })
  })

  test('[PR9] prints nothing for a record that is not on disk, of another kind, or of somebody else', async () => {
    const { desk, printer, print } = await open()
    await desk.handlers['record.save'](registrationRequest(2, 1))
    expect(await print(asked(7))).toEqual(NOT_THIS)
    expect(await print(asked(2, SALE))).toEqual(NOT_THIS)
    expect(await print(asked(1, SALE))).toEqual(NOT_THIS)
    expect(await print(asked(2, { ...REGISTRATION, familyInitial: 'C' }))).toEqual(NOT_THIS)
    const other = [{ ...REGISTRATION.devices[0], deviceId: 'K7M29QX4TB3C' }]
    expect(await print(asked(2, { ...REGISTRATION, devices: other }))).toEqual(NOT_THIS)
    expect(printer.printed).toEqual([])
  })

  test('[PR9] where slips cannot be read the kind of the record still has to be right', async () => {
    const { desk, printer, print } = await open({ keystore: noKeystore })
    await desk.handlers['record.save'](saleRequest(2, 1))
    expect(await print(asked(2))).toEqual(NOT_THIS)
    expect(await print(asked(2, SALE))).toEqual({ kind: 'printed' })
    expect(printer.printed).toHaveLength(1)
  })

  test('prints on the paper and the printer of the settings, and a test page in the language of the desk', async () => {
    const { desk, printer } = await open()
    const settings = await desk.handlers['settings.read']({})
    const printing = { printer: 'Office', paper: 'a4', afterSaving: 'ask' } as const
    await desk.handlers['settings.write']({ ...settings, language: 'pt-PT', printing })
    expect(await desk.handlers['print.test-page']({})).toEqual({ kind: 'printed' })
    expect(printer.printed).toMatchObject([
      { paper: 'a4', printer: 'Office', document: { title: 'Página de teste', jobName: 'Counterside' } },
    ])
    printer.answer = { kind: 'failed', failure: 'paper-out' }
    const page = { language: 'en', title: 'End of day', sections: [] }
    expect(await desk.handlers['print.page'](page)).toEqual({ kind: 'failed', failure: 'paper-out' })
    expect(await desk.handlers['print.standing']({})).toEqual({ standing: 'ready' })
    expect(await desk.handlers['print.printers']({})).toEqual({ printers: await printer.list() })
  })
})
