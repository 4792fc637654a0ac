import type { Tone } from '#renderer/ui/status-pill.tsx'
import type { useTexts } from '#renderer/i18n/use-texts.ts'
import { OPERATION_CATALOGUE, type OperationType } from '#shared/contracts/operations/catalogue.ts'
import type { CaseChoice, CaseKind } from '#shared/contracts/outcome.ts'
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

/** `at` writes an instant as the time on the store's wall; nothing is sent while `isStopped`. */
export function explain(
  row: QueueRow,
  t: Say,
  { at, isStopped }: { readonly at: (instant: string) => string; readonly isStopped: boolean },
): Explanation {
  if (row.outcome?.kind === 'case') return explainCase(row, row.outcome, { t, at })
  const { tone, word } = wordOf(row, t)
  const state = stateOf(row, isStopped)
  const own = ownWords(row, { t, at })
  return {
    tone,
    word,
    short: own?.short ?? t(`toSend.explain.${state}.short`),
    title: own?.title ?? t(`toSend.explain.${state}.title`),
    happened: own?.happened ?? t(`toSend.explain.${state}.happened`),
    safe: t(`toSend.explain.${state}.safe`),
    todo: t(`toSend.explain.${state}.todo`),
  }
}

function stateOf(row: QueueRow, isStopped: boolean) {
  const { status, outcome } = row
  if (row.restsOnLost === true) return 'lost'
  if (outcome?.kind === 'quarantined' && outcome.reason === 'too-large') return 'tooLarge'
  if (outcome?.kind === 'quarantined' && row.settledAt === null) return 'unreadable'
  if (isStopped && (status === 'pending' || status === 'sending' || status === 'waiting')) return 'stopped'
  return status === 'case' ? 'suspect' : status
}

/** Whether a person here may decide: not while a decision made here is the last word, and not what is head office's. */
export function isToDecide(row: QueueRow): boolean {
  const isWithHeadOffice = row.outcome?.kind === 'case' && row.outcome.asked === 'head-office'
  return row.status === 'case' && row.decision?.isLast !== true && !isWithHeadOffice
}

type Words = { readonly t: Say; readonly at: (instant: string) => string }

function explainCase(
  row: QueueRow,
  outcome: Extract<QueueRow['outcome'], { kind: 'case' }>,
  { t, at }: Words,
): Explanation {
  const { caseKind, asked } = outcome
  const { decision } = row
  const words = {
    title: t(`toSend.cases.${caseKind}.title`),
    happened: t(`toSend.cases.${caseKind}.happened`),
    safe: safeWords(row, t),
  }
  if (decision?.isLast === true) {
    const state = decision.outcome === null || decision.outcome.kind === 'waiting' ? 'saved' : 'settled'
    const how = decision.outcome?.kind === 'superseded' ? 'overtaken' : state
    const short = t(`toSend.decided.${how}.short`, { time: at(decision.savedAt) })
    const happened = t(`toSend.decided.${how}.happened`, { time: at(decision.savedAt) })
    const todo = t('toSend.decided.todo')
    const word = state === 'saved' ? t('records.saved') : t('records.sent')
    return { tone: 'wait', word, ...words, short, happened, todo }
  }
  if (asked === undefined)
    return {
      tone: 'stop',
      word: t('records.needsYou'),
      ...words,
      short: words.title,
      todo: t('toSend.cases.todo'),
    }
  return {
    tone: 'wait',
    word: t('records.sent'),
    ...words,
    short: t(`toSend.asked.${asked}`),
    todo: asked === 'head-office' ? t('toSend.cases.todoHeadOffice') : t('toSend.cases.todoAsked'),
  }
}

/** What a record of the counter keeps, whatever is decided; a decision or a void keeps nothing but itself. */
function safeWords(row: QueueRow, t: Say): string {
  return row.type === 'registration' ? t('toSend.cases.safeRegistration') : t('toSend.cases.safe')
}

