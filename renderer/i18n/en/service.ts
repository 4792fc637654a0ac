/** For customers who registered at this till: a device more or less, another answer. */
export const service = {
  title: 'Service',
  subtitle: 'for customers who have an account',
  customer: 'Whose account',
  wish: 'What the customer wants',
  groups: {
    guarantee: 'Guarantee',
    devices: 'Devices in the account',
    abroad: 'While travelling',
    account: 'The account',
    loyalty: 'Loyalty',
  },
  wishes: {
    guarantee: {
      title: 'A device does not work',
      text: 'What the guarantee says, a new device, or a case.',
    },
    cases: {
      title: 'A case of this till',
      text: 'How far it is, and what happened since.',
    },
    abroad: {
      title: 'Help while travelling',
      text: 'For a device of another country.',
    },
    add: {
      title: 'Add a device',
      text: 'Bought elsewhere or earlier, or a gift.',
    },
    release: {
      title: 'Let a device go',
      text: 'So that somebody else can register it.',
    },
    transfer: {
      title: 'Hand a device on',
      text: 'One customer lets it go, the other gets it.',
    },
    contact: {
      title: 'Change contact details',
      text: 'E-mail, mobile phone, postal address, language.',
    },
    link: {
      title: 'Send a link by e-mail',
      text: 'Activation, new password, copy of their data.',
    },
    choices: {
      title: 'Change their choices',
      text: 'Give or withdraw a yes to news and offers.',
    },
    removal: {
      title: 'Remove the account',
      text: 'For good, once nothing holds it up.',
    },
    loyalty: {
      title: 'Loyalty and points',
      text: 'Join or leave, see the points, exchange them.',
    },
  },
  link: {
    label: 'Which link?',
    activation: 'Activation, once more',
    password: 'New password',
    data: 'Copy of their data',
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
    none: 'Choose whose account it is and what the customer wants.',
    link: 'The link goes to the e-mail of the account and works for 24 hours. Nobody here sees or sets a password, or sees the data.',
    removal: 'Recorded now, carried out by the account API. Nothing of it can be undone.',
    add: 'The account API puts the device on the account of this customer. If somebody else has it, a person decides in To send.',
    release:
      'The account API takes the device off the account of this customer. If it is not theirs, a person decides in To send.',
    transfer:
      'First it leaves the account of the first owner. Then the new owner has their turn: nothing of the first one is shown to them.',
    choices: 'The newest answer counts.',
  },
  save: 'Record it',
  saveOpen: 'Something is still open',
  saving: 'Saving',
  more: 'Something else for this customer',
  another: 'Next customer',
  done: {
    'link-request':
      'The account API has settled it: the link goes to the e-mail of the account, and works for 24 hours.',
    'removal-request': 'The account API has settled it: the account is removed and its devices are free.',
    'device-added':
      'The account API has settled it. The holder of an account is told by e-mail what was added to it.',
    'device-released': 'The account API has settled it: the device is not on the account of this customer.',
    'contact-change':
      'The account API has settled it: the change holds once the customer says yes by the link.',
    'consent-change':
      'The account API has settled it: this answer counts until the customer gives another one.',
  },
} as const
