import { useTexts } from '#renderer/i18n/use-texts.ts'
import { maskDeviceId } from '#shared/domain/device-id.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { CounterPlace } from './counter-ports.ts'
import { languageOptions } from '../language-options.ts'
import type { ConfirmLine, Item } from './open-items.ts'
import type { Counter } from './use-counter.ts'

interface Words {
  readonly title: string
  readonly detail: string
}

/** What each line of 'To confirm' says, open or done. */
export function useConfirmWords(counter: Counter, place: CounterPlace): (line: ConfirmLine) => Words {
  const { t, time, language } = useTexts()
  const { state } = counter
  const fieldNames: Partial<Record<Item, string>> = {
    'given-name': t('counter.customer.givenName'),
    'family-name': t('counter.customer.familyName'),
    email: t('counter.customer.email'),
    mobile: t('counter.customer.mobile'),
    born: t('counter.customer.born'),
    country: t('counter.customer.country'),
    claim: t('counter.customer.claim'),
    document: t('counter.confirm.ageMissing.document'),
    photo: t('counter.confirm.ageMissing.photo'),
    'document-state': t('counter.confirm.ageMissing.validity'),
    'birth-date': t('counter.confirm.ageMissing.birth'),
    device: t('counter.confirm.devicesDetail'),
    'purchase-date': t('counter.devices.purchase'),
  }
  const names = new Intl.ListFormat(language, { type: 'unit' })
  // A name with a hyphen stays whole where the line is broken.
  const missing = (line: ConfirmLine) =>
    names.format(line.open.map((item) => (fieldNames[item] ?? '').replaceAll('-', '\u2011')))
  const answers = {
    yes: t('counter.customer.consentYes'),
    no: t('counter.customer.consentNo'),
    'not-asked': t('counter.customer.consentNotAsked'),
  }
  return (line) => {
    const isOpen = line.open.length > 0
    switch (line.line) {
      case 'age':
        if (state.check === null) return { title: t('counter.confirm.ageOpen'), detail: missing(line) }
        return {
          title: t('counter.confirm.age'),
          detail: t('counter.confirm.ageBy', {
            time: time(state.check.checkedAt.wallMs, place.timeZone),
            operator: place.operatorName,
          }),
        }
      case 'notice': {
        if (state.notice === null)
          return { title: t('counter.confirm.noticeOpen'), detail: t('counter.confirm.noticeDetail') }
        const [shownIn] = languageOptions([state.notice.language], language)
        return {
          title: t('counter.confirm.notice'),
          detail: t('counter.customer.noticeVersion', {
            version: state.notice.version,
            language: shownIn?.label ?? state.notice.language,
          }),
        }
      }
      case 'person': {
        if (isOpen) return { title: t('counter.confirm.personOpen'), detail: missing(line) }
        const { givenName, familyName } = state.person
        return { title: t('counter.confirm.person'), detail: `${givenName.trim()} ${familyName.trim()}` }
      }
      case 'declaration':
        return {
          title: isOpen ? t('counter.confirm.declarationOpen') : t('counter.confirm.declaration'),
          detail: t('counter.confirm.declarationDetail'),
        }
      case 'devices':
        if (isOpen) return { title: t('counter.confirm.devicesOpen'), detail: missing(line) }
        return {
          title: t('records.devices', { count: state.devices.length }),
          detail: state.devices.map((device) => maskDeviceId(device.deviceId)).join(', '),
        }
      case 'choices': {
        const given = [...state.consents.values()]
        const said = (['yes', 'no', 'not-asked'] as const).flatMap((answer) => {
          const count = given.filter((one) => one === answer).length
          return count === 0 ? [] : [t('counter.confirm.consent', { answer: answers[answer], count })]
        })
        return {
          title: t('counter.confirm.choices'),
          detail: isOpen ? t('counter.confirm.choicesOpen', { count: line.open.length }) : names.format(said),
        }
      }
      default:
        return unreachable(line.line)
    }
  }
}
