import type { Market } from './market.ts'

/** The helplines and the 46 covered entries of international assistance (R23, R27), the same in every market. */
export const INTERNATIONAL_ASSISTANCE: Market['assistance'] = {
  helpline: '+80025592559',
  fallbackHelpline: '+41215478888',
  coveredCountries: (
    'DK FR DE GR IT LT MC NL PL PT RO ES CH GB BG SI CZ SK LV CY HR AD AL BA SE AM IL KZ RU RS UA MD JP NZ KR MY ' +
    'ID PS ZA XC RE CA CO CW GT DO'
  ).split(' '),
  source: 'the public page on international assistance',
}