/** What is true of this record beyond its state: a decision was made in it, or it is one itself. */
function ownWords(row: QueueRow, { t, at }: Words): Pick<Explanation, 'short' | 'title' | 'happened'> | null {
  const { status, decision, outcome } = row
  if (status !== 'accepted' && status !== 'superseded') return null
  if (outcome?.kind === 'superseded' && outcome.notSpent !== undefined) {
    const words = { short: t('toSend.notSpent.short'), title: t('toSend.notSpent.title') }
    return { ...words, happened: t(`toSend.notSpent.${outcome.notSpent}`) }
  }
  if (row.type === 'resolution') {
    return {
      short: t(`toSend.resolution.${status}.short`),
      title: t(`toSend.resolution.${status}.title`),
      happened: t(`toSend.resolution.${status}.happened`),
    }
  }
  if (decision === null) return null
  const isOvertaken = decision.outcome?.kind === 'superseded'
  const how = isOvertaken ? 'overtaken' : 'carriedOut'
  const time = at(decision.savedAt)
  return {
    short: t(`toSend.closed.${how}.${status}.short`, { time }),
    title: t(`toSend.closed.${how}.${status}.title`),
    happened: t(`toSend.closed.${how}.${status}.happened`, { time }),
  }
}

/** What a choice is called in a case, and what it does. */
export function choiceWords(
  choice: CaseChoice,
  about: { readonly caseKind: CaseKind; readonly type: string },
  t: Say,
): { readonly title: string; readonly text: string } {
  switch (choice) {
    case 'mistyped': {
      const what = MISTYPED[about.caseKind]
      return { title: t(`toSend.mistyped.${what}.title`), text: t(`toSend.mistyped.${what}.text`) }
    }
    case 'dispute': {
      const whose = about.caseKind === 'not-owner' ? 'release' : 'claim'
      return { title: t(`toSend.dispute.${whose}.title`), text: t(`toSend.dispute.${whose}.text`) }
    }
    case 'reverse':
    case 'keep': {
      const what = about.caseKind === 'settled-already' ? 'void' : 'record'
      return { title: t(`toSend.${choice}.${what}.title`), text: t(`toSend.${choice}.${what}.text`) }
    }
    case 'cancel': {
      const what = about.type === 'registration' ? 'registration' : 'record'
      return { title: t(`toSend.cancel.${what}.title`), text: t(`toSend.cancel.${what}.text`) }
    }
    case 'same-person':
    case 'transfer':
    case 'after-cases':
    case 'now-anyway':
    case 'erase':
    case 'settle':
    case 'settle-again':
    case 'statutory-route':
    case 'pay':
    case 'customer-not-here':
      return { title: t(`toSend.choices.${choice}.title`), text: t(`toSend.choices.${choice}.text`) }
    default:
      return unreachable(choice)
  }
}

const MISTYPED = {
  'email-taken': 'email',
  'device-taken': 'device',
  'not-owner': 'device',
  'invalid-field': 'field',
  'not-covered': 'field',
  'new-device-taken': 'device',
  'id-reused': 'field',
  'settled-already': 'field',
  'support-reversed': 'field',
  'open-cases': 'field',
  'removal-overlap': 'field',
  'merge-taken-back': 'field',
  'not-settled': 'field',
  'key-unknown': 'field',
} as const satisfies Record<CaseKind, string>

/** What a record is, for people; an age check with how it ended, where that is known. */
export function typeWord(type: string, t: Say, slip: QueueSlip | null = null): string {
  const ageOutcome = slip?.ageOutcome ?? null
  if (type === 'age-check' && ageOutcome !== null) return t(`records.ageCheck.${ageOutcome}`)
  return isKnown(type) ? t(`records.type.${type}`) : t('records.type.other')
}

function isKnown(type: string): type is OperationType {
  return Object.hasOwn(OPERATION_CATALOGUE, type)
}

function wordOf(row: QueueRow, t: Say): Pick<Explanation, 'tone' | 'word'> {
  if (row.restsOnLost === true) return { tone: 'stop', word: t('records.needsYou') }
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
