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
    kitChanges: { columns: ['operationId', 'kitId', 'kind'], isAgain: true },
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
  const tableOf = (name: TableName) => tables.get(name) ?? new Map<string, Row>()
  /** The keys of every row that ever named a device, or an address. */
  const byDevice = new Map<unknown, Set<string>>()
  const byEmail = new Map<unknown, Set<string>>()

  function put(name: TableName, key: string, row: Row): void {
    tableOf(name).set(key, row)
    if (name === 'devices') noteKey(byDevice, row['deviceId'], key)
    if (name === 'accounts') noteKey(byEmail, row['emailKey'], key)
  }

  function change(name: TableName, key: string, changes: object): void {
    const row = tableOf(name).get(key)
    if (row !== undefined) put(name, key, { ...row, ...changes })
  }

  function writeChanges(step: Effects): void {
    for (const { deviceId, accountId, at } of step.releasedDevices) {
      for (const key of byDevice.get(deviceId) ?? []) {
        const row = tableOf('devices').get(key)
        if (row?.['accountId'] === accountId && isNone(row['releasedAt']))
          change('devices', key, { releasedAt: at })
      }
    }
    for (const restored of step.restoredDevices) {
      change('devices', keyOf('devices', restored), { releasedAt: null })
    }
    for (const changed of step.changedAccounts) change('accounts', keyOf('accounts', changed), changed)
    for (const closed of step.closedAccounts) {
      change('accounts', keyOf('accounts', closed), { closedAt: closed.at })
    }
    for (const { choices, at: _at, ...changed } of step.changedCases) {
      change('cases', keyOf('cases', changed), { ...changed, choices: JSON.stringify(choices) })
    }
  }

  /** Of the devices and addresses that a step wrote, those that have two rows in force. */
  function shared(step: Effects): readonly string[] {
    const inForce = (name: TableName, keys: Iterable<string>, isIt: (row: Row) => boolean) =>
      [...keys].filter((key) => {
        const row = tableOf(name).get(key)
        return row !== undefined && isIt(row)
      }).length
    const refused: string[] = []
    for (const { deviceId } of [...step.devices, ...step.restoredDevices]) {
      const owners = inForce('devices', byDevice.get(deviceId) ?? [], (row) => isNone(row['releasedAt']))
      if (owners > 1) refused.push(`I2 two owners of ${deviceId}`)
    }
    const emails = [...step.accounts, ...step.changedAccounts].map(({ emailKey }) => emailKey)
    for (const emailKey of emails) {
      const isOpen = (row: Row) => row['emailKey'] === emailKey && isNone(row['closedAt'])
      if (inForce('accounts', byEmail.get(emailKey) ?? [], isOpen) > 1)
        refused.push(`I2 two accounts of ${emailKey}`)
    }
    return refused
  }

  return {
    rows: (table) => [...tableOf(table).values()],
    write(step) {
      const refused: string[] = []
      writeChanges(step)
      for (const name of EFFECT_TABLES) {
        const { isAgain } = KEYS[name]
        for (const row of step[name] as readonly Row[]) {
          const key = keyOf(name, row)
          const known = tableOf(name).get(key)
          if (known !== undefined && !isAgain) refused.push(`I2 a second row in ${name} for ${key}`)
          const isKept =
            known !== undefined && (name === 'cases' || name === 'voids' || name === 'mailRequests')
          // A device that is given once more is given, whoever had let go of it.
          const given = name === 'devices' ? { releasedAt: null } : {}
          if (!isKept) put(name, key, { ...known, ...given, ...row })
        }
      }
      return [...refused, ...shared(step)]
    },
  }
}

function keyOf(name: TableName, row: object): string {
  return KEYS[name].columns.map((column) => String((row as Row)[column])).join(' ')
}

function noteKey(keys: Map<unknown, Set<string>>, of: unknown, key: string): void {
  const known = keys.get(of)
  if (known === undefined) keys.set(of, new Set([key]))
  else known.add(key)
}

function isNone(value: unknown): boolean {
  return value === null || value === undefined
}
