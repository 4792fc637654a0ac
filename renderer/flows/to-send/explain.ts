import type { Tone } from '#renderer/ui/status-pill.tsx'
import type { useTexts } from '#renderer/i18n/use-texts.ts'
import { OPERATION_CATALOGUE, type OperationType } from '#shared/contracts/operations/catalogue.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { QueueRow, QueueSlip } from './to-send-ports.ts'

type Say = ReturnType<typeof useTexts>['t']

/** A record's state in words: short for the list, and what happened, what is safe, what to do. */
export interface Explanation {
  readonly tone: Tone
  /** One of the three words. */
  readonly word: string
  readonly short: string
  readonly title: string
  readonly happened: string
  readonly safe: string
  readonly todo: string
}

export function explain(row: QueueRow, t: Say): Explanation {
  const { tone, word } = wordOf(row, t)
  if (row.outcome?.kind === 'case') {
    const { caseKind } = row.outcome
    const title = t(`toSend.cases.${caseKind}.title`)
    return {
      tone,
      word,
      short: title,
      title,
      happened: t(`toSend.cases.${caseKind}.happened`),
      safe: t('toSend.cases.safe'),
      todo: t('toSend.cases.todo'),
    }
  }
  const state = row.status === 'case' ? 'suspect' : row.status
  return {
    tone,
    word,
    short: t(`toSend.explain.${state}.short`),
    title: t(`toSend.explain.${state}.title`),
    happened: t(`toSend.explain.${state}.happened`),
    safe: t(`toSend.explain.${state}.safe`),
    todo: t(`toSend.explain.${state}.todo`),
  }
}

/** What a record is, for people; an age check with how it ended, where that is known. */
export function typeWord(type: string, t: Say, slip: QueueSlip | null = null): string {
  const ageOutcome = slip?.ageOutcome ?? null
  if (ageOutcome !== null) return t(`records.ageCheck.${ageOutcome}`)
  return isKnown(type) ? t(`records.type.${type}`) : t('records.type.other')
}

function isKnown(type: string): type is OperationType {
  return Object.hasOwn(OPERATION_CATALOGUE, type)
}

function wordOf(row: QueueRow, t: Say): Pick<Explanation, 'tone' | 'word'> {
  switch (row.status) {
    case 'pending':
    case 'sending':
    case 'waiting':
      return { tone: 'wait', word: t('records.saved') }
    case 'accepted':
    case 'superseded':
    case 'erased':
      return { tone: 'ok', word: t('records.sent') }
    case 'case':
    case 'suspect':
    case 'quarantined':
      return { tone: 'stop', word: t('records.needsYou') }
    default:
      return unreachable(row.status)
  }
}
