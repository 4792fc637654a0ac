/** Cases of the guarantee and of assistance that this till opened and head office sees to. */
export const cases = {
  title: 'Cases',
  subtitle: 'of the guarantee, of help while travelling and of disputed devices, opened at this till',
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
  dispute: {
    open: {
      title: 'Disputed: head office decides',
      text: 'The device is on somebody else’s account and stays there until then. Both are told by e-mail once it is decided, and it is said here.',
    },
    transfer: {
      title: 'Decided for this customer',
      text: 'The device is on their account. Whoever had it was told by e-mail.',
    },
    keep: {
      title: 'Decided: it stays where it was',
      text: 'The device is not on the account of this customer, who was told by e-mail. The rest of the record stands. Whoever does not agree calls customer service.',
    },
    withdrawn: { title: 'The claim was taken back', text: 'Head office decides nothing in it any more.' },
    nothingAdded: 'Head office decides. Nothing of the counter is added to a disputed device.',
    freed: 'The device is on nobody’s account any more. Whoever had it was told by e-mail.',
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
