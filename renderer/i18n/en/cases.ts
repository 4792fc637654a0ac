/** Cases of the guarantee and of assistance that this till opened and head office sees to. */
export const cases = {
  title: 'Cases',
  subtitle: 'of the guarantee and of help while travelling, opened at this till',
  which: 'Which case',
  howFar: 'How far it is',
  choose: 'Choose the case first.',
  since: 'What happened here since',
  happened: 'What happened at the counter',
  means: 'Head office sees it beside the case once it is sent.',
  asking: 'Asking the account API.',
  asOf: 'As head office has it, {{time}}.',
  lastKnown: 'Last known on {{time}}; the account API does not answer now.',
  neverHeard: 'The account API has not been asked from this till yet. It is asked once the till is online.',
  nothingKnown: 'With head office; nothing more is known here',
  word: {
    saved: {
      title: 'Head office does not have it yet',
      text: 'The case is saved on this till and goes by itself once the till is online.',
    },
    'no-effect': {
      title: 'This case has no effect',
      text: 'It was taken back, decided otherwise, or erased. Head office does nothing in it.',
    },
    'needs-you': {
      title: 'A person must decide first',
      text: 'Open it in To send: head office sees to it only after that.',
    },
  },
  state: {
    'with-head-office': {
      title: 'With head office',
      todo: 'Nobody has decided yet. There is nothing to hand over.',
    },
    accepted: { title: 'Accepted', todo: 'Head office sees to a device. It is not on its way yet.' },
    'on-its-way': { title: 'A device is on its way', todo: 'Say here when it was handed over.' },
    'handed-over': { title: 'Handed over', todo: 'Head office ends the case.' },
    refused: { title: 'Refused', todo: 'Tell the customer why. The guarantee of the law may still hold.' },
    closed: { title: 'Ended', todo: 'There is nothing more to do.' },
  },
  reasons: {
    'not-covered': 'No guarantee covers it.',
    excluded: 'The cause is excluded.',
    'not-eligible': 'The customer is not eligible for this help.',
    'not-reached': 'Head office could not reach the customer.',
  },
  conclusions: {
    replaced: 'The customer has a new device.',
    repaired: 'The device works again.',
    'passed-on': 'It was passed on to the helpline.',
    withdrawn: 'The customer does not want it any more.',
  },
  steps: 'What was done so far',
  opened: 'Reached head office',
  ended: 'Ended by head office',
  step: {
    accepted: 'Accepted by head office',
    'on-its-way': 'Device on its way',
    refused: 'Refused by head office',
    'customer-came-back': 'Customer came back',
    'device-handed-over': 'Device handed over',
  },
  noteSent: 'Head office has it.',
} as const
