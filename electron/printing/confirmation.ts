import type { DeviceKind } from '#shared/contracts/operations/registration.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { localDate } from '#shared/domain/calendar-date.ts'
import { formatDeviceId, type DeviceId } from '#shared/domain/device-id.ts'
import { guaranteeCover } from '#shared/domain/guarantee.ts'
import { shortHash } from '#shared/domain/slip.ts'
import type { ConfirmationRequest } from '#shared/ipc/print-methods.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { type Market } from '#shared/markets/market.ts'
import { textIn } from '#shared/markets/market-text.ts'

import { guaranteeSections, textLine } from './guarantee-paper.ts'
import { dayOnPaper, momentOnPaper, type PaperWord, paperLanguage, paperWords } from './paper-words.ts'
import type { PrintDocument, PrintLine, PrintSection } from './print-document.ts'

/** What main knows of a record and the window does not say [PR9]. */
export interface ConfirmedRecord {
  readonly sequence: number
  readonly hash: string
  readonly savedAt: string
  /** Null while there is none. */
  readonly outcome: Outcome | null
  /** As the roster calls them; null for somebody who left it. */
  readonly operatorName: string | null
}

/** Where it was recorded. */
export interface PaperPlace {
  readonly market: Market
  readonly storeName: string
  readonly timeZone: string
  readonly isPractice: boolean
}

type Registration = Extract<ConfirmationRequest['content'], { kind: 'registration' }>
type Words = ReturnType<typeof paperWords>
type Given = { request: ConfirmationRequest; record: ConfirmedRecord; place: PaperPlace; words: Words }

/** What the customer takes away: what was recorded, how far it came, and what it brings (R8, R18, R28, R31). */
export function confirmationDocument(given: {
  request: ConfirmationRequest
  record: ConfirmedRecord
  place: PaperPlace
}): PrintDocument {
  const { request, record, place } = given
  const { content, language } = request
  const words = paperWords(language)
  const { market } = place
  const hash = shortHash(record.hash)
  const served = record.operatorName === null ? [] : [words('servedBy', { name: record.operatorName })]
  const made = sectionsOf({ ...given, words })
  return {
    language: paperLanguage(language),
    jobName: `Counterside ${record.sequence}`,
    title: words(content.kind),
    subtitle: [
      `Counterside · ${place.storeName}`,
      momentOnPaper({ instant: record.savedAt, timeZone: place.timeZone, language }),
      ...served,
    ],
    reference: {
      name: words('number'),
      value: words('reference', { number: String(record.sequence), hash }),
    },
    warning: place.isPractice ? words('practice') : null,
    sections: [
      { title: null, lines: stateLines(given, words) },
      ...made,
      {
        title: words('help'),
        lines: [
          { kind: 'fact', name: words('helpline'), value: market.assistance.helpline },
          { kind: 'fact', name: words('fallbackHelpline'), value: market.assistance.fallbackHelpline },
          ...(content.kind === 'registration' ? [textLine(words('beforeTravelling'))] : []),
        ],
      },
      { title: null, lines: [{ kind: 'note', text: textIn(market.riskStatement.text, language) }] },
    ],
  }
}

function sectionsOf(given: Given): readonly PrintSection[] {
  const { words, request } = given
  const { content } = request
  switch (content.kind) {
    case 'registration':
      return registrationSections(content, given)
    case 'sale':
      return [{ title: words('sold'), lines: content.productClasses.map((name) => textLine(words(name))) }]
    case 'device-added':
      return [{ title: words('devices'), lines: [deviceLine(content.device, words), ...claimLines(words)] }]
    case 'replacement':
    case 'guarantee-case':
      return guaranteeSections(content, { words, market: given.place.market })
    default:
      return unreachable(content)
  }
}

