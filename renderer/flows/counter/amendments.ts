import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { ChangedFields } from '#shared/contracts/operations/changed-fields.ts'
import type { RegistrationPayload } from '#shared/contracts/operations/registration.ts'
import type { ProductClass } from '#shared/contracts/operations/sale.ts'
import type { VoidReason } from '#shared/contracts/operations/void.ts'
import { canonicalJson } from '#shared/kernel/canonical-json.ts'
import type { CapturedOperation } from '../record-port.ts'
import type { CheckedAgain } from './counter-state.ts'
import type { RegistrationFields } from './operations.ts'

/** The fields that the screen lets people correct, in its order; the check goes with another date of birth (R2). */
const REGISTRATION_FIELDS = [
  'givenName',
  'familyName',
  'email',
  'mobilePhone',
  'dateOfBirth',
  'countryOfResidence',
  'language',
  'claim',
  'devices',
  'purchaseDate',
  'purchasePlace',
  'ageCheck',
] as const
export type AmendedField = (typeof REGISTRATION_FIELDS)[number] | 'productClasses'

/** The same person was checked again: the check before no longer counts as another one (R4). */
export function ageCheckCorrection(
  again: CheckedAgain,
  newCheck: Pick<CapturedOperation, 'operationId' | 'aggregateId'>,
): CapturedOperation {
  return {
    operationId: again.id,
    aggregateId: newCheck.aggregateId,
    dependsOn: [again.of, newCheck.operationId],
    operation: { type: 'age-check-correction', payload: { of: again.of, why: again.why } },
  }
}

/** What changed in a registration; null where nothing did. */
export function registrationChanges(
  before: RegistrationPayload,
  after: RegistrationFields,
): ChangedFields | null {
  const changed = REGISTRATION_FIELDS.filter(
    (field) => canonicalJson(before[field]) !== canonicalJson(after[field]),
  )
  if (changed.length === 0) return null
  const fields = Object.fromEntries(changed.map((field) => [field, after[field]]))
  return { type: 'registration', fields }
}

/** What changed in a sale; null where nothing did. */
export function saleChanges(
  before: readonly ProductClass[],
  after: readonly ProductClass[],
): ChangedFields | null {
  const isSame = canonicalJson(before.toSorted()) === canonicalJson(after.toSorted())
  return isSame ? null : { type: 'sale', fields: { productClasses: [...after] } }
}

/** The fields of a change, for the eye. */
export function amendedFields(changes: ChangedFields | null): readonly AmendedField[] {
  if (changes === null) return []
  if (changes.type === 'sale') return ['productClasses']
  return REGISTRATION_FIELDS.filter((field) => field in changes.fields)
}

/** A correction of a record that was saved here, in its aggregate. */
export function correctionOperation(
  target: CapturedOperation,
  made: { id: OperationId; changes: ChangedFields },
): CapturedOperation {
  const { id, changes } = made
  const { operationId, aggregateId } = target
  const check =
    changes.type === 'registration' || changes.type === 'sale' ? changes.fields.ageCheck : undefined
  return {
    operationId: id,
    aggregateId,
    dependsOn: check === undefined ? [operationId] : [operationId, check],
    operation: { type: 'correction', payload: { target: operationId, changes } },
  }
}

/** The record as it is after a correction. */
export function withChanges(target: CapturedOperation, changes: ChangedFields): CapturedOperation {
  const { operation } = target
  if (operation.type === 'registration' && changes.type === 'registration') {
    const payload: RegistrationPayload = { ...operation.payload, ...definedIn(changes.fields) }
    return { ...target, operation: { type: 'registration', payload } }
  }
  if (operation.type === 'sale' && changes.type === 'sale') {
    const { productClasses = operation.payload.productClasses } = changes.fields
    return { ...target, operation: { type: 'sale', payload: { ...operation.payload, productClasses } } }
  }
  return target
}

type Defined<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }

function definedIn<Fields extends object>(fields: Fields): Defined<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<Fields>
}

/** Takes a record back that was saved here, in its aggregate. */
export function voidOperation(
  target: Pick<CapturedOperation, 'operationId' | 'aggregateId'>,
  made: { id: OperationId; reason: VoidReason },
): CapturedOperation {
  return {
    operationId: made.id,
    aggregateId: target.aggregateId,
    dependsOn: [target.operationId],
    operation: { type: 'void', payload: { target: target.operationId, reason: made.reason } },
  }
}
