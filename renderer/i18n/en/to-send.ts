/** The queue as people see it. */
export const toSend = {
  title: 'To send',
  subtitle: 'what this till still holds',
  waiting: 'saved here, not yet sent',
  needsYou_one: 'needs you',
  needsYou_other: 'need you',
  sentToday: 'sent today',
  oldest: 'oldest waiting',
  nothing: 'none',
  record: 'Record',
  savedColumn: 'Saved',
  state: 'State',
  theTill: 'the till',
  more: 'Show more',
  emptyTitle: 'Nothing was saved on this till yet',
  emptyText: 'Every age check, sale and registration appears here the moment it is saved.',
  lost: {
    title_one: '{{count}} record cannot be read on this till any more',
    title_other: '{{count}} records cannot be read on this till any more',
    text_one:
      'It was saved here, and both copies of it are damaged. What is left of its bytes is kept aside; every record that does not rest on it goes on. Do not reinstall. Tell head office: they see whether it arrived.',
    text_other:
      'They were saved here, and both copies of each are damaged. What is left of their bytes is kept aside; every record that does not rest on one of them goes on. Do not reinstall. Tell head office: they see whether they arrived.',
  },
  pickTitle: 'Choose a record',
  allDoneTitle: 'Nothing waits, nothing needs you',
  pickText: 'The state of a record that you choose, what is safe and what to do stand here.',
  happened: 'What happened',
  safe: 'What is safe',
  todo: 'What to do',
  chosen: 'What was chosen',
  decidedInstead: 'What became of the record',
  choose: 'What is true?',
  chooseFirst: 'Choose one first',
  stillOpen: 'Something is still open',
  saveDecision: 'Save the decision',
  saving: 'Saving',
  onReceipt: 'No. {{number}} on the customer’s receipt.',
  sealed: 'What was typed is sealed and cannot be shown. Only what was wrong is typed again.',
  whichField: 'What was wrong?',
  field: {
    email: 'E-mail',
    claim: 'New or not',
    devices: 'Devices',
    device: 'Device',
    'new-device': 'New device',
    'released-device': 'Device',
    'returned-devices': 'Devices',
  },
  rightEmail: 'The right e-mail',
  oneDevice: 'Scan or type the right device.',
  allDevices: 'Scan or type every device of this record, the right ones too: this list replaces the old one.',
  howAsked: 'How is the customer asked?',
  ask: { 'next-visit': 'At the next visit', link: 'By a link' },
  confirm: {
    'same-person': 'The document shown is that of the holder of the account',
    transfer: 'The holder of the other account is here and lets the device go',
    'statutory-route': 'The customer showed the proof of purchase',
  },
  overtaken: 'Somebody else decided first. The case is still open: decide again.',
  asked: {
    'head-office': 'Head office decides',
    'next-visit': 'Waits for the customer’s next visit',
    link: 'The customer is asked by a link',
  },
  choices: {
    'same-person': {
      title: 'It is the same person',
      text: 'Their document matches the account: the devices are added to it.',
    },
    transfer: {
      title: 'Its holder lets it go',
      text: 'The holder of the other account is here and releases it.',
    },
    'after-cases': {
      title: 'After the open cases',
      text: 'The account stays until each of them is decided, and is removed then.',
    },
    'now-anyway': {
      title: 'Now anyway',
      text: 'The open cases end with the account. Nobody can decide them any more.',
    },
    erase: { title: 'It is of the removed customer', text: 'The record is erased.' },
    settle: { title: 'It came after the removal', text: 'The record is taken like any other.' },
    'settle-again': { title: 'Try again', text: 'The account API tries once more to take the record.' },
    'statutory-route': {
      title: 'By the guarantee of the law',
      text: 'With the proof of purchase, as for a customer without registration.',
    },
    pay: {
      title: 'The customer pays',
      text: 'No guarantee covers it, and the customer agreed to the price.',
    },
    'customer-not-here': {
      title: 'The customer is not here',
      text: 'They get a link to settle it, or it waits for their next visit.',
    },
  },
  mistyped: {
    email: { title: 'The e-mail was mistyped', text: 'Ask for the right one and send again.' },
    device: { title: 'The device was mistyped', text: 'Type it again from box, holder or charger.' },
    field: { title: 'Something was mistyped', text: 'Choose what was wrong and type it again.' },
  },
  dispute: {
    claim: {
      title: 'The customer says it is theirs',
      text: 'Registered as disputed now; head office decides whose it is.',
    },
    release: {
      title: 'The customer says it is theirs',
      text: 'Recorded as disputed; head office decides whose it is.',
    },
  },
  cancel: {
    registration: {
      title: 'Cancel this registration',
      text: 'It never takes effect, and is kept as cancelled. The age check stays on record.',
    },
    record: { title: 'Cancel this record', text: 'It never takes effect, and is kept as cancelled.' },
  },
  reverse: {
    void: { title: 'Take it back all the same', text: 'What followed from it is undone.' },
    record: { title: 'Take this one back, too', text: 'What followed from it is undone.' },
  },
  keep: {
    void: { title: 'Leave it as it was', text: 'The record counts on; taking it back has no effect.' },
    record: { title: 'Let it count', text: 'It stays as it is, although what it rests on was taken back.' },
  },
  notSpent: {
    short: 'Points not spent',
    title: 'The points were not spent',
    'points-too-few': 'There were too few points on the account. What was there stayed.',
    'not-a-member': 'The customer was not a member any more. The points stayed on the account.',
    'item-withdrawn': 'It was not on the list any more. The points stayed on the account.',
    'price-changed': 'The price had changed. The points stayed on the account.',
    'too-late':
      'It reached the account API too late, or the time of this till was not known. The points stayed on the account.',
  },
  decided: {
    saved: {
      short: 'decided here at {{time}}, goes when the store is online',
      happened: 'It was decided here at {{time}}. The decision is saved on this till and not settled yet.',
    },
    settled: {
      short: 'decided here at {{time}}, the account API has it',
      happened:
        'It was decided here at {{time}} and the account API has the decision. What became of the record is being asked for.',
    },
    overtaken: {
      short: 'somebody else decided first',
      happened:
        'It was decided here at {{time}}, but somebody else decided first. What they decided is being asked for.',
    },
    todo: 'Nothing.',
  },
  closed: {
    carriedOut: {
      accepted: {
        short: 'decided here at {{time}}, settled',
        title: 'Decided and settled',
        happened: 'It was decided here at {{time}}, and the account API has carried it out.',
      },
      superseded: {
        short: 'cancelled by the decision at {{time}}',
        title: 'Cancelled, without effect',
        happened: 'It was decided here at {{time}}. The record has no effect.',
      },
    },
    overtaken: {
      accepted: {
        short: 'somebody else decided first: it counts',
        title: 'Decided by somebody else: it counts',
        happened: 'Somebody else decided before the decision of {{time}} arrived. The record is settled.',
      },
      superseded: {
        short: 'somebody else decided first: cancelled',
        title: 'Decided by somebody else: cancelled',
        happened: 'Somebody else decided before the decision of {{time}} arrived. The record has no effect.',
      },
    },
  },
  resolution: {
    accepted: {
      short: 'the decision is carried out',
      title: 'The decision is carried out',
      happened: 'The account API has taken the decision.',
    },
    superseded: {
      short: 'somebody else decided first',
      title: 'Somebody else decided first',
      happened: 'Another till, or head office, decided in this case before this decision arrived.',
    },
  },
  explain: {
    pending: {
      short: 'goes when the store is online',
      title: 'Saved on this till, not yet sent',
      happened: 'The record is on the disk of this till and waits for the account API.',
      safe: 'It survives a power cut and a restart. Nothing on this till can open it.',
      todo: 'Nothing. It goes by itself as soon as the store is online.',
    },
    stopped: {
      short: 'cannot be sent until this till is set right',
      title: 'Saved on this till, cannot be sent now',
      happened:
        'The record is on the disk of this till. The till may not send at the moment; the notice says why.',
      safe: 'It survives a power cut and a restart. Nothing on this till can open it.',
      todo: 'What the notice says. Then it goes by itself; until then a manager can export it, sealed.',
    },
    tooLarge: {
      short: 'too large to be sent, kept aside',
      title: 'This record is too large to be sent',
      happened: 'It is larger than the account API takes.',
      safe: 'Its bytes are kept on this till. Every record that does not rest on it goes on.',
      todo: 'Tell head office its number.',
    },
    unreadable: {
      short: 'cannot be read on this till any more',
      title: 'This till cannot read this record any more',
      happened:
        'It was saved here. What it holds, and whether it arrived, cannot be read on this till any more.',
      safe: 'What is left of its bytes is kept aside. Every record that does not rest on it goes on.',
      todo: 'Do not reinstall. Tell head office its number: they see whether it arrived.',
    },
    sending: {
      short: 'on its way',
      title: 'On its way',
      happened: 'The record was handed to the account API; the answer is not here yet.',
      safe: 'If the answer is lost, the same record is sent again and counts once.',
      todo: 'Nothing.',
    },
    waiting: {
      short: 'waits for an earlier record',
      title: 'Waits for an earlier record',
      happened: 'The account API needs another record of the same customer first.',
      safe: 'Both are kept; this one goes again by itself.',
      todo: 'Nothing.',
    },
    accepted: {
      short: 'settled by the account API',
      title: 'Sent and settled',
      happened: 'The account API has the record and has carried it out.',
      safe: 'It is kept centrally. This till keeps only its number and proof.',
      todo: 'Nothing.',
    },
    lost: {
      short: 'waits for a record that cannot be sent',
      title: 'It waits for a record that cannot be sent',
      happened:
        'The account API has this record. It waits for another one that it rests on, and this till cannot read or send that one any more.',
      safe: 'This record itself is whole, here and at the account API.',
      todo: 'Tell head office its number.',
    },
    suspect: {
      short: 'failed several times, tried again daily',
      title: 'It keeps failing',
      happened: 'Others went through, this record failed again and again.',
      safe: 'It is kept whole on this till and tried again every day.',
      todo: 'Tell head office its number.',
    },
    superseded: {
      short: 'has no effect: taken back or decided otherwise',
      title: 'Settled, without effect',
      happened: 'It was taken back, or somebody decided that it does not count.',
      safe: 'It is kept centrally, with who decided.',
      todo: 'Nothing.',
    },
    erased: {
      short: 'erased at the customer’s wish',
      title: 'Erased at the customer’s wish',
      happened: 'The customer had asked for removal; the account API erased the personal data.',
      safe: 'The fact that something was recorded remains, without the person.',
      todo: 'Nothing.',
    },
    quarantined: {
      short: 'cannot be read, kept aside',
      title: 'The account API cannot read this record',
      happened: 'The record arrived and could not be read.',
      safe: 'Its bytes are kept on both sides.',
      todo: 'Tell head office its number. Write to the customer only after they answer.',
    },
  },
  cases: {
    'email-taken': {
      title: 'The e-mail already has an account',
      happened: 'Another account uses the e-mail of this registration.',
    },
    'device-taken': {
      title: 'The device is on another account',
      happened: 'A device of this registration belongs to another account.',
    },
    'invalid-field': {
      title: 'A field was not accepted',
      happened: 'The account API could not take one of the fields of this record.',
    },
    'not-covered': {
      title: 'No guarantee covers it',
      happened:
        'The device is not on this account, its guarantee is over, or what happened to it is not covered.',
    },
    'new-device-taken': {
      title: 'The new device is on an account already',
      happened: 'The new device of this replacement is registered already.',
    },
    'id-reused': {
      title: 'Two records under one number',
      happened: 'The account API already has another record under the number of this one.',
    },
    'not-owner': {
      title: 'The device is not on this account',
      happened: 'The device of this record is not on the account of this customer.',
    },
    'settled-already': {
      title: 'Already settled, with consequences',
      happened: 'The record that this one takes back was settled before. Something followed from it.',
    },
    'support-reversed': {
      title: 'What it rests on was taken back',
      happened: 'A record that this one rests on was taken back. This one still counts.',
    },
    'open-cases': {
      title: 'Cases of this customer are open',
      happened: 'The customer asked for the account to be removed while cases about them are open.',
    },
    'removal-overlap': {
      title: 'With head office',
      happened:
        'This record may be of a customer whose account was removed, or of one who came after. It cannot be read here or there.',
    },
    'merge-taken-back': {
      title: 'With head office',
      happened:
        'The record that this one takes back made one account of two. Whether they become two again is decided by head office.',
    },
    'not-settled': {
      title: 'With head office',
      happened:
        'The account API has this record and could not finish with it. The fault is not in what was written here.',
    },
    'key-unknown': {
      title: 'With head office',
      happened:
        'The account API has this record and cannot open it: it does not know the key that closes it.',
    },
    safe: 'Nothing is lost: this record is kept until somebody decides.',
    safeRegistration: 'Nothing is lost: this registration is kept until somebody decides.',
    todo: 'Choose what is true and save the decision.',
    todoHeadOffice: 'Nothing: head office decides, and may call this store.',
    todoAsked: 'Nothing until the customer answers. It can be decided here as soon as they are back.',
  },
} as const
