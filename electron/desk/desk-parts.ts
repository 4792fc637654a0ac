import type { Drafts } from '#electron/drafts/drafts.ts'
import type { Disk } from '#electron/journal/disk.ts'
import type { Journal } from '#electron/journal/journal.ts'
import type { Printer } from '#electron/printing/printer.ts'
import type { Mirror } from '#electron/mirror/mirror.ts'
import type { HeldComparison } from '#electron/transport/held-comparison.ts'
import type { Http } from '#electron/transport/http.ts'
import type { TrustedTime } from '#electron/transport/trusted-time.ts'
import type { DraftKeys } from '#electron/vault/draft-keys.ts'
import type { Keystore } from '#electron/vault/keystore.ts'
import type { OperatorBadges } from '#electron/vault/operator-badges.ts'
import type { OperatorPins } from '#electron/vault/operator-pins.ts'
import type { PinHash } from '#electron/vault/pin-hash.ts'
import type { SlipBox } from '#electron/vault/slip-box.ts'
import type { TillSecret } from '#electron/vault/till-secret.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { EVENT_CONTRACT } from '#shared/ipc/events.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import type { Confirmation } from './confirmation.ts'
import type { EnrolledTerminal } from './enrolled-terminal.ts'
import type { FoundAccounts } from './found-accounts.ts'
import type { NamedDevices } from './named-devices.ts'
import type { Places } from './places.ts'
import type { Restore } from './restore-calls.ts'
import type { SaveRecord } from './save-record.ts'
import type { ServiceCases } from './service-cases.ts'
import type { Session } from './session.ts'
import type { SettingsStore } from './settings-store.ts'
import type { StoreComparison } from './store-comparison.ts'
import type { Standing, UntoldEvent } from './standing.ts'
import type { ReportedEvent } from './terminal-events.ts'
import type { WindowStoreRenewal } from './window-store.ts'
import type { RecordPorts } from './write-record.ts'

/** What the desk needs from the machine it runs on. */
export interface DeskPorts {
  readonly disk: Disk
  readonly http: Http
  readonly keystore: Keystore
  readonly pinHash: PinHash
  readonly clock: Clock
  readonly timer: Timer
  readonly random: Random
  readonly profileFolder: string
  /** Outside the profile, so that a restored profile brings no tries back. */
  readonly attemptsFolder: string
  readonly appVersion: string
  /** Shown where the desk is enrolled by hand; null when nobody says. */
  readonly suggestedAccountApiUrl: string | null
  /** A file for an unattended set-up; null for none. */
  readonly practiceSetupPath: string | null
  readonly printer: Printer
  /** Asks the person at the desk for a folder, in a window of the machine's own; null when they choose none. */
  readonly chooseFolder: () => Promise<string | null>
  /** Empties the window's store in its files; the window finds out and makes it anew. */
  readonly clearWindowStore: () => Promise<void>
  /** Tells the window. */
  readonly publish: (event: keyof typeof EVENT_CONTRACT) => void
}

/** The desk's mechanisms, opened. What may change while it runs is asked for by a function. */
export interface DeskParts {
  readonly ports: DeskPorts
  readonly places: Places
  readonly journal: Journal
  readonly secret: TillSecret | null
  readonly slipBox: SlipBox
  readonly namedDevices: NamedDevices
  readonly pins: OperatorPins
  readonly badges: OperatorBadges
  /** Null without a keystore: then drafts are in memory only. */
  readonly draftKeys: DraftKeys | null
  readonly drafts: Drafts
  readonly settings: SettingsStore
  readonly standing: Standing
  readonly trustedTime: TrustedTime
  readonly session: Session
  readonly confirmation: Confirmation
  readonly heldComparison: HeldComparison
  readonly storeComparison: StoreComparison
  readonly foundAccounts: FoundAccounts
  readonly recordPorts: RecordPorts
  readonly saveRecord: SaveRecord
  readonly serviceCases: ServiceCases
  /** The rest of the journal was verified after the start, and some of it is not what was written [D13]. */
  readonly isAltered: () => boolean
  readonly reportTrouble: (event: ReportedEvent) => Promise<void>
  /** Head office learns of it, now or once something may be recorded again. */
  readonly tell: (event: UntoldEvent) => Promise<void>
  readonly terminal: () => EnrolledTerminal | null
  readonly setTerminal: (terminal: EnrolledTerminal) => void
  /** The account API refuses this terminal's credential, or its key is lost. */
  readonly needsAttention: () => boolean
  readonly setNeedsAttention: (value: boolean) => void
  readonly refreshConfiguration: (terminal: EnrolledTerminal) => Promise<void>
  /** The operator has a new PIN in place of another one: what rested on the old one ends here [D16]. */
  readonly onPinReset: (operatorId: OperatorId) => Promise<void>
  readonly mirror: Mirror
  readonly restore: Restore
  readonly windowStore: WindowStoreRenewal
  /** Tells the window when what it would render has changed. */
  readonly announce: () => void
}
