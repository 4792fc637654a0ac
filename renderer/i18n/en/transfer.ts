/** A used device that goes from one customer to another. */
export const transfer = {
  subtitle: 'a device is handed on: its new owner',
  firstOwner: 'Is whoever has it in their account here?',
  here: 'Yes, here',
  away: 'No, and cannot be reached',
  hereFirst:
    'Theirs is the first turn: choose their account in step 1. They let the device go, then the new owner has their turn. Without a network only customers of this till can be served so.',
  isAway: {
    title: 'Registered as disputed',
    text: 'The new owner shows the device. If it is on somebody else’s account it is registered as disputed: it stays there until head office decides, whoever has it is asked by e-mail, and both are told. If nobody has it, it is theirs at once.',
  },
  meansAway: 'Nothing is recorded of the first owner. The new owner has their turn at once.',
  toNewOwner: 'On to the new owner',
  closesFirst: 'Nothing of the first owner is shown to the new one.',
  newOwner: 'The new owner',
  theDevice: 'The device they get',
  released: '{{device}}: let go by its first owner',
  releasedText: 'It goes to the account of the new owner. Nothing of the first one is shown here any more.',
  noAccount:
    'No account yet? Register them: age check first, then scan the device there. Where the first owner is away, say it there, too.',
  register: 'Register the new owner',
  later: 'The new owner comes later',
  notNow: 'Not now',
  claimFree: 'Nobody else had it: it is on the account of this customer.',
  claimUnknown:
    'The account API has it. Whether somebody else has the device is said under A case of this till, once it was asked.',
  claimSaved:
    'Whether it is on somebody else’s account is known once it is sent. If so, head office decides, and both are told by e-mail.',
} as const
