import {
  type AgeCheckMethod,
  type RefusalReason,
  refusalReasonSchema,
} from '../contracts/operations/age-check.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { DocumentKind } from '../markets/age-check-policy.ts'
import type { ProductClass } from '../markets/age-rule.ts'
import type { Market } from '../markets/market.ts'
import { ageVerdict } from './age.ts'
import { ageCheckPolicyOn, challengeAge } from './age-check-policy.ts'
import { type CalendarDate, laterDate } from './calendar-date.ts'

export type { RefusalReason }

/** The reasons for a refusal in the order in which they are offered (R4). */
export const REFUSAL_REASONS: readonly RefusalReason[] = refusalReasonSchema.options

/**
 * How far the clock behind a check can be trusted. `isVerified`: the offset to the account API is known.
 * `localOnly`: only this till's own clock makes the person an adult, the last trusted time does not (C29).
 */
export type AgeCheckClock = { readonly isVerified: boolean; readonly localOnly: boolean }

/** What the operator has answered so far; null is not answered yet. */
export type AgeCheckAnswers = {
  readonly method: AgeCheckMethod
  /** 'none' when the customer shows nothing. */
  readonly document: DocumentKind | 'none' | null
  readonly documentState: 'valid' | 'expired' | 'not-readable' | null
  readonly photo: 'matches' | 'differs' | null
  readonly birthDate: CalendarDate | null
  readonly concern: 'buying-for-minor' | 'doubt' | null
  readonly isTodayConfirmed: boolean
}

/** The day of the sale as the till sees it, and the store's local day at the last trusted time, if there was one. */
export type AgeCheckDay = {
  readonly localToday: CalendarDate
  readonly trustedToday: CalendarDate | null
  readonly isClockVerified: boolean
}

/** The part of R5's list that is decided; time, operator and terminal come with the record. */
export type AgeCheckDecision = {
  readonly outcome: 'allowed' | 'refused'
  readonly reason: RefusalReason | null
  readonly method: AgeCheckMethod
  readonly documentKind: DocumentKind | null
  readonly ruleVersion: string
  readonly clock: AgeCheckClock
}

/** What the operator still has to answer, or a method that the market does not allow. */
export type AgeCheckOpen =
  | 'method-not-allowed'
  | 'document'
  | 'document-state'
  | 'photo'
  | 'birth-date'
  | 'confirm-today'

type AgeCheckInput = {
  readonly answers: AgeCheckAnswers
  readonly market: Pick<Market, 'age' | 'ageCheck'>
  readonly productClasses: readonly ProductClass[]
  readonly day: AgeCheckDay
  /** The same person was refused in this visit: nobody who was is plainly old enough now (R2). */
  readonly isAgain: boolean
}

/**
 * Decides an age check from the operator's answers (R2, R4). The first ground for a refusal decides at once; being
 * under age comes before all others. Fails with the next thing to answer while nothing is decided.
 */
export function decideAgeCheck(input: AgeCheckInput): Result<AgeCheckDecision, AgeCheckOpen> {
  const { answers, market } = input
  const age = readAge(input)
  const { documents } = ageCheckPolicyOn(market.ageCheck, latestDay(input.day))
  const decide = (reason: RefusalReason | null, localOnly = false) =>
    ok<AgeCheckDecision>({
      outcome: reason === null ? 'allowed' : 'refused',
      reason,
      method: answers.method,
      documentKind:
        answers.method === 'clearly-over' || answers.document === 'none' ? null : answers.document,
      ruleVersion: market.age.version,
      clock: { isVerified: input.day.isClockVerified, localOnly },
    })
  if (age === 'under-age') return decide('under-age')
  if (answers.concern !== null) return decide(answers.concern)
  if (!isMethodAllowed(input)) return fail('method-not-allowed')
  if (answers.method === 'clearly-over') return decide(null)
  if (answers.document === null) return fail('document')
  if (answers.document === 'none') return decide('no-document')
  if (!documents.some(({ kind }) => kind === answers.document)) return decide('no-document')
  if (answers.documentState === null) return fail('document-state')
  if (answers.documentState === 'not-readable') return decide('not-readable')
  if (answers.documentState === 'expired') return decide('document-expired')
  if (answers.photo === null) return fail('photo')
  if (answers.photo === 'differs') return decide('photo-differs')
  if (age === 'unknown') return fail('birth-date')
  const localOnly = age === 'adult-by-local-clock'
  if (localOnly && !answers.isTodayConfirmed) return fail('confirm-today')
  return decide(null, localOnly)
}

/**
 * A trusted time is never later than the real one, so who was an adult then is one now. A till clock that lies
 * behind it is known to be wrong and is not used.
 */
function readAge(input: AgeCheckInput): 'unknown' | 'under-age' | 'adult' | 'adult-by-local-clock' {
  const { birthDate } = input.answers
  if (birthDate === null) return 'unknown'
  const { trustedToday } = input.day
  const isAdultOn = (saleDate: CalendarDate) => {
    const sale = { birthDate, rules: input.market.age, productClasses: input.productClasses, saleDate }
    return ageVerdict(sale).verdict === 'adult'
  }
  if (!isAdultOn(latestDay(input.day))) return 'under-age'
  if (input.day.isClockVerified) return 'adult'
  return trustedToday !== null && isAdultOn(trustedToday) ? 'adult' : 'adult-by-local-clock'
}

function latestDay({ localToday, trustedToday }: AgeCheckDay): CalendarDate {
  return trustedToday === null ? localToday : laterDate(localToday, trustedToday)
}

function isMethodAllowed({ answers: { method }, market, day, isAgain }: AgeCheckInput): boolean {
  const today = latestDay(day)
  if (method === 'clearly-over') return !isAgain && challengeAge(market, today) !== null
  if (method === 'machine-read') return ageCheckPolicyOn(market.ageCheck, today).machineReading !== 'off'
  return true
}
