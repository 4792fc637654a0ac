import type { z } from 'zod'

import { accountMethods } from './account-methods.ts'
import { badgeMethods } from './badge-methods.ts'
import { cameraMethods } from './camera-methods.ts'
import { deskMethods } from './desk-methods.ts'
import { exportMethods } from './export-methods.ts'
import { leaveMethods } from './leave-methods.ts'
import { draftMethods } from './draft-methods.ts'
import { loyaltyMethods } from './loyalty-methods.ts'
import { mirrorMethods } from './mirror-methods.ts'
import { configurationMethods } from './configuration-methods.ts'
import type { IpcContract } from './method.ts'
import { pinResetMethods } from './pin-reset-methods.ts'
import { printMethods } from './print-methods.ts'
import { outcomeMethods } from './outcome-methods.ts'
import { recordMethods } from './record-methods.ts'
import { serviceCaseMethods } from './service-case-methods.ts'
import { settingsMethods } from './settings-methods.ts'

/** Everything that a window may ask of main, in one table. Both sides parse by it. */
export const IPC_CONTRACT = {
  ...deskMethods,
  ...badgeMethods,
  ...accountMethods,
  ...pinResetMethods,
  ...leaveMethods,
  ...exportMethods,
  ...mirrorMethods,
  ...recordMethods,
  ...printMethods,
  ...outcomeMethods,
  ...loyaltyMethods,
  ...serviceCaseMethods,
  ...draftMethods,
  ...settingsMethods,
  ...configurationMethods,
  ...cameraMethods,
} as const satisfies IpcContract

export type IpcMethodName = keyof typeof IPC_CONTRACT
export type IpcRequest<Name extends IpcMethodName> = z.infer<(typeof IPC_CONTRACT)[Name]['request']>
export type IpcResponse<Name extends IpcMethodName> = z.infer<(typeof IPC_CONTRACT)[Name]['response']>
