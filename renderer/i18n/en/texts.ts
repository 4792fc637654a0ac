import { counter } from './counter.ts'
import { entry } from './entry.ts'
import { help } from './help.ts'
import { hold } from './hold.ts'
import { notices } from './notices.ts'
import { records } from './records.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { toSend } from './to-send.ts'

/** Every word that the desk says, by where it is said. */
export const texts = { counter, entry, help, hold, notices, records, settings, shell, toSend } as const
