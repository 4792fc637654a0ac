import { confirmationDocument } from '#electron/printing/confirmation.ts'
import { pageDocument, testDocument } from '#electron/printing/plain-documents.ts'
import type { PrintDocument } from '#electron/printing/print-document.ts'
import type { SavedFrame } from '#shared/contracts/frame.ts'
import type { PrintResult } from '#shared/domain/paper.ts'
import { slipOf } from '#shared/domain/slip.ts'
import type { ConfirmationRequest, PageRequest } from '#shared/ipc/print-methods.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { instantOf } from '#shared/kernel/instant.ts'

import type { DeskParts } from './desk-parts.ts'

const NOT_THIS_RECORD: PrintResult = { kind: 'failed', failure: 'not-this-record' }

/** Prints what the customer takes away of a record that is on disk [PR9]. */
export async function printConfirmation(
  parts: DeskParts,
  request: ConfirmationRequest,
): Promise<PrintResult> {
  const entry = parts.journal.record(request.operationId)
  const frame = entry === undefined ? null : await parts.journal.readFrame(entry.savedFrame)
  const configuration = parts.terminal()?.configuration.current()
  if (frame?.kind !== 'saved' || entry === undefined || configuration === undefined) return NOT_THIS_RECORD
  if (!isOf(frame, { parts, request })) return NOT_THIS_RECORD
  const { sequence, hash, operatorId } = frame.envelope
  const operator = configuration.roster.find((one) => one.operatorId === operatorId)
  const { market, store, realm } = configuration
  return print(
    parts,
    confirmationDocument({
      request,
      record: {
        sequence,
        hash,
        savedAt: frame.savedAt,
        outcome: entry.settled?.outcome ?? null,
        operatorName: operator?.name ?? null,
      },
      place: {
        market,
        storeName: store.name,
        timeZone: store.timeZone,
        isPractice: realm === 'practice',
      },
    }),
  )
}

export async function printPage(parts: DeskParts, request: PageRequest): Promise<PrintResult> {
  const made = madeHere(parts)
  return made === null ? { kind: 'failed', failure: 'unknown' } : print(parts, pageDocument(request, made))
}

export async function printTestPage(parts: DeskParts): Promise<PrintResult> {
  const made = madeHere(parts)
  const { language, printing } = parts.settings.current()
  if (made === null) return { kind: 'failed', failure: 'unknown' }
  return print(parts, testDocument({ language, paper: printing.paper }, made))
}

export function print(parts: DeskParts, document: PrintDocument): Promise<PrintResult> {
  const { printer, paper } = parts.settings.current().printing
  return parts.ports.printer.print({ document, paper, printer })
}

/** Whether the window speaks of this very record, as far as main can tell: the payload itself no key here opens. */
function isOf(frame: SavedFrame, given: { parts: DeskParts; request: ConfirmationRequest }): boolean {
  const { parts, request } = given
  const { content } = request
  if (frame.envelope.type !== content.kind) return false
  const slip = parts.slipBox.open(request.operationId, frame.slip)
  if (content.kind === 'sale' || slip === null) return true
  const claimed = slipOf(claimOf(content))
  return claimed.initials === slip.initials && claimed.devices.join() === slip.devices.join()
}

function claimOf(content: Exclude<ConfirmationRequest['content'], { kind: 'sale' }>) {
  switch (content.kind) {
    case 'registration': {
      const names = [content.givenName, content.familyInitial].filter((name) => name !== null)
      return { names, deviceIds: content.devices.map(({ deviceId }) => deviceId) }
    }
    case 'device-added':
      return { names: [], deviceIds: [content.device.deviceId] }
    case 'replacement':
      return { names: [], deviceIds: [content.oldDevice, content.newDevice.deviceId] }
    case 'guarantee-case':
      return { names: [], deviceIds: [content.deviceId] }
    default:
      return unreachable(content)
  }
}

export function madeHere(parts: DeskParts) {
  const configuration = parts.terminal()?.configuration.current()
  if (configuration === undefined) return null
  const { store, terminalName, realm } = configuration
  return {
    storeName: store.name,
    terminalName,
    timeZone: store.timeZone,
    isPractice: realm === 'practice',
    now: instantOf(parts.ports.clock.wallMs()),
  }
}
