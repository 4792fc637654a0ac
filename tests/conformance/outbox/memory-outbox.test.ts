import { createMemoryOutbox } from '#renderer/outbox/memory-outbox.ts'
import { describeOutbox } from './outbox-conformance.ts'

describeOutbox('in memory', async () => ({ outbox: createMemoryOutbox(), dispose: () => {} }))
