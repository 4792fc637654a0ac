/** Before the desk closes: what closing means. */
export const closing = {
  title: 'Close the desk?',
  waiting_one: '{{count}} record waits on this till',
  waiting_other: '{{count}} records wait on this till',
  waitingSince_one: '{{count}} record waits on this till, saved {{oldest}}',
  waitingSince_other: '{{count}} records wait on this till, oldest {{oldest}}',
  waitingText_one:
    'It is saved and goes when the desk is opened again and the store is online. It is not lost.',
  waitingText_other:
    'They are saved and go when the desk is opened again and the store is online. None of them is lost.',
  typed: 'What was typed for the customer is not saved',
  typedText: 'It is deleted when the desk closes.',
  refusal: 'A refusal is not saved yet',
  refusalText: 'It is lost when the desk closes. Stay and save it; it says nothing about the person.',
  onHold_one: '{{count}} customer is on hold',
  onHold_other: '{{count}} customers are on hold',
  onHoldText: 'What was typed for them is deleted when the desk closes. What was saved is safe.',
  saving: 'A record is being saved',
  savingText: 'The desk can be closed as soon as it is on disk.',
  nothing: 'Nothing waits any more',
  nothingText: 'The desk can be closed.',
  stay: 'Stay',
  anyway: 'Close anyway',
  close: 'Close',
} as const
