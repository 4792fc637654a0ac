/** Goods brought back, and used ones handed in. */
export const returns = {
  title: 'Return',
  devices: 'What came back',
  code: 'Code of what came back',
  codeHint: 'Scan it, or type the characters from box, holder or charger',
  add: 'Add',
  remove: 'Remove {{device}}',
  of: 'From which record',
  ofNone: 'On no record of this till',
  ofNoneDetail: 'sold elsewhere, or the number is not known',
  means: {
    unknown:
      'Without its record, a device that is on an account stays there until head office has looked. The return itself is recorded.',
    sale: 'The sale was without registration: that it came back is recorded.',
    registration: 'What came back is freed from this customer’s account.',
  },
  save: 'Record the return',
  saveOpen: 'Nothing has come back yet',
  saveTyped: 'Add the typed code first',
  saving: 'Saving',
  another: 'Next return',
  takeBack: {
    title: 'Used ones handed in',
    text: 'Devices and batteries are no household waste. Used ones are taken back here, free of charge.',
    kind: 'What was handed in',
    device: 'Devices',
    battery: 'Batteries',
    count: 'How many',
    countWrong: 'A number from 1 to 99.',
    save: 'Record what was handed in',
  },
  done: {
    goes: 'It goes to the account API by itself.',
    settled: 'The account API has it.',
    freed:
      'The account API has it: what was on this customer’s account is free. A device of somebody else’s account stays there until head office has looked.',
    looked:
      'The account API has it. A device that is on an account stays there until head office has looked.',
    needsYou: 'The account API asks something about it: see To send.',
  },
} as const
