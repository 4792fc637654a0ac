import type { AdministratorRole } from '#shared/contracts/messages/administrators.ts'
import type { Administrator } from '../administrators/administrator.ts'
import type { Acting } from '../context.ts'
import type { Html } from './html.ts'
import type { Texts } from './texts/texts.ts'

/** What a page is asked with, before anybody signed in. */
export interface OpenVisit {
  readonly context: Acting
  readonly adminToken: string
  readonly texts: Texts
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** The fields of the form that was sent; none on a page that is only looked at. */
  readonly form: Readonly<Record<string, string>>
  /** The token of the session; undefined without one. */
  readonly session: string | undefined
}

/** What a page is asked with by somebody who signed in and has the roles that it needs. */
export interface Visit extends OpenVisit {
  readonly administrator: Administrator
}

/** What a page answers. */
export type Answer =
  | { readonly kind: 'page'; readonly title: string; readonly body: Html; readonly status?: number }
  | { readonly kind: 'go'; readonly to: string; readonly session?: string | null }
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'refused'; readonly why: Refusal }

/** Why a page was not answered. */
export type Refusal =
  | 'forbidden'
  | 'notFound'
  | 'crossOrigin'
  | 'tooMany'
  | 'unavailable'
  | 'failed'
  | 'malformed'

interface Place {
  readonly method: 'GET' | 'POST'
  readonly path: string
}

/** A page for whoever comes; `isGuessable`: it takes a secret, so that one address may ask only so often. */
export interface OpenPage extends Place {
  readonly isGuessable?: true
  answer(visit: OpenVisit): Promise<Answer>
}

/** A page for administrators with one of the roles; for all of them where none is named. */
export interface OfficePage extends Place {
  readonly roles: readonly AdministratorRole[]
  /** Its form carries a whole market. */
  readonly isLarge?: true
  /** Its form carries a file, whose text is a field of the form. Nothing of it is read before it is known who sends it. */
  readonly isFile?: true
  answer(visit: Visit): Promise<Answer>
}
