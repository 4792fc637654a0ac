import { openCases } from '../administration/open-cases.ts'
import { resolveCase } from '../administration/resolve-case.ts'
import { actorOf, audiencesOf } from '../administrators/administrator.ts'
import type { Context } from '../context.ts'
import type { Handlers } from '../http/call.ts'

/** What head office sees of cases, and decides in them. */
export function caseHandlers(context: Context): Pick<Handlers, 'cases' | 'resolveCase'> {
  return {
    cases: async ({ query, administrator }) =>
      openCases(
        { ...context, actor: actorOf(administrator) },
        { after: query.after, audiences: audiencesOf(administrator) },
      ),
    resolveCase: async ({ params, body, administrator }) =>
      resolveCase(
        { ...context, actor: actorOf(administrator) },
        { ...params, ...body, audiences: audiencesOf(administrator) },
      ),
  }
}
