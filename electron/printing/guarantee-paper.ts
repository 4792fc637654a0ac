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
          deviceLine(words('oldDevice'), content.oldDevice),
          deviceLine(words('newDevice'), content.newDevice.deviceId),
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
        deviceLine(words('oldDevice'), content.deviceId),
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

/** A line of plain words. */
export function textLine(words: string): PrintLine {
  return { kind: 'text', text: words }
}

function deviceLine(name: string, deviceId: string): PrintLine {
  return { kind: 'fact', name, value: formatDeviceId(deviceId as DeviceId) }
}
