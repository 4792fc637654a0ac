import type { CaseAudience } from '#shared/contracts/messages/cases.ts'
import type { AdministratorRole } from '#shared/contracts/messages/administrators.ts'

/** Who acts for head office: a person who signed in, or automation with the administrator's token. */
export interface Administrator {
  /** Null for automation. */
  readonly administratorId: string | null
  /** What a person signed in as; null for automation. */
  readonly loginName: string | null
  readonly roles: readonly AdministratorRole[]
}

/** What the administrator's token may do: all but what is for compliance alone [AD7]. */
export const AUTOMATION: Administrator = {
  administratorId: null,
  loginName: null,
  roles: ['cases', 'fleet', 'configuration', 'administrators'],
}

/** How the audit names who acted: an identity, never a name [AD9]. */
export function actorOf(administrator: Administrator): string {
  const { administratorId } = administrator
  return administratorId === null ? 'administrator' : `administrator ${administratorId}`
}

/** Whether they have one of the roles; none asked for is open to every administrator. */
export function hasOneOf(administrator: Administrator, roles: readonly AdministratorRole[]): boolean {
  return roles.length === 0 || roles.some((role) => administrator.roles.includes(role))
}

/** Whose cases they may see and decide [AD6]. */
export function audiencesOf(administrator: Administrator): readonly CaseAudience[] {
  return [
    ...(administrator.roles.includes('cases') ? (['store', 'head-office'] as const) : []),
    ...(administrator.roles.includes('compliance') ? (['compliance'] as const) : []),
  ]
}
