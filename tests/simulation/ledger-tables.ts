import { EFFECT_TABLES } from '#account-api/ingest/effects.ts'
import type { Effects } from '#account-api/ingest/effects.ts'

type TableName = (typeof EFFECT_TABLES)[number]
type Row = Readonly<Record<string, unknown>>

/** The primary keys of the account API's tables, and whether a record that is settled again meets its own row. */
const KEYS: Readonly<Record<TableName, { readonly columns: readonly string[]; readonly isAgain: boolean }>> =
  {
    ageChecks: { columns: ['operationId'], isAgain: false },
    ageCheckCorrections: { columns: ['operationId'], isAgain: false },
    sales: { columns: ['operationId'], isAgain: true },
    takeBacks: { columns: ['operationId'], isAgain: true },
    terminalEvents: { columns: ['operationId'], isAgain: false },
    accounts: { columns: ['accountId'], isAgain: false },
    registrations: { columns: ['operationId'], isAgain: true },
    devices: { columns: ['deviceId', 'operationId'], isAgain: true },
    deviceDisputes: { columns: ['deviceId', 'operationId'], isAgain: true },
    deviceHistory: { columns: ['deviceId', 'operationId', 'event', 'accountId'], isAgain: true },
    returns: { columns: ['operationId'], isAgain: true },
    replacements: { columns: ['operationId'], isAgain: true },
    guaranteeCases: { columns: ['operationId'], isAgain: true },
    assistanceCases: { columns: ['operationId'], isAgain: false },
    serviceCaseSteps: { columns: ['stepId'], isAgain: true },
    contactChanges: { columns: ['operationId'], isAgain: true },
    loyaltyMemberships: { columns: ['operationId'], isAgain: false },
    loyaltyOffers: { columns: ['operationId', 'deviceId'], isAgain: true },
    loyaltyEntries: { columns: ['operationId', 'kind', 'deviceId'], isAgain: false },
    consents: { columns: ['operationId', 'position'], isAgain: true },
    shownTexts: { columns: ['operationId', 'kind'], isAgain: true },
    mailRequests: { columns: ['operationId', 'kind', 'accountId', 'occasion'], isAgain: true },
    cases: { columns: ['caseId'], isAgain: true },
    caseDecisions: { columns: ['caseId', 'version'], isAgain: false },
    amendments: { columns: ['targetOperationId', 'position'], isAgain: false },
    voids: { columns: ['targetOperationId'], isAgain: true },
    dependencies: { columns: ['operationId', 'onOperationId'], isAgain: true },
  }

/** The account API's tables as rows under their keys, so that what a unique index would refuse is seen. */
export interface LedgerTables {
  /** Carries one step out as the account API writes it. Says what a unique key would have refused. */
  write(step: Effects): readonly string[]
  rows(table: TableName): readonly Row[]
}

export function createLedgerTables(): LedgerTables {
  const tables = new Map<TableName, Map<string, Row>>(EFFECT_TABLES.map((name) => [name, new Map()]))
  const rowsOf = (name: TableName) => [...(tables.get(name) ?? new Map<string, Row>()).entries()]
  const change = (name: TableName, matches: (row: Row) => boolean, changes: Row): void => {
    const table = tables.get(name)
    for (const [key, row] of rowsOf(name)) if (matches(row)) table?.set(key, { ...row, ...changes })
  }

  function writeChanges(step: Effects): void {
    for (const { deviceId, accountId, at } of step.releasedDevices) {
      const isOf = (row: Row) =>
        row['deviceId'] === deviceId && row['accountId'] === accountId && isNone(row['releasedAt'])
      change('devices', isOf, { releasedAt: at })
    }
    for (const { deviceId, operationId } of step.restoredDevices) {
      const isOf = (row: Row) => row['deviceId'] === deviceId && row['operationId'] === operationId
      change('devices', isOf, { releasedAt: null })
    }
    for (const { accountId, ...changed } of step.changedAccounts) {
      change('accounts', (row) => row['accountId'] === accountId, changed)
    }
    for (const { accountId, at } of step.closedAccounts) {
      change('accounts', (row) => row['accountId'] === accountId, { closedAt: at })
    }
    for (const { caseId, choices, at: _at, ...changed } of step.changedCases) {
      const changes = { ...changed, choices: JSON.stringify(choices) }
      change('cases', (row) => row['caseId'] === caseId, changes)
    }
  }

  return {
    rows: (table) => rowsOf(table).map(([, row]) => row),
    write(step) {
      const refused: string[] = []
      writeChanges(step)
      for (const name of EFFECT_TABLES) {
        const { columns, isAgain } = KEYS[name]
        for (const row of step[name] as readonly Row[]) {
          const key = columns.map((column) => String(row[column])).join(' ')
          const known = tables.get(name)?.get(key)
          if (known !== undefined && !isAgain) refused.push(`I2 a second row in ${name} for ${key}`)
          const isKept =
            known !== undefined && (name === 'cases' || name === 'voids' || name === 'mailRequests')
          // A device that is given once more is given, whoever had let go of it.
          const given = name === 'devices' ? { releasedAt: null } : {}
          if (!isKept) tables.get(name)?.set(key, { ...known, ...given, ...row })
        }
      }
      if (!changesOwners(step)) return refused
      const owners = rowsOf('devices').filter(([, row]) => isNone(row['releasedAt']))
      refused.push(...twice(owners.map(([, row]) => `I2 two owners of ${String(row['deviceId'])}`)))
      const open = rowsOf('accounts').filter(([, row]) => isNone(row['closedAt']))
      refused.push(...twice(open.map(([, row]) => `I2 two accounts of ${String(row['emailKey'])}`)))
      return refused
    },
  }
}

/** Only these rows say who has a device or an address. */
function changesOwners(step: Effects): boolean {
  const { devices, restoredDevices, accounts, changedAccounts } = step
  return devices.length + restoredDevices.length + accounts.length + changedAccounts.length > 0
}

function isNone(value: unknown): boolean {
  return value === null || value === undefined
}

function twice(texts: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return texts.filter((text) => {
    const isAgain = seen.has(text)
    seen.add(text)
    return isAgain
  })
}
