import { HOME_AGAIN } from './home-again.ts'
import type { Market } from './market.ts'

const SOURCE = 'the public page on international assistance'
const READ_ON = '2026-11-22'

/**
 * The helplines and the 46 covered entries of international assistance (R23, R27), the same in every market. The page says
 * that some countries ask for the replaced part, and not which: every entry stays `usually-kept` until one is named (R25).
 */
export const INTERNATIONAL_ASSISTANCE: Market['assistance'] = {
  helpline: '+80025592559',
  fallbackHelpline: '+41215478888',
  coveredCountries: (
    'DK FR DE GR IT LT MC NL PL PT RO ES CH GB BG SI CZ SK LV CY HR AD AL BA SE AM IL KZ RU RS UA MD JP NZ KR MY ' +
    'ID PS ZA XC RE CA CO CW GT DO'
  )
    .split(' ')
    .map((country) => ({
      country,
      from: null,
      until: null,
      replacedPart: 'usually-kept',
      source: SOURCE,
      readOn: READ_ON,
    })),
  shipping: { fromBusinessDays: 1, toBusinessDays: 4 },
  source: SOURCE,
  homeAgain: HOME_AGAIN,
}
