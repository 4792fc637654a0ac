import { readFileSync } from 'node:fs'
import type { Realm } from '#shared/contracts/identifiers.ts'
import type { Random } from '#shared/kernel/random.ts'
import { newWrappingKeyText } from '../safe/wrapping-key.ts'
import { secretMadeOnce } from './made-once.ts'

/** The wrapping keys that an environment gives, each itself or in a file. */
export interface WrappingKeyVariables {
  readonly WRAPPING_KEY?: string | undefined
  readonly WRAPPING_KEY_FILE?: string | undefined
  readonly OTHER_WRAPPING_KEY?: string | undefined
  readonly OTHER_WRAPPING_KEY_FILE?: string | undefined
}

/** The wrapping key of an environment; undefined where it gives none. Throws where its file is not there. */
export function wrappingKeyIn(environment: WrappingKeyVariables): string | undefined {
  return givenOrRead(environment.WRAPPING_KEY, environment.WRAPPING_KEY_FILE)
}

/** The one that only opens, while the wrapping key changes (keys/SPEC.md, KE9). */
export function otherWrappingKeyIn(environment: WrappingKeyVariables): string | undefined {
  return givenOrRead(environment.OTHER_WRAPPING_KEY, environment.OTHER_WRAPPING_KEY_FILE)
}

function givenOrRead(text: string | undefined, file: string | undefined): string | undefined {
  if (text !== undefined || file === undefined) return text
  return readFileSync(file, 'utf8').trim()
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
