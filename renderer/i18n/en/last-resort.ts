/** What waits and cannot be sent is carried to head office in a sealed file. */
export const lastResort = {
  title: {
    stopped_one: '{{count}} record cannot be sent from this till now',
    stopped_other: '{{count}} records cannot be sent from this till now',
    closed_one: '{{count}} record still waits on this till, which takes nothing new',
    closed_other: '{{count}} records still wait on this till, which takes nothing new',
    'too-long_one': '{{count}} record waits here, for more than a day',
    'too-long_other': '{{count}} records wait here, the oldest for more than a day',
    kept_one: 'Nothing waits to be sent from this till',
    kept_other: 'Nothing waits to be sent from this till',
  },
  safe_one: 'It is safe on this till.',
  safe_other: 'They are safe on this till.',
  what: 'Last resort: export to a stick, sealed, and bring the file to head office. Nobody else can open it.',
  also_one: 'The file also takes {{count}} record that head office took before, in case it lost it.',
  also_other: 'The file also takes {{count}} records that head office took before, in case it lost them.',
  keeps_one:
    'It still keeps {{count}} record that head office took, sealed. Before the machine is given away or wiped, export it to a stick and bring the file to head office: should head office lose it, the file brings it back.',
  keeps_other:
    'It still keeps {{count}} records that head office took, sealed. Before the machine is given away or wiped, export them to a stick and bring the file to head office: should head office lose them, the file brings them back.',
  askManager: 'A manager can export, sealed, for head office.',
  make: 'Export sealed …',
  writing: 'Exporting',
  made_one: '{{count}} record is exported, sealed',
  made_other: '{{count}} records are exported, sealed',
  where_one: 'In {{folder}}: {{files}}. Bring the file to head office.',
  where_other: 'In {{folder}}: {{files}}. Bring the files to head office.',
  stay: 'Everything also stays here, and what waits is sent once it can be. Each record counts once all the same.',
  nothing: 'Nothing to export: head office has every record',
  failed: 'Nothing was exported',
  failures: {
    'no-space': 'There is no room in that folder. All records are safe on this till. Choose another one.',
    'disk-failed':
      'That folder cannot be written to. All records are safe on this till. Choose another one, or another stick.',
    'no-reply': 'The desk did not answer. All records are safe on this till. Try again.',
  },
  unreadable_one: '{{count}} record cannot be read and is not in the file',
  unreadable_other: '{{count}} records cannot be read and are not in the file',
  unreadableText: 'Its bytes are kept on this till. Do not reinstall. Tell head office.',
  storeUnread: 'The second copy on this till did not answer',
  storeUnreadText: 'What only it has is not in the file. Do not reinstall. Export once more in a minute.',
} as const
