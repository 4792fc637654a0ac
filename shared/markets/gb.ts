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

/** Great Britain and Northern Ireland. */
export const GB: Market = {
  code: 'GB',
  version: 'gb-1',
  source:
    'the public pages on accounts and on international assistance, and the brand pages for the United Kingdom',
  isPractice: false,
  country: 'GB',
  languages: { operator: ['en', 'pt-PT'], customer: ['en', 'pt-PT', 'es'] },
  businessDays: {
    weekend: [6, 7],
    holidays: {
      days: (
        '2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 ' +
        '2026-08-31 2026-12-25 2026-12-26 2026-12-28 ' +
        '2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 ' +
        '2027-08-30 2027-12-25 2027-12-26 2027-12-27 2027-12-28 ' +
        '2028-01-01 2028-01-03 2028-04-14 2028-04-17 2028-05-01 ' +
        '2028-05-29 2028-08-28 2028-12-25 2028-12-26 ' +
        '2029-01-01 2029-03-30 2029-04-02 2029-05-07 ' +
        '2029-05-28 2029-08-27 2029-12-25 2029-12-26'
      ).split(' '),
      through: '2029-12-31',
      source: 'Banking and Financial Dealings Act 1971 and proclamations: bank holidays of England and Wales',
    },
  },
  timeZones: { default: 'Europe/London', stores: ['Europe/London'] },
  age: {
    version: 'gb-age-1',
    leapDay: '1-march',
    proofClasses: ['device', 'consumable'],
    dated: [
      {
        from: '2007-10-01',
        classes: ['device', 'consumable'],
        rule: { kind: 'by-birthday', years: 18 },
        source:
          'age of sale of tobacco in Great Britain since 1 October 2007; a rule by generation is added by configuration',
      },
    ],
  },
  ageCheck: {
    documents: acceptedDocuments(['passport', 'driving-licence', 'residence-permit', 'foreign-id']),
    machineReading: 'off',
    clearlyOverYears: null,
    validMinutes: 30,
    later: [],
  },
  registration: {
    channels: CHANNELS,
    residenceCountries: ['GB'],
    declaration: {
      version: 'gb-declaration-1',
      text: {
        'pt-PT':
          'Declaro que sou adulto, que consumo produtos de tabaco ou nicotina e que resido no Reino Unido.',
        en: 'I declare that I am an adult who uses tobacco or nicotine products and that I live in the United Kingdom.',
        es: 'Declaro que soy una persona adulta, que consumo productos de tabaco o nicotina y que resido en el Reino Unido.',
      },
    },
    privacyNotice: {
      version: 'gb-notice-1',
      text: {
        'pt-PT':
          'Usamos os seus dados para a compra do dispositivo e a respetiva fatura, e para lhe prestar assistência e manutenção. Para outros fins, só com o seu consentimento. Pode consultar, corrigir ou apagar os seus dados a qualquer momento. A política de privacidade está disponível nesta loja.',
        en: 'We use your data for the purchase of your device and its invoice, and to give you assistance and maintenance. We use it for anything else only with your consent. You can see, correct or delete your data at any time. The privacy policy is available in this store.',
        es: 'Usamos sus datos para la compra del dispositivo y su factura, y para prestarle asistencia y mantenimiento. Para otros fines, solo con su consentimiento. Puede consultar, corregir o borrar sus datos en cualquier momento. La política de privacidad está disponible en esta tienda.',
      },
    },
    registrationIsOptional: REGISTRATION_IS_OPTIONAL,
    phoneRegion: 'GB',
    taxNumber: null,
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
      // The law of the United Kingdom names no fixed term: a number here would promise one.
      {
        id: 'gb-voluntary',
        basis: 'voluntary',
        deliveredFrom: '2015-01-01',
        months: 12,
        accidentalDamage: null,
        source: 'cautious default until the brand page for the United Kingdom is confirmed',
      },
    ],
    afterReplacement: 'continues',
    exclusions: [...GUARANTEE_EXCLUSIONS],
    collectionPoints: [],
  },
  assistance: INTERNATIONAL_ASSISTANCE,
}
