import { consentTexts } from './brand-texts.ts'
import type { CollectionPoint } from './collection-point.ts'
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
  guarantee: {
    ...PT.guarantee,
    collectionPoints: [
      point('1', {
        name: 'Papelaria de treino',
        street: 'Rua Augusta 100',
        postalCode: '1100-053',
        locality: 'Lisboa',
      }),
      point('2', {
        name: 'Quiosque de treino',
        street: 'Rua de Santa Catarina 20',
        postalCode: '4000-441',
        locality: 'Porto',
      }),
      point('3', {
        name: 'Balcão de treino',
        street: 'Praça da República 3',
        postalCode: '3000-343',
        locality: 'Coimbra',
      }),
      point('4', {
        name: 'Loja de treino',
        street: 'Rua de Santo António 8',
        postalCode: '8000-283',
        locality: 'Faro',
      }),
    ],
  },
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

function point(number: string, where: Omit<CollectionPoint, 'id'>): CollectionPoint {
  return { id: `practice-${number}`, ...where }
}
