/** Customers who are not finished: put on hold, gone on with, kept through a lock. */
export const hold = {
  label: 'Customers on hold',
  action: 'Put on hold',
  someone: 'No name yet',
  steps: { age: 'Age', registration: 'Registration' },
  /** On one customer, below the initials. */
  since: '{{step}} · {{time}} · {{name}}',
  goOn: 'Go on with {{who}}: {{step}}, on hold since {{time}}, {{name}}',
  continue: 'Continue with the customer you were serving',
  continueWith: 'Continue with the customer you were serving: {{who}}, {{step}}, {{time}}',
  leftOpen: 'Go on with {{who}}: {{step}}, left open at {{time}}, {{name}}',
  nobody: 'somebody who has left',
  alreadySaved: {
    title: 'Already saved, no. {{number}}',
    registration: 'This registration was on disk before the desk stopped. Nothing has to be typed again.',
    sale: 'This sale was on disk before the desk stopped. Nothing has to be typed again.',
    action: 'OK',
  },
  failed: {
    title: 'The customer was not put on hold',
    openTitle: 'This customer could not be opened',
    action: 'OK',
    'too-many': '20 customers are on hold. What is typed stays on the screen. Finish one of them first.',
    'disk-full': 'The disk is full. What is typed stays on the screen. Free some space, then try again.',
    'disk-failed':
      'This computer could not write to its disk. What is typed stays on the screen. Tell IT, then try again.',
    nobody: 'The desk was locked in between. What is typed stays on the screen. Try again.',
    'no-answer': 'The desk did not answer. What is typed stays on the screen. Try again.',
    unreadable:
      'Its file is damaged and was kept aside. All records and the other customers are safe. Type this customer again.',
    'for-others': 'Only a colleague can open this customer. Nothing was lost. Ask them to go on.',
    gone: 'It is not on hold any more: it was finished, or the day is over. Records are safe.',
    'open-no-answer': 'The desk did not answer. The customer stays on hold. Try again.',
  },
  lost: {
    unreadable_one: '{{count}} customer on hold could not be opened',
    unreadable_other: '{{count}} customers on hold could not be opened',
    unreadableText: 'The damaged file is kept aside. All records are safe. Type that customer again.',
    newPin_one: '{{count}} customer on hold was deleted',
    newPin_other: '{{count}} customers on hold were deleted',
    newPinText: 'Only the PIN before the new one could open it. All records are safe.',
    dayOver_one: '{{count}} customer on hold was deleted',
    dayOver_other: '{{count}} customers on hold were deleted',
    dayOverText: 'What is on hold is kept for one day. All records are safe.',
  },
  forOthers_one: '{{count}} more on hold that only a colleague can open',
  forOthers_other: '{{count}} more on hold that only a colleague can open',
  memoryOnly:
    'A customer is not finished. This computer has no keystore, so what was typed stays only until Counterside is closed.',
} as const
