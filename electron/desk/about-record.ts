import type { Envelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { SaveRequest } from '#shared/ipc/record-methods.ts'

/** What a correction may amend is in its contract; what a void may take back is what happened at the counter. */
const NOT_VOIDABLE: readonly string[] = ['void', 'correction', 'resolution', 'terminal-event']
const SERVICE_CASES: readonly string[] = ['guarantee-case', 'assistance-case']
const RETURNABLE: readonly string[] = ['sale', 'registration']

/** The header of a record that this terminal journaled; null where there is none. */
export type FindRecord = (id: OperationId) => Promise<Pick<Envelope, 'type' | 'aggregateId'> | null>

/**
 * Whether a request that speaks about another record, or about an account that was found, may do so [D3b] [D30]. One that
 * speaks about none may.
 */
export async function isAboutItsOwn(
  request: SaveRequest,
  given: { readonly find: FindRecord; readonly isFound: boolean },
): Promise<boolean> {
  const about = subjectOf(request.operation)
  if (about === 'found-account') return given.isFound
  if (about === null) return true
  if (!request.dependsOn.includes(about.id)) return false
  const record = await given.find(about.id)
  return record !== null && record.aggregateId === request.aggregateId && about.isKind(record.type)
}

function subjectOf(
  operation: TypedPayload,
): { readonly id: OperationId; readonly isKind: (type: string) => boolean } | 'found-account' | null {
  switch (operation.type) {
    case 'correction': {
      const { target, changes } = operation.payload
      return { id: target, isKind: (type) => type === changes.type }
    }
    case 'void':
      return { id: operation.payload.target, isKind: (type) => !NOT_VOIDABLE.includes(type) }
    case 'age-check-correction':
      return { id: operation.payload.of, isKind: (type) => type === 'age-check' }
    case 'case-note':
      return { id: operation.payload.of, isKind: (type) => SERVICE_CASES.includes(type) }
    case 'return': {
      const { of } = operation.payload
      return of === null ? null : { id: of, isKind: (type) => RETURNABLE.includes(type) }
    }
    case 'guarantee-case': {
      // Whoever shows a proof of purchase needs no account: the case is of a visit.
      const { registration, proofOfPurchase } = operation.payload
      return registration === null && proofOfPurchase !== undefined ? null : ofCustomer(registration)
    }
    case 'assistance-case': {
      // Who is from abroad has no account here: the case is of a visit.
      const { registration } = operation.payload
      return registration === null ? null : ofCustomer(registration)
    }
    case 'removal-request': {
      const { who } = operation.payload
      return who.by === 'record' ? ofCustomer(who.registration) : null
    }
    case 'consent-change':
    case 'contact-change':
    case 'device-added':
    case 'device-released':
    case 'link-request':
    case 'loyalty-membership':
    case 'loyalty-redemption':
    case 'replacement':
      return ofCustomer(operation.payload.registration)
    case 'age-check':
    case 'registration':
    case 'resolution':
    case 'sale':
    case 'take-back':
    case 'terminal-event':
      return null
    default:
      return unreachable(operation)
  }
}

function ofCustomer(registration: OperationId | null) {
  if (registration === null) return 'found-account' as const
  return { id: registration, isKind: (type: string) => type === 'registration' }
}
