/** The sealed mirror: a second copy on a stick or second disk; and a till that is set up from one. */
export const mirror = {
  title: 'Sealed mirror',
  what: 'A second copy of everything saved here, sealed, on a stick or a second disk. If this till dies, another one goes on from it.',
  choose: 'Choose a stick or disk …',
  chooseOther: 'Choose another …',
  stop: 'Have no mirror',
  askManager: 'A manager chooses it.',
  off: 'There is none: what is not sent yet is on this till alone',
  checking: 'It is being read and checked',
  whole: 'It holds every record of this till',
  behind_one: '{{count}} record that is not settled is not in it yet',
  behind_other: '{{count}} records that are not settled are not in it yet',
  lost: 'It is lost. Since: {{time}}',
  lostUnknown: 'How much is missing in it is not known.',
  lostNothing: 'Nothing that waits is missing in it.',
  lostBehind_one: '{{count}} record that waits is on this till alone.',
  lostBehind_other: '{{count}} records that wait are on this till alone.',
  causes: {
    'not-there': 'The stick or disk is not there. Saving goes on. Put it back: it goes on by itself.',
    'not-answering': 'The stick or disk does not answer. Saving goes on. Take it out and put it back.',
    'no-space': 'The stick or disk is full. Saving goes on. Free some space on it: it goes on by itself.',
    'disk-failed': 'The stick or disk cannot be written to. Saving goes on. Choose another one.',
    another:
      'Another mirror is in that place, or one that does not say which it is. Saving goes on, nothing is written there. Put the right stick in, or choose this one.',
    differs:
      'The folder holds records that this till does not hold. Nothing is written there. Keep it and tell head office before you choose another one.',
    damaged:
      'The mirror is damaged, and so is a part of this till’s journal. Nothing is written over. Keep both and call head office.',
  },
  sameDisk: 'It is on the same disk as the till',
  sameDiskText: 'It does not help when this disk dies. Choose a stick or a second disk.',
  notChosen: 'No mirror was chosen',
  failures: {
    'inside-till':
      'That folder is a part of the till itself. Nothing was changed. Choose a stick or a second disk.',
    'no-space': 'There is no room in that folder. Nothing was changed. Choose another one.',
    'disk-failed': 'That folder cannot be written to. Nothing was changed. Choose another one.',
    'no-reply': 'The desk did not answer. All records are safe. Try again.',
  },
  restore: {
    offer: 'This till replaces a dead one …',
    title: 'Go on from the mirror of a dead till',
    text: 'Put in the stick with its mirror. What the dead till saved is taken over, sealed, and what waited is sent once this till is set up in its place.',
    find: 'Find the mirror …',
    back: 'Set up a new till',
    found_one: '{{count}} record, saved at {{time}}',
    found_other: '{{count}} records, the last one saved at {{time}}',
    whole: 'Every record was read and checked.',
    damaged_one:
      '{{count}} part of it cannot be read. Everything else is taken; head office is told once this till is set up.',
    damaged_other:
      '{{count}} parts of it cannot be read. Everything else is taken; head office is told once this till is set up.',
    run: 'Take them over',
    running: 'Taking them over',
    unfinished: 'Records were not taken over to the end',
    unfinishedText:
      'Put in the same stick and find the mirror again; it goes on where it stopped. What was taken over so far is safe here.',
    leave: 'The stick cannot be read any more …',
    leaving: 'Go on without the stick?',
    leavingText_zero:
      'No record that waits was taken over. What is on the stick alone does not arrive; head office is told once this till is set up. Try the stick in another socket first, and keep it for head office.',
    leavingText_one:
      '{{count}} record that waits was taken over and will be sent. What is on the stick alone does not arrive; head office is told once this till is set up. Try the stick in another socket first, and keep it for head office.',
    leavingText_other:
      '{{count}} records that wait were taken over and will be sent. What is on the stick alone does not arrive; head office is told once this till is set up. Try the stick in another socket first, and keep it for head office.',
    leaveNow: 'Go on without the stick',
    notLeft: 'The till does not go on without the stick yet',
    stay: 'Back to the stick',
    done_zero: 'The records saved here are kept, and head office has all of them',
    done_one: '{{count}} record is here and waits to be sent',
    done_other: '{{count}} records are here and wait to be sent',
    doneText:
      'Now head office makes a code with ‘Enrol it anew’ for the till that saved them. Type it below. Then everything is sent by itself.',
    nothingTaken: 'Nothing was taken over',
    notAllTaken: 'Not everything was taken over',
    failures: {
      none: 'There is no mirror with records in that folder. Choose the stick itself.',
      several: 'There are mirrors of several tills. Choose the folder of the one that died.',
      unreadable: 'That folder cannot be read. Take the stick out, put it back and try again.',
      'not-found': 'Find the mirror first.',
      differs:
        'This is the mirror of another till, or an older one. What was begun goes on with the first one.',
      failed:
        'This computer or the stick failed. Nothing was deleted, here or there. Try again; it goes on where it stopped.',
      'no-space':
        'The disk of this computer is full. Everything is safe on the stick. Free some space, then try again.',
      'no-reply': 'The desk did not answer. Everything is safe on the stick. Try again.',
    },
  },
} as const
