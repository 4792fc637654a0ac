import type { CapturedOperation, NotSaved, RecordPort, SaveAnswer } from './record-port.ts'

type OnDisk = Omit<Extract<SaveAnswer, { kind: 'saved' }>, 'kind'>

/**
 * Saves one record after the other. The first that is not saved stays with those behind it, and is the same one when it is
 * tried again; null where all are on disk.
 */
export async function saveInOrder<Item extends { readonly operation: CapturedOperation }>(
  ports: Pick<RecordPort, 'save'>,
  items: readonly Item[],
  onSaved: (item: Item, onDisk: OnDisk) => void,
): Promise<NotSaved | null> {
  for (const item of items) {
    const answer = await ports.save(item.operation)
    if (answer.kind === 'not-saved') return answer.reason
    const { sequence, hash, savedAt } = answer
    onSaved(item, { sequence, hash, savedAt })
  }
  return null
}
