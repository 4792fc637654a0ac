/** Before work: setting the till up, unlocking it, the first PIN. */
export const entry = {
  setUp: {
    title: 'Set up this till',
    intro:
      'Head office gives you two things: the address of the account API and a one-time code. The code works once and for 10 minutes.',
    address: 'Address of the account API',
    addressError: 'Type the whole address. It begins with https://',
    code: 'One-time code',
    codeHint: '26 letters and digits, with or without dashes',
    codeError: 'A code has 26 letters and digits. {{count}} are there.',
    action: 'Set up this till',
    working: 'Setting up',
    failed: 'The till was not set up',
    again: 'Set up this till again',
    againIntro:
      'What waits here is kept and sent. Head office gives you a new one-time code for this till. The code works once and for 10 minutes.',
    againRefused:
      'The code is wrong, used, older than 10 minutes or made for another till. Nothing was changed. Ask for a new one for this till.',
    back: 'Back to the lock screen',
    failure: {
      'code-malformed':
        'This is not a one-time code. Nothing was changed. Compare it with the one you were given.',
      'code-refused':
        'The code is wrong, used or older than 10 minutes. Nothing was changed. Ask for a new one.',
      unreachable:
        'The account API cannot be reached. Nothing was changed and the code is still good. Check address and connection, then try again.',
      'not-the-account-api':
        'Something else answers at this address. Nothing was changed. Compare the address with the one you were given.',
      certificate:
        'Whoever answers at this address cannot prove to be the account API. Nothing was changed and the code is still good. Tell IT.',
      'certificate-date':
        'The clock needs you: by date and time of this computer the account API cannot be trusted. Nothing was changed and the code is still good. Set the clock right, then try again.',
      'client-too-old':
        'This version of Counterside is too old. Nothing was changed. Install the newest version, then set up the till.',
      'already-enrolled':
        'This till is already set up. Nothing was changed. Close Counterside and open it again.',
      'restore-unfinished':
        'The records of the dead till were not taken over to the end. Nothing was changed. Find its mirror again first.',
      'disk-failed':
        'This computer could not write to its disk. Nothing was changed. Free some space or tell IT, then ask for a new code.',
    },
  },
  unlock: {
    title: 'Who is at work?',
    nobody: 'Nobody is on the roster of this till yet',
    nobodyText: 'Head office adds people. They appear here once the store is online.',
    withPin: 'unlock with PIN',
    withoutPin: 'first PIN to be set',
    lockedOut: 'Locked. See what to do',
    forgotten: 'Forgot your PIN?',
    stillWaiting_one:
      '{{count}} saved here, oldest {{oldest}}. It goes by itself, also while the desk is locked.',
    stillWaiting_other:
      '{{count}} saved here, oldest {{oldest}}. They go by themselves, also while the desk is locked.',
    stillStopped_one:
      '{{count}} saved here, oldest {{oldest}}. It is safe and goes once this till is set right.',
    stillStopped_other:
      '{{count}} saved here, oldest {{oldest}}. They are safe and go once this till is set right.',
    stillOpen: 'What was typed for the customer is kept. If somebody else unlocks, the age is checked again.',
    waiting: 'again at {{time}}',
    pinOf: 'PIN of {{name}}',
    pin: 'PIN',
    erase: 'Erase',
    action: 'Unlock',
    working: 'Checking',
    other: 'Someone else',
    wrong_one: 'This is not the PIN. One more try is left.',
    wrong_other: 'This is not the PIN. {{count}} more tries are left.',
    wait: 'Too many wrong PINs. Records are safe. Try again at {{time}}; colleagues can unlock now.',
    lockedOutText:
      'Ten wrong PINs: this PIN is locked. Records are safe and colleagues can work. A manager unlocks it in Settings, or head office helps.',
    diskFailed:
      'This computer could not write to its disk. Records are safe. Free some space or tell IT, then try again.',
    gone: 'This person is no longer on the roster of this till. Records are safe. Choose someone else.',
    failed: 'The till did not answer. Records are safe. Try again.',
  },
  lockedPeople: {
    title: 'Locked people',
    text: 'Ten wrong PINs lock a person out. Be sure that it is this person who asks: they get ten tries with the PIN they have.',
    self: 'This is you. Another manager unlocks you.',
    action: 'Unlock {{name}}',
    released: '{{name}} can unlock again',
    releasedText: 'With the same PIN as before, and ten tries.',
    failed: '{{name}} was not unlocked',
    failure: {
      'disk-failed':
        'This computer could not write to its disk. Records are safe. Free some space or tell IT, then try again.',
      'unknown-operator': 'This person is no longer on the roster of this till. Nothing was changed.',
      'not-locked-out': 'This person is not locked any more. They can unlock now.',
      'not-oneself': 'Nobody unlocks themselves. Nothing was changed. Ask another manager or head office.',
      'no-answer': 'The till did not answer. Records are safe. Try again.',
    },
  },
  pinHelp: {
    lockedTitle: '{{name}} is locked out',
    lockedText:
      'Ten wrong PINs were typed. Records are safe, and colleagues can unlock and work. These ways lead back in:',
    forgotTitle: 'A new PIN for {{name}}',
    forgotText: 'Records are safe. The PIN you have stays until a new one is set.',
    manager: 'A manager unlocks you',
    managerText: 'At this till, in Settings: {{names}}. You keep your PIN and get ten tries.',
    code: 'A new one-time code',
    codeText: 'Head office gives you one. The till needs its connection. You choose a new PIN.',
    codeAction: 'Type the code',
    telephone: 'Head office by telephone',
    telephoneText:
      'Works without a connection. You read something out, they answer, and you choose a new PIN.',
    telephoneAction: 'Call head office',
    toPin: 'Back to the PIN',
    ways: 'Other ways in',
  },
  telephone: {
    title: 'Head office helps {{name}}',
    intro:
      'Call head office and read these three lines to them. They make sure that it is you and read back a response.',
    store: 'Store and till',
    person: 'Person',
    challenge: 'Challenge',
    response: 'Response from head office',
    responseHint: '4 groups of 5 letters and digits',
    right: 'The response is right. You can hang up. Choose a new PIN.',
    lengthError: 'A response has {{length}} letters and digits. {{count}} are there.',
    groupError: 'Group {{group}} does not fit. Ask head office to read that group again.',
    wrong_one:
      'This is not the response to this challenge. No PIN was changed. Read the challenge out again. After one more wrong response there is a wait.',
    wrong_other:
      'This is not the response to this challenge. No PIN was changed. Read the challenge out again. After {{count}} more wrong responses there is a wait.',
    wrongWait:
      'This is not the response to this challenge, and too many were wrong. No PIN was changed. Try again at {{time}}.',
    wait: 'Too many wrong responses. No PIN was changed. Try again at {{time}}.',
    failure: {
      malformed: 'This is not a response. No PIN was changed. Ask head office to read it again.',
      unavailable:
        'This till cannot check a response for this person. Records are safe. Ask head office for a one-time code and type it when the store is online.',
      'unknown-operator':
        'This person is no longer on the roster of this till. No PIN was changed. Ask head office.',
      'disk-failed':
        'This computer could not write to its disk. Records are safe. Free some space or tell IT, then try again.',
      'no-answer': 'The till did not answer. Records are safe. Try again.',
    },
  },
  firstPin: {
    title: 'Set the first PIN of {{name}}',
    titleAgain: 'Set a new PIN for {{name}}',
    intro:
      'The one-time code comes from your manager or head office. Setting a PIN needs the connection, once.',
    code: 'One-time code',
    newPin: 'New PIN, 6 digits or more',
    again: 'The same PIN again',
    action: 'Set PIN',
    working: 'Setting',
    next: 'Next',
    differs: 'The two PINs differ. Type the new PIN again.',
    failure: {
      'pin-too-short': 'A PIN has 6 digits or more. Choose a longer one.',
      'pin-too-common': 'This PIN is easy to guess. Choose another one.',
      'pin-not-digits': 'A PIN has digits only. Choose another one.',
      'code-malformed': 'This is not a one-time code. Compare it with the one you were given.',
      'code-refused': 'The code is wrong, used or too old. No PIN was set. Ask for a new one.',
      unreachable:
        'The account API cannot be reached. No PIN was set and the code is still good. Try again when the store is online.',
      'unknown-operator':
        'This person is no longer on the roster of this till. No PIN was set. Ask head office.',
    },
  },
  badge: {
    title: 'My badge',
    hasNone: 'You unlock this till with your PIN. With a badge you scan instead.',
    has: 'You have a badge for this till.',
    make: 'Make a badge',
    another: 'Make another one',
    forget: 'End my badge',
    pin: 'Your PIN',
    print: 'Print the badge',
    working: 'Making the badge',
    note: 'A badge is a secret like the PIN and works on this till only. It is printed once and kept nowhere. A new PIN ends it.',
    said: {
      printed: 'The badge is printed. Cut it out and keep it on you.',
      'handed-over': 'The badge went to the printer. Cut it out and keep it on you.',
      'not-printed': 'The printer did not print, so there is no badge. Nothing else changed.',
      'disk-failed': 'This could not be written to disk. Nothing changed.',
      'wrong-pin_one': 'Wrong PIN, {{count}} try left',
      'wrong-pin_other': 'Wrong PIN, {{count}} tries left',
      wait: 'Wait before the next try.',
      'locked-out': 'Too many wrong PINs.',
      forgotten: 'The badge opens nothing any more.',
      'no-answer': 'The desk did not answer. Try again.',
    },
  },
} as const
