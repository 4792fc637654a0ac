import { account } from './account.ts'
import { assistance } from './assistance.ts'
import { closing } from './closing.ts'
import { cases } from './cases.ts'
import { counter } from './counter.ts'
import { day } from './day.ts'
import { entry } from './entry.ts'
import { guarantee } from './guarantee.ts'
import { loyalty } from './loyalty.ts'
import { help } from './help.ts'
import { hold } from './hold.ts'
import { lastResort } from './last-resort.ts'
import { mirror } from './mirror.ts'
import { notices } from './notices.ts'
import { printing } from './printing.ts'
import { records } from './records.ts'
import { returns } from './returns.ts'
import { service } from './service.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { transfer } from './transfer.ts'
import { toSend } from './to-send.ts'

/** Every word that the desk says, by where it is said. */
export const texts = {
  account,
  assistance,
  closing,
  cases,
  counter,
  day,
  entry,
  guarantee,
  loyalty,
  help,
  hold,
  lastResort,
  mirror,
  notices,
  printing,
  records,
  returns,
  service,
  settings,
  shell,
  toSend,
  transfer,
} as const
