import type { HoldPorts } from '../flows/counter/hold-ports.ts'
import type { AppPorts } from './app-ports.ts'

/** What the counter gets of main's drafts. */
export function holdPorts(ports: Pick<AppPorts, 'call' | 'timer'>): HoldPorts {
  return {
    async park(draft) {
      const answer = await ports.call('draft.park', draft)
      return answer.ok ? answer.value : 'no-answer'
    },
    async list() {
      const answer = await ports.call('draft.list', {})
      return answer.ok ? answer.value : null
    },
    async open(draftId) {
      const answer = await ports.call('draft.open', { draftId })
      if (!answer.ok) return { kind: 'no-answer' }
      const opened = answer.value
      return opened.kind === 'opened' ? { kind: 'opened', form: opened.form } : { kind: opened.kind }
    },
    async discard(draftId) {
      await ports.call('draft.discard', { draftId })
    },
    timer: ports.timer,
  }
}
