/** One sentence a notice: what happened, what is safe, what to do. */
export const notices = {
  'no-keystore': {
    title: 'This computer has no keystore',
    text: 'Records are still sealed and safe. What is typed and not saved yet is gone after a restart. Names are not shown while records wait, and a file on this computer protects the till’s key. Tell IT.',
  },
  'low-disk': {
    title: 'The disk is getting full',
    text: 'Everything saved is safe and saving still works. Free some space on this computer today.',
  },
  'disk-full': {
    title: 'The disk is full: nothing new can be saved',
    text: 'What was saved before is safe, and what you type stays on the screen. Free some space, then save again.',
  },
  'settings-unreadable': {
    title: 'The settings of this till could not be read',
    text: 'All records are safe. Language and look are back at their start values: choose them again in Settings.',
  },
  'journal-damaged': {
    title: 'A part of the till’s journal is damaged',
    text: 'The damaged part is kept aside and the rest is safe. Do not reinstall. Tell head office now.',
  },
  'journal-lost': {
    title: 'The end of this till’s journal is lost',
    text: 'What was sent is safe, and what this till still holds is sent. Nothing new can be saved here. Do not reinstall. Call head office to set the till up again.',
  },
  'record-unreadable': {
    title: 'A record on this till cannot be read',
    text: 'Its bytes are kept aside and all other records are safe. Tell head office.',
  },
  'clock-unverified': {
    title: 'The clock of this till has not been checked',
    text: 'Records are safe. Compare date and time with your own watch before an age check; the clock is checked once the store is online.',
  },
  'clock-wrong': {
    title: 'The clock of this till is wrong',
    text: 'Records are safe and sending works. Look up today’s date elsewhere before an age check, and ask IT to set the clock.',
  },
  'terminal-revoked': {
    title: 'Head office has closed this till',
    text: 'Nothing new can be saved here. What was saved is kept, sealed. Call head office to set the till up again.',
  },
  'client-too-old': {
    title: 'This version of Counterside is too old to send',
    text: 'Nothing new can be saved here. Everything saved is safe and waits. Install the newest version, then it is sent by itself.',
  },
  'chain-fork': {
    title: 'This till exists twice',
    text: 'Another copy of it has sent records under the same numbers. What was saved is safe. Stop working here and call head office.',
  },
  'wrong-realm': {
    title: 'This till and the account API do not belong together',
    text: 'One is for practice, the other is real. Nothing new can be saved here. Everything saved is safe and waits here. Call head office.',
  },
  'terminal-needs-attention': {
    title: 'The account API does not accept this till at the moment',
    text: 'Everything saved is safe and waits here. Call head office: if another computer stands in for this till, work there and not here; if none does, go on here.',
  },
  'set-up-unusable': {
    title: 'The set-up of this till cannot be used',
    text: 'Its key cannot be opened, or the set-up is an old one. What was saved is kept and safe; nothing new can be saved here. Restart this computer; if it stays so, call head office for a code.',
  },
  'mirror-lost': {
    title: 'The sealed mirror is lost',
    text: 'Every record is safe on this till and saving works. What is not sent yet may be on this till alone. Put the stick or disk back; Settings says what is wrong.',
  },
  'store-unavailable': {
    title: 'The list of records on this till does not open',
    text: 'What was saved here is on this till’s disk, and so is what you save now. Restart this computer when no customer waits; if this line comes back, tell IT. Do not reinstall.',
  },
  /** A standing notice in the status line, two or three words. */
  short: {
    'no-keystore': 'No keystore',
    'low-disk': 'Disk almost full',
    'clock-unverified': 'Clock not checked',
    'mirror-lost': 'Mirror lost',
  },
  sync: {
    'not-the-account-api': {
      title: 'Something else answers in place of the account API',
      text: 'Perhaps a log-in page of the network. Everything saved is safe and waits here. Check the connection of the store.',
    },
    'server-error': {
      title: 'The account API has trouble of its own',
      text: 'Everything saved is safe and waits here; it goes by itself when the trouble is over. Go on working; if it lasts an hour, tell head office.',
    },
    certificate: {
      title: 'The connection to the account API is not trusted',
      text: 'Whoever answers cannot prove to be the account API. Everything saved is safe and waits here. Go on working and tell IT.',
    },
    'certificate-date': {
      title: 'The clock needs you',
      text: 'By the clock of this computer the account API cannot be trusted today. Everything saved is safe and waits here. Set date and time right; if they are, tell IT that its certificate ran out.',
    },
  },
} as const
