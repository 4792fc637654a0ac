import type { Plan } from './plan.ts'

/** A run that once broke an invariant, made as small as it goes, and what was wrong. */
export interface PinnedPlan {
  readonly was: string
  readonly plan: Plan
}

/** Every seed that ever failed, as its shrunk plan: a plan stays what it is when seeds come to mean something else. */
export const PINNED: readonly PinnedPlan[] = [
  {
    was: 'I6: a decision was never sent, behind the record that waited for it (OB8a)',
    plan: {
      seed: 32,
      tills: 2,
      events: [
        {
          kind: 'visit',
          atMs: 40_956,
          till: 0,
          operator: 1,
          what: 'registration-and-device',
          email: 3,
          devices: [6, 5],
          isExisting: true,
          isDoubleClick: false,
          isTypedAgain: false,
        },
        { kind: 'resolve', atMs: 240_610, till: 0, nth: 0, choice: 7 },
      ],
      faults: [],
    },
  },
  {
    was: 'I5: a record whose end of the chain was damaged under a later outcome forked its own chain (J13)',
    plan: {
      seed: 51,
      tills: 3,
      events: [],
      faults: [{ kind: 'damage', till: 2, fromMs: 210_195, what: 'bit-flip', place: 464 }],
    },
  },
  {
    was: 'I9: what a disk left unknown was called not saved, and came to the ledger (J4)',
    plan: {
      seed: 54,
      tills: 2,
      events: [
        {
          kind: 'visit',
          atMs: 134_609,
          till: 0,
          operator: 0,
          what: 'sale',
          email: 4,
          devices: [0],
          isExisting: false,
          isDoubleClick: false,
          isTypedAgain: false,
        },
        {
          kind: 'visit',
          atMs: 184_683,
          till: 0,
          operator: 1,
          what: 'refusal',
          email: 1,
          devices: [6],
          isExisting: false,
          isDoubleClick: false,
          isTypedAgain: false,
        },
      ],
      faults: [{ kind: 'disk', till: 0, fromMs: 132_331, untilMs: 155_803, fault: 'read-only' }],
    },
  },
]
