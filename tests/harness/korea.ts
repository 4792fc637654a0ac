import { INTERNATIONAL_ASSISTANCE } from '#shared/markets/international-assistance.ts'
import { KR_AGE_RULES } from '#shared/markets/kr.ts'
import type { LocalText } from '#shared/markets/market-text.ts'
import type { Market } from '#shared/markets/market.ts'
import { PT } from '#shared/markets/pt.ts'

const said = (text: LocalText, ko: string): LocalText => ({ 'pt-PT': text['pt-PT'], en: text.en, ko })

/** A market that no desk ships, as head office would write it: who is an adult by year of birth, one year by law, in Korean. */
export const KOREA: Market = {
  ...PT,
  code: 'KR',
  version: 'kr-1',
  source: 'data of a test',
  country: 'KR',
  languages: { operator: ['en'], customer: ['ko', 'en'] },
  businessDays: {
    weekend: [6, 7],
    holidays: {
      days: ['2027-01-01', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-03-01'],
      through: '2027-03-31',
      source: 'data of a test',
    },
  },
  timeZones: { default: 'Asia/Seoul', stores: ['Asia/Seoul'] },
  age: KR_AGE_RULES,
  registration: {
    ...PT.registration,
    residenceCountries: ['KR'],
    phoneRegion: 'KR',
    taxNumber: null,
    declaration: {
      version: 'kr-declaration-1',
      text: {
        'pt-PT': 'Declaro que sou adulto e que resido na Coreia do Sul.',
        en: 'I declare that I am an adult and that I live in South Korea.',
        ko: '본인은 대한민국에 거주하는 성인임을 확인합니다.',
      },
    },
    privacyNotice: {
      version: 'kr-notice-1',
      text: said(PT.registration.privacyNotice.text, '구매와 지원을 위해 고객님의 정보를 사용합니다.'),
    },
    registrationIsOptional: said(
      PT.registration.registrationIsOptional,
      '등록하지 않고도 구매할 수 있습니다.',
    ),
  },
  riskStatement: {
    version: 'kr-risk-1',
    text: said(PT.riskStatement.text, '이 제품에는 중독성이 있는 니코틴이 들어 있으며 위험이 없지 않습니다.'),
  },
  guarantee: {
    ...PT.guarantee,
    terms: [
      {
        id: 'kr-statutory',
        basis: 'statutory',
        deliveredFrom: '2020-01-01',
        months: 12,
        accidentalDamage: null,
        source: 'data of a test',
      },
      {
        id: 'kr-voluntary',
        basis: 'voluntary',
        deliveredFrom: '2020-01-01',
        months: 18,
        accidentalDamage: { incidents: 1, months: 6 },
        source: 'data of a test',
      },
    ],
  },
  assistance: INTERNATIONAL_ASSISTANCE,
}
