/** The end of the day: may the till be left, and what the day was. */
export const day = {
  title: 'Day',
  looking: 'Looking at what this till holds',
  mayLeave: 'You can leave this till.',
  notYet: 'Not everything is confirmed yet',
  confirmed: 'Everything is sent and confirmed',
  confirmedText:
    'The account API confirmed every record up to no. {{number}}, the last one written here, at {{time}}.',
  lastAnswer: 'Last answer of the account API: {{time}}',
  neverAnswered: 'The account API has not answered since this desk was opened.',
  checkNow: 'Check now',
  go: { register: 'Go to Register', 'to-send': 'Go to To send' },
  missing: {
    'store-failing': {
      title: 'The list of records cannot be kept at the moment',
      text: 'The records themselves are safe in the till’s journal. Close the desk and open it again; if this line comes back, tell IT.',
    },
    'not-read': {
      title: 'This till is still reading its own records',
      text: 'They are on its disk. Wait a moment.',
    },
    'customer-open': {
      title: 'A customer is open at the counter',
      text: 'What was typed is not saved. Finish the customer or clear the form.',
    },
    'on-hold': {
      title_one: '{{count}} customer is on hold',
      title_other: '{{count}} customers are on hold',
      text: 'An unfinished form is no record yet. Finish it, or clear it at the counter.',
    },
    cases: {
      title_one: '{{count}} record needs a decision',
      title_other: '{{count}} records need a decision',
      text_one: 'It is kept until somebody decides. To send says what it needs.',
      text_other: 'They are kept until somebody decides. To send says what each one needs.',
    },
    quarantined: {
      title_one: '{{count}} record cannot be taken by the account API',
      title_other: '{{count}} records cannot be taken by the account API',
      text_one: 'Its bytes are kept. Tell head office its number; To send shows it.',
      text_other: 'Their bytes are kept. Tell head office their numbers; To send shows them.',
    },
    suspect: {
      title_one: '{{count}} record fails again and again',
      title_other: '{{count}} records fail again and again',
      text_one: 'It is safe on this till and tried again every day. Tell head office its number.',
      text_other: 'They are safe on this till and tried again every day. Tell head office their numbers.',
    },
    waiting: {
      title_one: '{{count}} record waits, saved {{oldest}}',
      title_other: '{{count}} records wait, oldest {{oldest}}',
      titleAlone_one: '{{count}} record waits',
      titleAlone_other: '{{count}} records wait',
      text_one: 'It is safe on this till. It goes by itself when the desk is open and the store is online.',
      text_other:
        'They are safe on this till. They go by themselves when the desk is open and the store is online.',
    },
    gaps: {
      title: 'The account API misses no. {{from}} to {{to}} of this till',
      titleOne: 'The account API misses no. {{from}} of this till',
      text: 'What this till still holds goes by itself. If this line stays for ten minutes while online, tell head office.',
    },
    differs: {
      title: 'This till and the account API do not agree at no. {{number}}',
      text: 'Nothing is deleted on either side. Stop working here and call head office.',
    },
    behind: {
      title: 'The account API confirmed up to no. {{confirmed}}; this till has written up to no. {{written}}',
      text: 'What is not confirmed is kept on this till until it is.',
    },
    'not-heard': {
      title: 'No fresh confirmation; the account API last answered at {{time}}',
      titleNever: 'No confirmation; the account API has not answered since this desk was opened',
      text: 'Without it nobody can say that everything has arrived. Check the connection of the store.',
    },
  },
  figures: {
    title: 'Today on this till',
    emptyTitle: 'Nothing was saved today yet',
    emptyText: 'Every record of today is counted here by its hour.',
    saved: 'Saved',
    sent: 'of these settled by the account API',
    kind: {
      'age-check': 'Age checks',
      sale: 'Sales',
      registration: 'Registrations',
      correction: 'Corrections, voids and returns',
      other: 'Other records',
    },
    median: 'From save to answer, usually',
    worst: 'From save to answer, at worst',
    byHour: 'Records by the hour they were saved in',
    hour: 'Hour',
    keySent: 'sent',
    keyOpen: 'not settled yet',
    note: 'How an age check ended stays on this till only until it is sent. Head office has the day’s refusals.',
  },
} as const
