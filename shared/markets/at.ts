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

/** Austria. International assistance does not cover it (R27): a visitor's case is `unlikely` here, and never refused. */
export const AT: Market = {
  code: 'AT',
  version: 'at-1',
  source:
    'Austrian law as named at each entry, read on 2026-11-27; confirm with counsel before opening the market',
  isPractice: false,
  country: 'AT',
  // The screens of the desk speak no German yet: the operator reads English or Portuguese, the customer German texts.
  languages: { operator: ['en', 'pt-PT'], customer: ['de', 'en', 'pt-PT'] },
  businessDays: {
    weekend: [6, 7],
    holidays: {
      days: (
        '2026-01-01 2026-01-06 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-06-04 ' +
        '2026-08-15 2026-10-26 2026-11-01 2026-12-08 2026-12-25 2026-12-26 ' +
        '2027-01-01 2027-01-06 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-05-27 ' +
        '2027-08-15 2027-10-26 2027-11-01 2027-12-08 2027-12-25 2027-12-26 ' +
        '2028-01-01 2028-01-06 2028-04-17 2028-05-01 2028-05-25 2028-06-05 2028-06-15 ' +
        '2028-08-15 2028-10-26 2028-11-01 2028-12-08 2028-12-25 2028-12-26 ' +
        '2029-01-01 2029-01-06 2029-04-02 2029-05-01 2029-05-10 2029-05-21 2029-05-31 ' +
        '2029-08-15 2029-10-26 2029-11-01 2029-12-08 2029-12-25 2029-12-26'
      ).split(' '),
      through: '2029-12-31',
      source: 'Arbeitsruhegesetz, § 7',
    },
  },
  timeZones: { default: 'Europe/Vienna', stores: ['Europe/Vienna'] },
  age: {
    version: 'at-age-1',
    leapDay: '1-march',
    proofClasses: ['device', 'consumable'],
    dated: [
      {
        from: '2019-01-01',
        classes: ['device', 'consumable'],
        rule: { kind: 'by-birthday', years: 18 },
        source:
          'the youth protection laws of the nine federal states, 18 for tobacco and nicotine since 2019',
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
    residenceCountries: ['AT'],
    declaration: {
      version: 'at-declaration-1',
      text: {
        'pt-PT':
          'Declaro que sou adulto, que consumo produtos de tabaco ou nicotina e que resido na Áustria.',
        en: 'I declare that I am an adult who uses tobacco or nicotine products and that I live in Austria.',
        de: 'Ich erkläre, dass ich volljährig bin, Tabak- oder Nikotinprodukte verwende und in Österreich wohne.',
      },
    },
    privacyNotice: {
      version: 'at-notice-1',
      text: {
        'pt-PT':
          'Usamos os seus dados para a compra do dispositivo e a respetiva fatura, e para lhe prestar assistência e manutenção. Para outros fins, só com o seu consentimento. Pode consultar, corrigir ou apagar os seus dados a qualquer momento. A política de privacidade está disponível nesta loja.',
        en: 'We use your data for the purchase of your device and its invoice, and to give you assistance and maintenance. We use it for anything else only with your consent. You can see, correct or delete your data at any time. The privacy policy is available in this store.',
        de: 'Wir verwenden Ihre Daten für den Kauf Ihres Geräts und die Rechnung dazu sowie für Hilfe und Wartung. Für alles andere verwenden wir sie nur mit Ihrer Einwilligung. Sie können Ihre Daten jederzeit einsehen, berichtigen oder löschen lassen. Die Datenschutzerklärung liegt in diesem Geschäft auf.',
      },
    },
    registrationIsOptional: REGISTRATION_IS_OPTIONAL,
    phoneRegion: 'AT',
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
      {
        id: 'at-statutory-2022',
        basis: 'statutory',
        deliveredFrom: '2022-01-01',
        months: 24,
        accidentalDamage: null,
        source: 'Verbrauchergewährleistungsgesetz (BGBl. I Nr. 175/2021), § 10; confirm with counsel',
      },
      {
        id: 'at-statutory-before-2022',
        basis: 'statutory',
        deliveredFrom: '2002-01-01',
        months: 24,
        accidentalDamage: null,
        source: 'ABGB, § 933 as amended by BGBl. I Nr. 48/2001; confirm with counsel',
      },
      {
        id: 'at-voluntary',
        basis: 'voluntary',
        deliveredFrom: '2015-01-01',
        months: 12,
        accidentalDamage: null,
        source: 'cautious default until there is a brand page for Austria',
      },
    ],
    afterReplacement: 'continues',
    exclusions: [...GUARANTEE_EXCLUSIONS],
    collectionPoints: [],
  },
  assistance: INTERNATIONAL_ASSISTANCE,
}
