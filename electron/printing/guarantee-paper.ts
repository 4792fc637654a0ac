import type { FailedPart } from '#shared/contracts/operations/device-fault.ts'
import { formatDeviceId, type DeviceId } from '#shared/domain/device-id.ts'
import type { ConfirmationRequest } from '#shared/ipc/print-methods.ts'
import type { Market } from '#shared/markets/market.ts'

import type { paperWords } from './paper-words.ts'
import type { PrintLine, PrintSection } from './print-document.ts'

type Content = Extract<ConfirmationRequest['content'], { kind: 'replacement' | 'guarantee-case' }>

/**
 * What paper says of a device that did not work: which it was, what was done, and how the guarantee goes on by the market's
 * rule, without a date that this till cannot know [PR16] (R17, R19, R29).
 */
export function guaranteeSections(
  content: Content,
  given: { words: ReturnType<typeof paperWords>; market: Market },
): readonly PrintSection[] {
  const { words, market } = given
  const waste: PrintLine = { kind: 'note', text: words('waste') }
  if (content.kind === 'replacement') {
    return [
      {
        title: words('devices'),
        lines: [
          ...faultyLines(words, { ...content, deviceId: content.oldDevice }),
          deviceLine(
            content.part === undefined ? words('newDevice') : words(NEW_PART[content.part.kind]),
            content.newDevice.deviceId,
          ),
          ...(content.isTakenBack ? [textLine(words('handedIn'))] : []),
        ],
      },
      { title: words('guarantee'), lines: [textLine(words(market.guarantee.afterReplacement)), waste] },
    ]
  }
  const place = content.collectionPoint ?? words(content.way)
  return [
    {
      title: words('devices'),
      lines: [
        ...faultyLines(words, content),
        { kind: 'fact', name: words('fault'), value: words(content.fault) },
        { kind: 'fact', name: words('wanted'), value: place },
      ],
    },
    {
      title: words('guarantee'),
      lines: [
        textLine(words('toBeDecided')),
        ...(content.isByProof ? [textLine(words('bringProof'))] : []),
        waste,
      ],
    },
  ]
}

const NEW_PART = { holder: 'newHolder', charger: 'newCharger' } as const
const FAULTY_PART = { holder: 'oldHolder', charger: 'oldCharger' } as const

/** What did not work: a device, or the part of a kit, with its own ID where it could be read (R11). */
function faultyLines(
  words: ReturnType<typeof paperWords>,
  { deviceId, part }: { deviceId: string; part?: FailedPart | undefined },
): PrintLine[] {
  if (part === undefined) return [deviceLine(words('oldDevice'), deviceId)]
  const name = words(FAULTY_PART[part.kind])
  return [
    deviceLine(words('kit'), deviceId),
    part.deviceId === null
      ? { kind: 'fact', name, value: words('notReadable') }
      : deviceLine(name, part.deviceId),
  ]
}

/** A line of plain words. */
export function textLine(words: string): PrintLine {
  return { kind: 'text', text: words }
}

function deviceLine(name: string, deviceId: string): PrintLine {
  return { kind: 'fact', name, value: formatDeviceId(deviceId as DeviceId) }
}
