import { readFileSync } from 'node:fs'
import type { Realm } from '#shared/contracts/identifiers.ts'
import type { Random } from '#shared/kernel/random.ts'
import { newWrappingKeyText } from '../safe/wrapping-key.ts'
import { secretMadeOnce } from './made-once.ts'

/** The wrapping key that the environment gives, itself or in a file; undefined where it gives none. Throws where it is not there. */
export function wrappingKeyIn(environment: {
  readonly WRAPPING_KEY?: string | undefined
  readonly WRAPPING_KEY_FILE?: string | undefined
}): string | undefined {
  const { WRAPPING_KEY, WRAPPING_KEY_FILE } = environment
  if (WRAPPING_KEY !== undefined || WRAPPING_KEY_FILE === undefined) return WRAPPING_KEY
  return readFileSync(WRAPPING_KEY_FILE, 'utf8').trim()
}

/**
 * The wrapping key that a server was given, as text. Practice makes its own, in the data directory or for this process alone.
 * Throws for a live server without one: a key that lies beside the database protects nothing.
 */
export function wrappingKeyText(given: {
  readonly text: string | undefined
  readonly realm: Realm
  readonly directory: string | null
  readonly random: Random
}): string {
  const { text, realm, directory, random } = given
  if (text !== undefined) return text
  if (realm === 'live') throw new Error('a live account API needs WRAPPING_KEY or WRAPPING_KEY_FILE')
  const make = () => newWrappingKeyText(random)
  return directory === null ? make() : secretMadeOnce({ directory, name: 'wrapping-key', make })
}
