import type { WindowRole } from '#shared/ipc/method.ts'
import type { WebContents } from 'electron'

/** The windows that main made, and what each is for. Whatever is not in here gets no answer. */
export interface WindowRegistry {
  add(contents: WebContents, role: WindowRole): void
  roleOf(contents: WebContents): WindowRole | undefined
  withRole(role: WindowRole): readonly WebContents[]
}

export function createWindowRegistry(): WindowRegistry {
  const roles = new Map<WebContents, WindowRole>()
  return {
    add(contents, role) {
      roles.set(contents, role)
      contents.once('destroyed', () => roles.delete(contents))
    },
    roleOf: (contents) => roles.get(contents),
    withRole: (role) => [...roles].filter(([, given]) => given === role).map(([contents]) => contents),
  }
}
