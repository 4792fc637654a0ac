/** A used device that goes from one customer to another. */
export const transfer = {
  subtitle: 'a device is handed on: its new owner',
  firstOwner: 'Is whoever has it in their account here?',
  here: 'Yes, here',
  away: 'No, not here',
  hereFirst:
    'Theirs is the first turn: choose their account in step 1. They let the device go, then the new owner has their turn. Without a network only customers of this till can be served so.',
  isAway: {
    title: 'Nobody lets it go',
    text: 'The new owner shows the device. If it is on the account of somebody else, the record comes back in To send: ask its holder by e-mail, or register it as disputed, and head office decides.',
  },
  meansAway: 'Nothing is recorded of the first owner. The new owner has their turn at once.',
  toNewOwner: 'On to the new owner',
  closesFirst: 'Nothing of the first owner is shown to the new one.',
  newOwner: 'The new owner',
  theDevice: 'The device they get',
  released: '{{device}}: let go by its first owner',
  releasedText: 'It goes to the account of the new owner. Nothing of the first one is shown here any more.',
  noAccount: 'No account yet? Register them: age check first, then scan the device there.',
  register: 'Register the new owner',
  later: 'The new owner comes later',
  notNow: 'Not now',
} as const
