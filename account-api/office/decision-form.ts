import { centralDecisionSchema } from '#shared/contracts/messages/cases.ts'
import type { CentralDecision } from '#shared/contracts/messages/cases.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { input } from './elements.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import { wordFor } from './texts/texts.ts'
import type { Texts } from './texts/texts.ts'

const CORRECTABLE = ['givenName', 'familyName', 'email', 'mobilePhone'] as const

/** What a decision needs of the case that it is about. */
interface Decidable {
  readonly choices: readonly string[]
  readonly operation: TypedPayload | null
}

/** The ways out of a case, none picked; each shows what it asks for once it is picked. */
export function decisionFields(texts: Texts, kase: Decidable): Html {
  const { cases: words } = texts
  return html`<fieldset class="choices">
    <legend>${words.pick}</legend>
    ${kase.choices.map(
      (choice) =>
        html`<div class="choice">
          <label
            ><input type="radio" name="choice" value="${choice}" required />
            <strong>${wordFor(texts.choices, choice)}</strong></label
          >
          ${detailsOf(texts, { choice, operation: kase.operation })}
        </div>`,
    )}
  </fieldset>`
}

function detailsOf(texts: Texts, given: { choice: string; operation: TypedPayload | null }): Html | null {
  const { cases: words } = texts
  const box = (name: string, label: string) =>
    html`<div class="details">
      <label class="tick"><input type="checkbox" name="${name}" /><span>${label}</span></label>
    </div>`
  switch (given.choice) {
    case 'same-person':
      return box('documentMatched', words.documentMatched)
    case 'transfer':
      return box('releasedByHolder', words.released)
    case 'statutory-route':
      return box('proofOfPurchaseShown', words.proofShown)
    case 'customer-not-here':
      return html`<div class="details">
        ${(['next-visit', 'link'] as const).map(
          (ask) =>
            html`<label class="tick"
              ><input type="radio" name="ask" value="${ask}" /> <span>${words.ask[ask]}</span></label
            >`,
        )}
      </div>`
    case 'mistyped':
      return html`<div class="details">${correctionFields(texts, given.operation)}</div>`
    default:
      return null
  }
}

function correctionFields(texts: Texts, operation: TypedPayload | null): Html {
  const { cases: words, fields } = texts
  const optional = { isOptional: true } as const
  const devices = devicesIn(operation)
  if (operation === null || (devices.length === 0 && operation.type !== 'registration'))
    return html`<p>${words.noMistyped}</p>`
  const named = operation.type === 'registration' ? operation.payload : null
  return html`<p>${words.changed}</p>
    ${
      named === null
        ? null
        : CORRECTABLE.map((name) =>
            input({ name, label: fields[name], value: named[name] ?? '', ...optional }),
          )
    }
    ${devices.map((value, index) =>
      input({ name: `device-${index}`, label: words.device(index + 1), value, isCode: true, ...optional }),
    )}`
}

function devicesIn(operation: TypedPayload | null): readonly string[] {
  if (operation === null) return []
  const { type, payload } = operation
  if (type === 'registration') return payload.devices.map(({ deviceId }) => deviceId)
  if (type === 'device-added') return [payload.device.deviceId]
  if (type === 'device-released' || type === 'guarantee-case') return [payload.deviceId]
  if (type === 'replacement') return [payload.newDevice.deviceId]
  return type === 'return' ? payload.devices : []
}

/** The decision that a form says; null where what its choice asks for is missing or cannot be. */
export function readDecision(
  form: Readonly<Record<string, string>>,
  operation: TypedPayload | null,
): CentralDecision | null {
  const { choice } = form
  const asked: Readonly<Record<string, object>> = {
    'same-person': { documentMatched: form['documentMatched'] === 'on' },
    transfer: { releasedByHolder: form['releasedByHolder'] === 'on' },
    'statutory-route': { proofOfPurchaseShown: form['proofOfPurchaseShown'] === 'on' },
    'customer-not-here': { ask: form['ask'] },
    mistyped: { changes: operation === null ? null : changesIn(form, operation) },
  }
  const parsed = centralDecisionSchema.safeParse({ choice, ...asked[choice ?? ''] })
  return parsed.success ? parsed.data : null
}

/** Only what was typed otherwise than it is. */
function changesIn(form: Readonly<Record<string, string>>, operation: TypedPayload): unknown {
  const before = devicesIn(operation)
  const after = before.map((device, index) =>
    (form[`device-${index}`] ?? device).replaceAll(/\s/g, '').toUpperCase(),
  )
  const isOther = after.some((device, index) => device !== before[index])
  const { type } = operation
  const first = after[0] ?? ''
  if (type === 'device-added')
    return isOther && { type, fields: { device: { ...operation.payload.device, deviceId: first } } }
  if (type === 'device-released' || type === 'guarantee-case')
    return isOther && { type, fields: { deviceId: first } }
  if (type === 'replacement')
    return isOther && { type, fields: { newDevice: { ...operation.payload.newDevice, deviceId: first } } }
  if (type === 'return') return isOther && { type, fields: { devices: after } }
  if (type !== 'registration') return null
  const { payload } = operation
  const typed = CORRECTABLE.map((name) => [name, (form[name] ?? payload[name] ?? '').trim()] as const)
  const changed = typed.filter(([name, text]) => text !== (payload[name] ?? ''))
  const fields = Object.fromEntries(
    changed.map(([name, text]) => [name, name === 'mobilePhone' && text === '' ? null : text]),
  )
  const devices = payload.devices.map((device, index) => ({ ...device, deviceId: after[index] ?? '' }))
  return { type, fields: { ...fields, ...(isOther ? { devices } : {}) } }
}
