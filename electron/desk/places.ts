import { join } from 'node:path'

/** Where the desk keeps what, in its profile. */
export interface Places {
  readonly journal: string
  /** The journal as it was before the last upgrade. */
  readonly journalBefore: string
  readonly dataVersion: string
  readonly vault: string
  readonly tillSecret: string
  readonly enrolment: string
  readonly configuration: string
  readonly settings: string
  readonly standing: string
  readonly drafts: string
  readonly draftKeys: string
  readonly mirror: string
  readonly restoring: string
  /** How far the cases are that this till opened. */
  readonly serviceCases: string
  /** When the window's store was last made anew on purpose. */
  readonly windowStore: string
  terminalKey(number: number): string
}

export function placesIn(profileFolder: string): Places {
  const vault = join(profileFolder, 'vault')
  return {
    journal: join(profileFolder, 'journal'),
    journalBefore: join(profileFolder, 'journal-before-upgrade'),
    dataVersion: join(profileFolder, 'data-version.json'),
    vault,
    tillSecret: join(vault, 'till-secret'),
    enrolment: join(vault, 'enrolment.json'),
    configuration: join(vault, 'configuration.jws'),
    settings: join(profileFolder, 'settings.json'),
    standing: join(vault, 'standing.json'),
    drafts: join(profileFolder, 'drafts'),
    draftKeys: join(vault, 'draft-keys'),
    mirror: join(profileFolder, 'mirror.json'),
    restoring: join(profileFolder, 'restoring.json'),
    serviceCases: join(profileFolder, 'service-cases.json'),
    windowStore: join(profileFolder, 'window-store.json'),
    terminalKey: (number) => join(vault, `terminal-key-${number}.json`),
  }
}
