/** For customers who registered at this till: a device more or less, another answer. */
export const service = {
  title: 'Service',
  subtitle: 'for customers who registered at this till',
  customer: 'Whose registration',
  wish: 'What the customer wants',
  wishes: {
    guarantee: {
      title: 'A device does not work',
      text: 'What the guarantee says, a new device, or a case.',
    },
    cases: {
      title: 'A case of this till',
      text: 'What head office says of it, and what happened here since.',
    },
    add: {
      title: 'Add a device',
      text: 'One they have: bought elsewhere, bought earlier, or a gift.',
    },
    release: {
      title: 'Let a device go',
      text: 'It leaves the account, so that somebody else can register it.',
    },
    choices: {
      title: 'Change their choices',
      text: 'Give or withdraw a yes to news and offers.',
    },
    loyalty: {
      title: 'Loyalty and points',
      text: 'Join or leave, see the points, exchange them.',
    },
  },
  take: 'Take',
  boughtHere: 'Bought here today? Its sale needs an age check: go to Register.',
  why: 'Why does it go?',
  reasons: {
    sold: 'Sold on',
    gift: 'Given away',
    lost: 'Lost',
    returned: 'Given back elsewhere',
  },
  language: 'Language of the customer',
  confirm: 'To confirm',
  isHere: 'The customer of this registration is here and asks for it',
  means: {
    none: 'Choose the registration and what the customer wants.',
    add: 'The account API puts the device on the account of this customer. If somebody else has it, a person decides in To send.',
    release:
      'The account API takes the device off the account of this customer. If it is not theirs, a person decides in To send.',
    choices: 'The newest answer counts. What was answered before is sealed and cannot be shown here.',
  },
  save: 'Record it',
  saveOpen: 'Something is still open',
  saving: 'Saving',
  more: 'Something else for this customer',
  another: 'Next customer',
  done: {
    'device-added':
      'The account API has settled it. The holder of an account is told by e-mail what was added to it.',
    'device-released': 'The account API has settled it: the device is not on the account of this customer.',
    'consent-change':
      'The account API has settled it: this answer counts until the customer gives another one.',
  },
} as const
