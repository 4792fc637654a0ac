import { consentTexts } from './brand-texts.ts'
import type { Market } from './market.ts'
import { PT } from './pt.ts'

/** The market to learn with: Portugal's rules, every switch that shows more on, and no way to the live account API. */
export const PRACTICE: Market = {
  ...PT,
  code: 'practice',
  version: 'practice-1',
  source: `practice data made from ${PT.version}`,
  isPractice: true,
  ageCheck: { ...PT.ageCheck, machineReading: 'ask' },
  registration: { ...PT.registration, taxNumber: { kind: 'pt-nif', isOn: true } },
  consents: consentTexts(true),
  benefits: { ...PT.benefits, isOn: true },
  loyalty: {
    pointsPerDevice: 100,
    items: [
      {
        id: 'fuel-10',
        points: 100,
        text: { 'pt-PT': '10 € em combustível', en: '€10 of fuel', es: '10 € en combustible' },
      },
      {
        id: 'case',
        points: 60,
        text: {
          'pt-PT': 'Uma bolsa para o dispositivo',
          en: 'A case for the device',
          es: 'Una funda para el dispositivo',
        },
      },
    ],
  },
}
