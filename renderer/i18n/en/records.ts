/** What is true of a record. Three words, used strictly: saved here, sent, needs a person. */
export const records = {
  saved: 'Saved on this till',
  sent: 'Sent',
  needsYou: 'Needs you',
  number: 'no. {{number}}',
  noEffect: 'The account API has it, and it has no effect: it was taken back, decided otherwise, or erased.',
  find: {
    number: 'Number of the record',
    numberHint: 'The number that the customer was given',
    older: 'Show older ones',
    none: 'None on this till.',
  },
  type: {
    registration: 'Registration',
    sale: 'Sale without registration',
    'age-check': 'Age check',
    'age-check-correction': 'Correction of an age check',
    'device-added': 'Device added',
    'device-released': 'Device released',
    replacement: 'Replacement',
    'guarantee-case': 'Guarantee case',
    'assistance-case': 'Help while travelling',
    'case-note': 'Addition to a case',
    'contact-change': 'Change of contact details',
    'loyalty-membership': 'Loyalty membership',
    'loyalty-redemption': 'Exchange of points',
    'link-request': 'Link by mail',
    return: 'Return',
    'take-back': 'Take-back',
    'removal-request': 'Removal of the account',
    'consent-change': 'Change of consent',
    correction: 'Correction',
    void: 'Record taken back',
    resolution: 'Decision in a case',
    'terminal-event': 'Message of the till',
    other: 'Record',
  },
  ageCheck: { allowed: 'Age check: allowed', refused: 'Age check: refused' },
  deviceKind: { kit: 'Kit', holder: 'Holder', charger: 'Charger' },
  devices_one: '{{count}} device',
  devices_other: '{{count}} devices',
  notConfirmed: 'Perhaps not saved',
  untilKnown: 'Nothing of it can be changed until that is known.',
  closed: {
    title: 'No customers at this till for now',
    text: 'Nothing new can be saved here; the notice above says why. Serve customers at another till.',
    note: 'Nothing new can be saved here; the notice above says why. What is typed stays on the screen.',
    decision:
      'Nothing new can be saved here; the notice above says why. The case stays until somebody can decide.',
  },
  notSaved: {
    title: 'Not saved',
    'disk-full':
      'The disk is full. This was not saved, everything typed is still here. Free some space, then save again.',
    'disk-failed':
      'The disk could not be written. This was not saved, everything typed is still here. Try again; if it stays so, tell IT.',
    'not-enrolled':
      'This till is not set up. This was not saved, everything typed is still here. Call head office.',
    stopped:
      'New records are stopped at this till; the notice above says why. This was not saved, everything typed is still here. Call head office.',
    'sealing-failed':
      'The record could not be sealed. This was not saved, everything typed is still here. Try again; if it stays so, call head office.',
    'age-check-missing':
      'No valid age check of this customer by you is on this till. This was not saved, everything typed is still here. Check the age again, then save.',
    locked:
      'Nobody is unlocked at this till. This was not saved, everything typed is still here. Unlock, then save again.',
    invalid:
      'The till found the record incomplete. This was not saved, everything typed is still here. Check every field, then save again.',
    unknown:
      'The till could not confirm this, so it may or may not be on disk. Everything typed is still here. Save again: the same record is never kept twice.',
  },
} as const
