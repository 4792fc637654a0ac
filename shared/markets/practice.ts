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
    terms: {
      version: 'practice-loyalty-1',
      text: {
        'pt-PT':
          'Ganha 100 pontos por cada dispositivo novo que registar, depois de confirmar o seu e-mail. Troca-os na loja por descontos, combustível, acessórios ou outros artigos da lista. Não valem dinheiro. Pode sair quando quiser: os pontos ficam na conta e só voltam a contar se aderir de novo.',
        en: 'You earn 100 points for each new device that you register, once you have confirmed your e-mail address. You exchange them in the store for discounts, fuel, gadgets or other items of the list. They are not worth money. You can leave whenever you like: the points stay on the account and count again only if you join again.',
        es: 'Gana 100 puntos por cada dispositivo nuevo que registre, después de confirmar su correo electrónico. Los canjea en la tienda por descuentos, combustible, accesorios u otros artículos de la lista. No valen dinero. Puede salir cuando quiera: los puntos quedan en la cuenta y solo vuelven a contar si se une de nuevo.',
      },
    },
    items: [
      {
        id: 'discount-5',
        kind: 'discount',
        points: 50,
        text: {
          'pt-PT': '5 € de desconto em acessórios',
          en: '€5 off accessories',
          es: '5 € de descuento en accesorios',
        },
      },
      {
        id: 'fuel-10',
        kind: 'fuel',
        points: 100,
        text: { 'pt-PT': '10 € em combustível', en: '€10 of fuel', es: '10 € en combustible' },
      },
      {
        id: 'case',
        kind: 'gadget',
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
