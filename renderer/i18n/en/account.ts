/** An account that is looked up at the desk, and what the customer wants with it. */
export const account = {
  where: 'Where the customer is on record',
  registeredHere: 'Registered at this till',
  lookUp: 'Look up the account',
  by: 'What the customer has of the account',
  byDevice: 'By a device in it',
  byEmail: 'By its e-mail',
  document: 'Document shown',
  asOnDocument: 'Name and date of birth as on the document, day first:',
  ask: 'Look it up',
  asking: 'Asking the account API',
  told: 'There is no search by name. The holder of the account is told by e-mail, and the look-up is on record with your name.',
  noMatch: {
    title: 'No match',
    text_one:
      'Something does not agree, there is no such account, or there were too many tries for it. One try is left for this device or e-mail.',
    text_other:
      'Something does not agree, there is no such account, or there were too many tries for it. {{count}} tries are left for this device or e-mail.',
    none: 'Something does not agree, there is no such account, or there were too many tries for it. No try is left: it can be looked up again in an hour.',
  },
  wait: {
    title: 'Too many tries',
    text: 'The next look-up is possible in {{minutes}} min. Meanwhile register the customer as one who already has an account.',
  },
  noAnswer: {
    offline: {
      title: 'Not looked up: the account API cannot be reached',
      text: 'An account can be seen only online. Customers who registered at this till can be served now; others register anew as one who already has an account, and the devices are added when it is sent.',
    },
    refused: {
      title: 'Not looked up: there was no answer for you',
      text: 'The desk was locked meanwhile, or the account API takes nothing from this till now. Look it up once more.',
    },
  },
  found: 'Match: the account is open',
  until: 'Until {{time}}, or until the desk is locked.',
  notRead:
    'What is in the account could not be read now. What the customer wants can be recorded all the same.',
  readAgain: 'Read it again',
  close: 'Close the account',
  closed: {
    title: 'The account is closed again',
    text: 'Its time was over, or the desk was locked. What was not recorded needs another look-up.',
  },
  confirmed: 'Confirmed',
  unconfirmed: 'Not confirmed',
  phone: 'Mobile phone',
  none: 'None',
  openCases: 'Open cases',
  devices: 'My Devices',
  noDevices: 'No device is in the account.',
  since: 'since {{day}}',
  inKit: 'In the kit',
  inPlaceOfAnother: 'came in the place of another one',
  noSuchPart: 'none',
  disputed: 'Somebody else claims it',
  letGo: 'Let {{device}} go',
  history: 'What happened before',
  events: {
    registered: 'Registered',
    released: 'Let go',
    returned: 'Brought back',
    replaced: 'Replaced',
    transferred: 'Went to another account',
    disputed: 'Claimed by somebody else',
    corrected: 'Corrected',
    voided: 'Taken back',
  },
  isHere: 'The customer of this account is here and asks for it',
  isFound: 'It goes to the account that was looked up.',
  case: {
    guarantee: 'Guarantee, {{device}}, since {{day}}',
    assistance: 'Assistance, {{device}}, since {{day}}',
    question_one: 'A question for a store or head office',
    question_other: '{{count}} questions for a store or head office',
  },
  contact: {
    emptyStays: 'What is left empty stays as it is.',
    email: 'New e-mail',
    mobile: 'New mobile phone',
    noMobile: 'No mobile phone any more',
    language: 'Language of the account',
    sameLanguage: 'As it is',
    address: 'Postal address',
    isRead: 'The customer has read it here, and it is right',
    means: {
      confirmed:
        'A link goes to the e-mail that the customer confirmed. The change holds once they say yes there.',
      toNew:
        'The e-mail of the account is not confirmed, so the link goes to the new one. The change holds once the customer says yes there.',
      waits:
        'The e-mail of the account is not confirmed: the link goes out only after the customer has confirmed it. The change holds once they say yes there.',
      unknown:
        'A link goes to the e-mail that the customer confirmed. If none is confirmed it goes to the new one; without a new one it waits until the one of the account is confirmed. The change holds once they say yes there.',
    },
  },
  address: {
    change: { same: 'As it is', new: 'Another one', none: 'None any more' },
    street: 'Street and number',
    more: 'Floor, door',
    postalCode: 'Postal code',
    locality: 'Place',
    country: 'Country of the address',
    notAllowed: 'There is a hidden or control character in it. Type it by hand.',
  },
  answered: {
    yes: 'Yes since {{day}}',
    no: 'No since {{day}}',
    never: 'Not answered so far',
    sealed: 'What was answered before is sealed: look the account up to see it.',
  },
  removal: {
    lost: 'Every device becomes free, the choices end, and the account cannot be brought back.',
    lostCounted_one: 'One device becomes free, the choices end, and the account cannot be brought back.',
    lostCounted_other:
      '{{count}} devices become free, the choices end, and the account cannot be brought back.',
    lostNone: 'No device is in it. The choices end, and the account cannot be brought back.',
    open_one: 'One case is open: the removal waits until a person decides in To send what becomes of it.',
    open_other:
      '{{count}} cases are open: the removal waits until a person decides in To send what becomes of them.',
    noneOpen: 'No case is open: nothing holds the removal up.',
    openUnknown: 'Which cases are open cannot be seen here now. If one is, a person decides in To send.',
    openUnsettled:
      'The account API has not settled this registration yet, so no case is open about it. It goes together with the removal, and no account stays.',
    openQuestion:
      'The registration itself is with a person: its question in To send ends with the removal, once a person says so there.',
    kept: 'Law keeps, without a name: purchases and invoices, and that choices were made.',
  },
} as const