/** What is true of the record at the moment of printing. */
function stateLines(
  given: { request: ConfirmationRequest; record: ConfirmedRecord },
  words: Words,
): readonly PrintLine[] {
  const word = stateWord(given.record.outcome)
  const { content } = given.request
  const isToBeActivated = content.kind === 'registration' && content.claim === 'new' && word === 'saved'
  const isSold = content.kind === 'registration' || content.kind === 'sale'
  return [
    { kind: 'strong', text: words(word) },
    ...(isToBeActivated ? [textLine(words('activate'))] : []),
    ...(isSold ? [{ kind: 'note' as const, text: words('ageProven') }] : []),
  ]
}

function stateWord(outcome: Outcome | null): PaperWord {
  switch (outcome?.kind) {
    case 'accepted':
      return 'sent'
    case 'superseded':
    case 'erased':
      return 'takenBack'
    case 'case':
    case 'quarantined':
      return 'needsYou'
    case 'waiting':
    case undefined:
    default:
      return 'saved'
  }
}

function registrationSections(content: Registration, given: Given): readonly PrintSection[] {
  const { words, place, request } = given
  const { language } = request
  const name = [content.givenName, content.familyInitial === null ? null : `${content.familyInitial}.`]
  const choices = content.consents.flatMap(({ purpose, answer }): readonly PrintLine[] => {
    const offer = place.market.consents.find((candidate) => candidate.purpose === purpose && candidate.isOn)
    return offer === undefined
      ? []
      : [{ kind: 'fact', name: textIn(offer.text, language), value: words(answer) }]
  })
  return [
    { title: words('customer'), lines: [textLine(name.filter((part) => part !== null).join(' '))] },
    {
      title: words('devices'),
      lines: content.devices.flatMap((device) => [
        deviceLine(device, words),
        ...(device.isFirstOwnerAway === true ? claimLines(words) : []),
      ]),
    },
    { title: words('guarantee'), lines: guaranteeLines(content, given) },
    ...(choices.length === 0 ? [] : [{ title: words('choices'), lines: choices }]),
  ]
}

function deviceLine({ kind, deviceId }: { kind: DeviceKind; deviceId: string }, words: Words): PrintLine {
  return { kind: 'fact', name: words(kind), value: formatDeviceId(deviceId as DeviceId) }
}

/** What becomes of a device that somebody had before who cannot be reached [PR19] (R12). */
function claimLines(words: Words): readonly PrintLine[] {
  return [textLine(words('claimed')), textLine(words('claimDecided'))]
}

/** Dated only from a delivery that happened here [PR12] (R17, R18). */
function guaranteeLines(content: Registration, given: Given): readonly PrintLine[] {
  const { words, place, record, request } = given
  const { terms, exclusions } = place.market.guarantee
  const { language } = request
  const isHere = content.devices.some(({ origin }) => origin === 'bought-here')
  const isElsewhere = content.devices.some(({ origin }) => origin !== 'bought-here')
  const excluded = exclusions.map((item) => lowered(textIn(item, language))).join(', ')
  const note: PrintLine = { kind: 'note', text: words('excluded', { list: excluded }) }
  if (!isHere) return [textLine(words('elsewhere')), note]
  const deliveredOn = localDate({ instantMs: Date.parse(record.savedAt), timeZone: place.timeZone })
  const lines = (['statutory', 'voluntary'] as const).flatMap((basis): readonly PrintLine[] => {
    const cover = guaranteeCover({ deliveredOn, basis, isRegistered: true, terms })
    if (cover === null) return []
    const { accidentalDamage } = cover
    const until: PrintLine = { kind: 'fact', name: words(basis), value: dayOnPaper(cover.until, language) }
    if (accidentalDamage === null) return [until]
    const accident: PrintLine = {
      kind: 'fact',
      name: words('accident', { count: String(accidentalDamage.incidents) }),
      value: dayOnPaper(accidentalDamage.until, language),
    }
    return [until, accident]
  })
  return [...lines, ...(isElsewhere ? [textLine(words('boughtElsewhere'))] : []), note]
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}
