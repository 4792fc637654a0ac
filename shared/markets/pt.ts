import {
  BENEFITS,
  LOYALTY_BENEFITS,
  consentTexts,
  GUARANTEE_EXCLUSIONS,
  REGISTRATION_IS_OPTIONAL,
  RISK_STATEMENT,
} from './brand-texts.ts'
import { acceptedDocuments, CHANNELS } from './counter-rules.ts'
import { STARTING_CATALOGUE } from './device-catalogue.ts'
import { INTERNATIONAL_ASSISTANCE } from './international-assistance.ts'
import { NO_LOYALTY } from './loyalty.ts'
import type { Market } from './market.ts'

/** Portugal. */
export const PT: Market = {
  code: 'PT',
  version: 'pt-1',
  source: 'the public pages on accounts and on international assistance, and the brand pages for Portugal',
  isPractice: false,
  country: 'PT',
  languages: { operator: ['pt-PT', 'en'], customer: ['pt-PT', 'en', 'es'] },
  businessDays: {
    weekend: [6, 7],
    holidays: {
      days: (
        '2026-01-01 2026-04-03 2026-04-05 2026-04-25 2026-05-01 2026-06-04 2026-06-10 ' +
        '2026-08-15 2026-10-05 2026-11-01 2026-12-01 2026-12-08 2026-12-25 ' +
        '2027-01-01 2027-03-26 2027-03-28 2027-04-25 2027-05-01 2027-05-27 2027-06-10 ' +
        '2027-08-15 2027-10-05 2027-11-01 2027-12-01 2027-12-08 2027-12-25 ' +
        '2028-01-01 2028-04-14 2028-04-16 2028-04-25 2028-05-01 2028-06-10 2028-06-15 ' +
        '2028-08-15 2028-10-05 2028-11-01 2028-12-01 2028-12-08 2028-12-25 ' +
        '2029-01-01 2029-03-30 2029-04-01 2029-04-25 2029-05-01 2029-05-31 2029-06-10 ' +
        '2029-08-15 2029-10-05 2029-11-01 2029-12-01 2029-12-08 2029-12-25'
      ).split(' '),
      through: '2029-12-31',
      source: 'Código do Trabalho (Lei n.º 7/2009), artigo 234.º; municipal holidays are not here',
    },
  },
  timeZones: { default: 'Europe/Lisbon', stores: ['Europe/Lisbon', 'Atlantic/Madeira', 'Atlantic/Azores'] },
  age: {
    version: 'pt-age-1',
    leapDay: '1-march',
    proofClasses: ['device', 'consumable'],
    dated: [
      {
        from: '2008-01-01',
        classes: ['device', 'consumable'],
        rule: { kind: 'by-birthday', years: 18 },
        source: 'the public page on accounts; Portuguese tobacco law (Lei n.º 37/2007)',
      },
    ],
  },
  ageCheck: {
    documents: acceptedDocuments([
      'citizen-card',
      'mobile-id',
      'residence-permit',
      'passport',
      'driving-licence',
      'foreign-id',
    ]),
    machineReading: 'off',
    clearlyOverYears: null,
    validMinutes: 30,
    later: [],
  },
  registration: {
    channels: CHANNELS,
    residenceCountries: ['PT'],
    declaration: {
      version: 'pt-declaration-1',
      text: {
        'pt-PT':
          'Declaro que sou adulto, que consumo produtos de tabaco ou nicotina e que resido em Portugal.',
        en: 'I declare that I am an adult who uses tobacco or nicotine products and that I live in Portugal.',
        es: 'Declaro que soy una persona adulta, que consumo productos de tabaco o nicotina y que resido en Portugal.',
      },
    },
    privacyNotice: {
      version: 'pt-notice-1',
      text: {
        'pt-PT':
          'Usamos os seus dados para a compra do dispositivo e a respetiva fatura, e para lhe prestar assistência e manutenção. Para outros fins, só com o seu consentimento. Pode consultar, corrigir ou apagar os seus dados a qualquer momento. A política de privacidade está disponível nesta loja.',
        en: 'We use your data for the purchase of your device and its invoice, and to give you assistance and maintenance. We use it for anything else only with your consent. You can see, correct or delete your data at any time. The privacy policy is available in this store.',
        es: 'Usamos sus datos para la compra del dispositivo y su factura, y para prestarle asistencia y mantenimiento. Para otros fines, solo con su consentimiento. Puede consultar, corregir o borrar sus datos en cualquier momento. La política de privacidad está disponible en esta tienda.',
      },
    },
    registrationIsOptional: REGISTRATION_IS_OPTIONAL,
    phoneRegion: 'PT',
    taxNumber: { kind: 'pt-nif', isOn: false },
  },
  consents: consentTexts(false),
  benefits: {
    isOn: false,
    version: 'benefits-3',
    items: [...BENEFITS],
    loyaltyItems: [...LOYALTY_BENEFITS],
  },
  loyalty: NO_LOYALTY,
  riskStatement: RISK_STATEMENT,
  devices: STARTING_CATALOGUE,
  guarantee: {
    terms: [
      {
        id: 'pt-statutory-2022',
        basis: 'statutory',
        deliveredFrom: '2022-01-01',
        months: 36,
        accidentalDamage: null,
        source: 'Portuguese law on consumer sales (Decreto-Lei n.º 84/2021); confirm with counsel',
      },
      {
        id: 'pt-statutory-before-2022',
        basis: 'statutory',
        deliveredFrom: '2003-04-09',
        months: 24,
        accidentalDamage: null,
        source: 'Portuguese law on consumer sales (Decreto-Lei n.º 67/2003); confirm with counsel',
      },
      {
        id: 'pt-voluntary-2022',
        basis: 'voluntary',
        deliveredFrom: '2022-01-01',
        months: 36,
        accidentalDamage: { incidents: 2, months: 12 },
        source: "the brand's country page for Portugal",
      },
      {
        id: 'pt-voluntary-before-2022',
        basis: 'voluntary',
        deliveredFrom: '2015-01-01',
        months: 24,
        accidentalDamage: { incidents: 2, months: 12 },
        source: "the brand's country page for Portugal",
      },
    ],
    afterReplacement: 'continues',
    exclusions: [...GUARANTEE_EXCLUSIONS],
    collectionPoints: [],
  },
  assistance: INTERNATIONAL_ASSISTANCE,
}
