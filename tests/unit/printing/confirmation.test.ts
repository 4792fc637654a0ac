import { describe, expect, test } from 'vitest'

import { type ConfirmedRecord, confirmationDocument } from '#electron/printing/confirmation.ts'
import { pageDocument } from '#electron/printing/plain-documents.ts'
import type { PrintDocument } from '#electron/printing/print-document.ts'
import { caseIdSchema } from '#shared/contracts/identifiers.ts'
import { type ConfirmationRequest, confirmationRequestSchema } from '#shared/ipc/print-methods.ts'
import type { Market } from '#shared/markets/market.ts'
import { consentTexts } from '#shared/markets/brand-texts.ts'
import { PRACTICE } from '#shared/markets/practice.ts'
import { PT } from '#shared/markets/pt.ts'
import { ES } from '#shared/markets/es.ts'

import { operationId } from '../../harness/journal-records.ts'

const KIT = { deviceId: 'K7M29QX4TB3D', kind: 'kit', origin: 'bought-here' }
const CONTENT = {
  kind: 'registration',
  claim: 'new',
  givenName: 'Maria Antónia',
  familyInitial: 'C',
  devices: [KIT],
  consents: [
    { purpose: 'marketing-email', answer: 'no' },
    { purpose: 'loyalty', answer: 'yes' },
    { purpose: 'marketing-sms', answer: 'not-asked' },
  ],
}

function request(more: { language?: string; content?: object } = {}): ConfirmationRequest {
  const { language = 'en', content = {} } = more
  return confirmationRequestSchema.parse({
    operationId: operationId(1),
    language,
    content: { ...CONTENT, ...content },
  })
}

/** Portugal once counsel approved what it may ask. */
const ASKING: Market = { ...PT, consents: consentTexts(true) }

/** Saved at 23:30 in Lisbon on the last day of November: in UTC it is the same day, in Madrid the next. */
const RECORD: ConfirmedRecord = {
  sequence: 1204,
  hash: Buffer.from('4f7a91c2'.padEnd(64, '0'), 'hex').toString('base64url'),
  savedAt: '2026-11-30T23:30:00.000Z',
  outcome: null,
  operatorName: 'Ana Ribeiro',
}

function made(given: {
  request?: ConfirmationRequest
  record?: Partial<ConfirmedRecord>
  market?: Market
  timeZone?: string
  isPractice?: boolean
}): PrintDocument {
  return confirmationDocument({
    request: given.request ?? request(),
    record: { ...RECORD, ...given.record },
    place: {
      market: given.market ?? PT,
      storeName: 'Store 014',
      timeZone: given.timeZone ?? 'Europe/Lisbon',
      isPractice: given.isPractice ?? false,
    },
  })
}

function said(document: PrintDocument): string[] {
  return [
    document.title,
    ...document.subtitle,
    `${document.reference?.name}: ${document.reference?.value}`,
    ...document.sections.flatMap(({ title, lines }) => [
      ...(title === null ? [] : [title]),
      ...lines.map((line) => (line.kind === 'fact' ? `${line.name}: ${line.value}` : line.text)),
    ]),
  ]
}

