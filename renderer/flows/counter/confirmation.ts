import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import { familyInitial } from '#shared/domain/paper.ts'
import type { Confirmation } from './counter-ports.ts'
import type { CounterState } from './counter-state.ts'
import { askedPurposes } from './open-items.ts'
import type { Market } from '#shared/markets/market.ts'

/** What paper needs of a form that is saved: no date of birth, no e-mail, no phone number, one letter of the last name. */
export function confirmationOf(
  state: CounterState,
  made: { what: 'sale' | 'registration'; market: Market },
): Confirmation {
  const { person } = state
  const { language } = person
  if (made.what === 'sale') {
    return { language, content: { kind: 'sale', productClasses: [...state.productClasses] } }
  }
  return {
    language,
    content: {
      kind: 'registration',
      claim: person.claim ?? 'new',
      givenName: person.givenName.normalize('NFC').trim(),
      familyInitial: familyInitial(person.familyName),
      devices: state.devices.map(({ deviceId, kind, origin, isFirstOwnerAway }) => ({
        deviceId: deviceIdSchema.parse(deviceId),
        kind,
        origin,
        ...(isFirstOwnerAway === undefined ? {} : { isFirstOwnerAway }),
      })),
      consents: askedPurposes(made.market).map((purpose) => ({
        purpose,
        answer: state.consents.get(purpose) ?? 'not-asked',
      })),
    },
  }
}
