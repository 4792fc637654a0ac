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

/** Spain. */
export const ES: Market = {
  code: 'ES',
  version: 'es-1',
  source: 'the public pages on accounts and on international assistance, and the brand pages for Spain',
  isPractice: false,
  country: 'ES',
  languages: { operator: ['es', 'pt-PT', 'en'], customer: ['es', 'pt-PT', 'en'] },
  businessDays: {
    weekend: [6, 7],
    holidays: {
      days: (
        '2026-01-01 2026-01-06 2026-04-03 2026-05-01 2026-08-15 ' +
        '2026-10-12 2026-11-01 2026-12-06 2026-12-08 2026-12-25 ' +
        '2027-01-01 2027-01-06 2027-03-26 2027-05-01 2027-08-15 ' +
        '2027-10-12 2027-11-01 2027-12-06 2027-12-08 2027-12-25 ' +
        '2028-01-01 2028-01-06 2028-04-14 2028-05-01 2028-08-15 ' +
        '2028-10-12 2028-11-01 2028-12-06 2028-12-08 2028-12-25 ' +
        '2029-01-01 2029-01-06 2029-03-30 2029-05-01 2029-08-15 ' +
        '2029-10-12 2029-11-01 2029-12-06 2029-12-08 2029-12-25'
      ).split(' '),
      through: '2029-12-31',
      source: 'Estatuto de los Trabajadores, artículo 37.2; holidays of regions and towns are not here',
    },
  },
  timeZones: { default: 'Europe/Madrid', stores: ['Europe/Madrid', 'Atlantic/Canary', 'Africa/Ceuta'] },
  age: {
    version: 'es-age-1',
    leapDay: '1-march',
    proofClasses: ['device', 'consumable'],
    dated: [
      {
        from: '2006-01-01',
        classes: ['device', 'consumable'],
        rule: { kind: 'by-birthday', years: 18 },
        source: 'Spanish tobacco law (Ley 28/2005); confirm with counsel',
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
    residenceCountries: ['ES'],
    declaration: {
      version: 'es-declaration-1',
      text: {
        'pt-PT':
          'Declaro que sou adulto, que consumo produtos de tabaco ou nicotina e que resido em Espanha.',
        en: 'I declare that I am an adult who uses tobacco or nicotine products and that I live in Spain.',
        es: 'Declaro que soy una persona adulta, que consumo productos de tabaco o nicotina y que resido en España.',
      },
    },
    privacyNotice: {
      version: 'es-notice-1',
      text: {
        'pt-PT':
          'Usamos os seus dados para a compra do dispositivo e a respetiva fatura, e para lhe prestar assistência e manutenção. Para outros fins, só com o seu consentimento. Pode consultar, corrigir ou apagar os seus dados a qualquer momento. A política de privacidade está disponível nesta loja.',
        en: 'We use your data for the purchase of your device and its invoice, and to give you assistance and maintenance. We use it for anything else only with your consent. You can see, correct or delete your data at any time. The privacy policy is available in this store.',
        es: 'Usamos sus datos para la compra del dispositivo y su factura, y para prestarle asistencia y mantenimiento. Para otros fines, solo con su consentimiento. Puede consultar, corregir o borrar sus datos en cualquier momento. La política de privacidad está disponible en esta tienda.',
      },
    },
    registrationIsOptional: REGISTRATION_IS_OPTIONAL,
    phoneRegion: 'ES',
    taxNumber: { kind: 'es-nif', isOn: false },
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
        id: 'es-statutory-2022',
        basis: 'statutory',
        deliveredFrom: '2022-01-01',
        months: 36,
        accidentalDamage: null,
        source: 'Spanish law on consumer sales (Real Decreto-ley 7/2021); confirm with counsel',
      },
      {
        id: 'es-statutory-before-2022',
        basis: 'statutory',
        deliveredFrom: '2003-09-11',
        months: 24,
        accidentalDamage: null,
        source: 'Spanish law on consumer sales (Ley 23/2003); confirm with counsel',
      },
      {
        id: 'es-voluntary',
        basis: 'voluntary',
        deliveredFrom: '2015-01-01',
        months: 12,
        accidentalDamage: null,
        source: 'cautious default until the brand page for Spain is confirmed',
      },
    ],
    afterReplacement: 'continues',
    exclusions: [...GUARANTEE_EXCLUSIONS],
    collectionPoints: [],
  },
  assistance: INTERNATIONAL_ASSISTANCE,
}