describe('a confirmation', () => {
  test('[R12] [PR19] says of a device whose first owner cannot be reached what becomes of it, and of no other', () => {
    const used = { ...KIT, deviceId: 'C9T3XB7K5MWD', origin: 'bought-earlier', isFirstOwnerAway: true }
    const both = said(made({ request: request({ content: { devices: [KIT, used] } }) }))
    const claim =
      'If it is on somebody else’s account, it is registered as disputed and stays there until head office decides. If not, it goes to yours.'
    const decided =
      'If there is a decision you are told it by e-mail. The store sees it, too, by the number above.'
    expect(both.slice(both.indexOf('Kit: K7M2 9QX4 TB3D'), both.indexOf('Guarantee'))).toEqual([
      'Kit: K7M2 9QX4 TB3D',
      'Kit: C9T3 XB7K 5MWD',
      claim,
      decided,
    ])
    const { deviceId, kind } = used
    const added = confirmationRequestSchema.parse({
      operationId: operationId(1),
      language: 'en',
      content: { kind: 'device-added', device: { deviceId, kind } },
    })
    const paper = said(made({ request: added }))
    expect(paper[0]).toBe('Confirmation of a device')
    expect(paper).toEqual(expect.arrayContaining(['Kit: C9T3 XB7K 5MWD', claim, decided]))
  })

  test('[R8] [R18] [R28] [R31] [PR10] says everything that the customer may want to prove, in the language of the customer', () => {
    expect(said(made({ market: ASKING }))).toEqual([
      'Confirmation of registration',
      'Counterside · Store 014',
      '30 November 2026 at 23:30',
      'Served by Ana Ribeiro',
      'Number to ask about this record: no. 1204 · 4f7a91c2',
      'Saved on this till. It goes to the central account by itself as soon as the store is online.',
      'When it gets there, you receive an e-mail to activate your account.',
      'Adulthood was proven. No copy of any document was kept.',
      'Customer',
      'Maria Antónia C.',
      'Devices',
      'Kit: K7M2 9QX4 TB3D',
      'Guarantee',
      'By law, until: 30 November 2029',
      'Voluntary, for the registered, until: 30 November 2029',
      'Accidental damage, up to 2 times, until: 30 November 2027',
      'Not covered: normal wear, cosmetic damage only, misuse, contact with liquid, repair by someone who is not authorised.',
      'What you chose',
      'I want to receive news and offers by e-mail.: No',
      'I want to join the loyalty programme and collect points.: Yes',
      'I want to receive news and offers by text message.: Not asked',
      'Help',
      'Free helpline: +80025592559',
      'If it does not connect: +41215478888',
      'For assistance abroad the device has to be registered before the journey.',
      PT.riskStatement.text.en,
    ])
    const portuguese = said(made({ request: request({ language: 'pt-PT' }) }))
    expect(portuguese).toContain('Confirmação de registo')
    expect(portuguese).toContain('Por lei, até: 30 de novembro de 2029')
    expect(portuguese).toContain(PT.riskStatement.text['pt-PT'])
  })

  for (const language of ['en', 'pt-PT'])
    test(`[R8][R20][PR18] a switch that is off leaves no word on paper, whatever was answered before: ${language}`, () => {
      const asked = request({ language })
      const wordsOf = (market: Market) => JSON.stringify(made({ request: asked, market }))
      const marketing = /news|offers|novidades|ofertas/i
      const loyalty = /loyal|points|fideliza|pontos/i
      expect(wordsOf(ASKING)).toMatch(marketing)
      expect(wordsOf(ASKING)).toMatch(loyalty)
      const noLoyalty = ASKING.consents.map((one) => ({ ...one, isOn: one.purpose !== 'loyalty' }))
      expect(wordsOf({ ...ASKING, consents: noLoyalty })).toMatch(marketing)
      expect(wordsOf({ ...ASKING, consents: noLoyalty })).not.toMatch(loyalty)
      const off = wordsOf(PT)
      for (const word of [marketing, loyalty, /you chose|escolheu/i]) expect(off).not.toMatch(word)
    })

  test('[PR9] says how far the record came at the moment of printing', () => {
    const state = (outcome: ConfirmedRecord['outcome']) => made({ record: { outcome } }).sections[0]?.lines[0]
    const caseId = caseIdSchema.parse('01890000-0000-7000-8000-0000000000c1')
    expect(state({ kind: 'accepted' })).toMatchObject({ text: 'Sent: the central account has it.' })
    expect(state({ kind: 'waiting', on: [operationId(2)] })).toMatchObject({
      text: /^Saved on this till\. It goes/,
    })
    expect(state({ kind: 'superseded' })).toMatchObject({ text: expect.stringMatching(/replaced/) })
    expect(
      state({
        kind: 'case',
        caseId,
        version: 1,
        caseKind: 'email-taken',
        choices: ['mistyped', 'same-person'],
      }),
    ).toMatchObject({ text: expect.stringMatching(/has a question/) })
  })

  test('promises no e-mail to somebody who has an account already', () => {
    const existing = request({ content: { claim: 'existing' } })
    expect(said(made({ request: existing })).join()).not.toContain('activate')
  })

  test('[PR12] [R18] dates no guarantee of a device that was bought elsewhere', () => {
    const gift = { ...KIT, deviceId: 'H4P8VN2WQ6RZ', origin: 'gift' }
    const only = said(made({ request: request({ content: { devices: [gift] } }) }))
    expect(only).toContain('It runs from the day on the proof of purchase.')
    expect(only.join()).not.toMatch(/until: /)
    const both = said(made({ request: request({ content: { devices: [KIT, gift] } }) }))
    expect(both).toContain('By law, until: 30 November 2029')
    expect(both).toContain('For any other device it runs from the day on the proof of purchase.')
  })

  test('[R18] counts from the day on the wall of the store', () => {
    const madrid = said(made({ market: ES, timeZone: 'Europe/Madrid' }))
    expect(madrid).toContain('1 December 2026 at 00:30')
    expect(madrid).toContain('By law, until: 1 December 2029')
  })

  test('[PR11] paper of practice is not valid, and says so, whatever the market', () => {
    for (const market of [PT, PRACTICE]) {
      expect(made({ market }).warning).toBe(null)
      expect(made({ market, isPractice: true }).warning).toBe('Practice – not valid')
    }
  })

  test('[PR13] a language that the desk has no words for falls back by the rule of the market', () => {
    const spanish = made({ request: request({ language: 'es' }), market: ES })
    expect(spanish.language).toBe('en')
    expect(said(spanish)).toContain('Confirmation of registration')
    expect(said(spanish)).toContain(ES.riskStatement.text['es'])
    expect(made({ request: request({ language: 'pt-BR' }) }).title).toBe('Confirmação de registo')
  })

  test('[PR6] [PR10] names the job by the record, and has no field for a date of birth, an e-mail or a phone number', () => {
    expect(made({}).jobName).toBe('Counterside 1204')
    for (const field of ['email', 'mobilePhone', 'dateOfBirth', 'familyName']) {
      const content = { ...CONTENT, [field]: '1992-05-03' }
      const asked = { operationId: operationId(1), language: 'en', content }
      expect(confirmationRequestSchema.safeParse(asked).success).toBe(false)
    }
  })

  test('[R6] a sale without a registration says what was sold and nobody’s name', () => {
    const sale = confirmationRequestSchema.parse({
      operationId: operationId(1),
      language: 'en',
      content: { kind: 'sale', productClasses: ['device', 'consumable'] },
    })
    const document = made({ request: sale, record: { operatorName: null } })
    expect(document.title).toBe('Confirmation of a sale without registration')
    expect(document.sections[1]).toEqual({
      title: 'Sold',
      lines: [
        { kind: 'text', text: 'Device' },
        { kind: 'text', text: 'Consumables' },
      ],
    })
    expect(said(document).join()).not.toMatch(/Served by|Customer|Guarantee/)
  })
})

