/** Plain answers, and the keys. */
export const help = {
  title: 'Help',
  subtitle: 'works without a connection',
  keys: 'Keys',
  keyRows: {
    enter: { key: 'Enter', does: 'to the next open item; never saves' },
    save: { key: 'Ctrl + Enter', does: 'save, when nothing is open' },
    hold: { key: 'Ctrl + H', does: 'put the customer on hold and serve another' },
    back: { key: 'Esc', does: 'one step back' },
    down: { key: '↓', does: 'take the suggested e-mail' },
    register: { key: 'R', does: 'to Register' },
    queue: { key: 'T', does: 'to To send' },
    day: { key: 'D', does: 'to Day: may the till be left?' },
    wish: { key: '1 … 0', does: 'in Service: the wish with that number' },
    help: { key: '?', does: 'to this page' },
  },
  keysNote: 'Single keys work outside of fields, and only when they are switched on in Settings.',
  answers: 'Answers',
  entries: {
    offline: {
      question: 'The store is offline. Can I go on?',
      answer: 'Yes. Everything works. What you save is on this till’s disk and goes by itself later.',
    },
    saved: {
      question: 'What does “Saved on this till” mean?',
      answer:
        'It is on disk and survives a power cut this second. “Sent” means that the account API has settled it.',
    },
    register: {
      question: 'Must a customer register?',
      answer:
        'No. In the store only the proof of being an adult is needed. Use “Finish without registering”.',
    },
    refused: {
      question: 'The sale is not possible. What stays?',
      answer: 'The reason and the time, nothing about the person. Everything typed is wiped at once.',
    },
    wrong: {
      question: 'Something was saved wrong. What now?',
      answer:
        'Until the next customer, a lock or five minutes: “Correct” or “Take back”, beside the saved record. Both stay on record.',
    },
    service: {
      question: 'Somebody is back: a device more or less, or another wish?',
      answer: 'Under Service, by the number that they were given. It works offline, too.',
    },
    scanner: {
      question: 'The scanner reads something, where does it go?',
      answer: 'A device goes to Devices, whatever field you are in. What you typed is not touched.',
    },
    password: {
      question: 'Can I set the customer’s password?',
      answer: 'No. Only the customer chooses it; the store never sees it.',
    },
  },
} as const