test('[PR11] a page of a screen gets where and when from main', () => {
  const lines = [{ kind: 'fact' as const, name: 'Waiting', value: '0' }]
  const page = pageDocument(
    { language: 'en', title: 'End of day', sections: [{ title: null, lines }] },
    {
      storeName: 'Store 014',
      terminalName: 'Till 2',
      timeZone: 'Europe/Lisbon',
      isPractice: true,
      now: '2026-11-22T19:00:00.000Z',
    },
  )
  expect(page).toMatchObject({
    title: 'End of day',
    subtitle: ['Counterside · Store 014', 'Till: Till 2', '22 November 2026 at 19:00'],
    warning: 'Practice – not valid',
    reference: null,
    sections: [{ title: null, lines }],
  })
})

describe('paper about the guarantee', () => {
  const linesOf = (document: PrintDocument) => JSON.stringify(document.sections)
  const paper = (content: object, market: Market = PT) => {
    const asked = { operationId: operationId(1), language: 'en', content }
    return made({ request: confirmationRequestSchema.parse(asked), market })
  }
  const SWAP = {
    kind: 'replacement',
    oldDevice: 'K7M29QX4TB3D',
    newDevice: { deviceId: 'C9T3XB7K5MWD', kind: 'kit' },
    isTakenBack: true,
  }

  test('[R19] [R29] [PR16] a replacement names both devices, how the guarantee goes on, and that they are no household waste', () => {
    const document = paper(SWAP)
    expect(document.title).toBe('Confirmation of a replacement')
    expect(linesOf(document)).toMatch(/K7M2 9QX4 TB3D.*C9T3 XB7K 5MWD.*stayed in the store/)
    expect(linesOf(document)).toMatch(
      /still counts from the delivery of the first device.*not household waste/,
    )
    expect(linesOf(document)).not.toMatch(/Adulthood|202\d/)
    const restarts = { ...PT, guarantee: { ...PT.guarantee, afterReplacement: 'restarts' as const } }
    expect(linesOf(paper(SWAP, restarts))).toContain('begins anew')
    expect(linesOf(paper({ ...SWAP, isTakenBack: false }))).not.toContain('stayed in the store')
  })

  test('[R11] [R19] [PR16] of a kit the paper names the part that failed, with its code where it could be read, and the new one', () => {
    const part = { kind: 'holder', deviceId: 'H2V4WX6Y8Z3A' }
    const swapped = linesOf(paper({ ...SWAP, part, newDevice: { deviceId: 'C9T3XB7K5MWD', kind: 'holder' } }))
    expect(swapped).toMatch(/Kit.*K7M2 9QX4 TB3D.*Faulty holder.*H2V4 WX6Y 8Z3A.*New holder.*C9T3 XB7K 5MWD/)
    const asked = { kind: 'guarantee-case', deviceId: 'K7M29QX4TB3D', fault: 'error-light', isByProof: false }
    const unread = {
      ...asked,
      part: { kind: 'charger', deviceId: null },
      way: 'store',
      collectionPoint: null,
    }
    expect(linesOf(paper(unread))).toMatch(/Faulty charger.*code not readable/)
  })

  test('[R17] [PR16] a case names the fault and the way, has no address, and says that it is still to be decided', () => {
    const asked = { kind: 'guarantee-case', deviceId: 'K7M29QX4TB3D', fault: 'error-light', isByProof: false }
    const sent = linesOf(paper({ ...asked, way: 'address', collectionPoint: null }))
    expect(sent).toMatch(/Shows an error light.*At the address that you gave.*still has to be decided/)
    const collectionPoint = 'Quiosque, 9000-064 Funchal'
    expect(linesOf(paper({ ...asked, way: 'collection-point', collectionPoint }))).toContain(collectionPoint)
    expect(sent).not.toContain('proof of purchase')
    const byProof = { ...asked, way: 'store', collectionPoint: null, isByProof: true }
    expect(linesOf(paper(byProof))).toContain('Come back with this paper and the proof of purchase')
    const withAddress = { ...asked, way: 'address', collectionPoint: null, address: 'Rua do Sol 1' }
    expect(() => paper(withAddress)).toThrow('Unrecognized key')
  })
})
