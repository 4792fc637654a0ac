/** International assistance: what can be said before the call, and what the call needs. */
export const assistance = {
  residence: 'Where the customer lives',
  registration: 'Where the device is registered',
  choose: 'Choose',
  asks: {
    isAdult: 'Is the customer an adult?',
    isRegistered: 'Is the device on an account there?',
    isGuaranteed: 'Is its voluntary guarantee there still running?',
  },
  replies: { yes: 'Yes', no: 'No', unknown: 'Not known' },
  answers: { likely: 'Likely', unlikely: 'Unlikely', 'ask-helpline': 'Ask the helpline' },
  says: 'For the helpline',
  blind: 'This desk sees no account of another country. The helpline alone decides.',
  conditions: { said: 'As the customer says, not seen here:', known: 'Known here:' },
  notCovered: '{{country}} is not covered',
  checks: {
    'adult-resident': 'Adult, living in a covered country',
    'registered-there': 'Device on an account in a covered country',
    'outside-country-of-registration': 'Outside the country of registration',
    'within-covered-countries': 'In a covered country now',
    'guarantee-valid': 'Within the voluntary guarantee of the country of purchase',
  },
  address: 'The call needs the full temporary address.',
  host: 'Hotel, or with whom',
  street: 'Street and number',
  postalCode: 'Postal code',
  locality: 'Place',
  sheet: 'Help while travelling: the call',
  reference: 'Case no. {{number}} · {{hash}}',
  qr: 'QR code with the numbers of the helpline',
  qrText: 'For the customer’s phone',
  sheetLanguage: 'The sheet in',
  sheetPrint: 'Print the sheet for the call',
  charges: 'The customer’s operator may charge for the call.',
  helpline: 'Helpline',
  fallback: 'If it does not connect',
  device: 'Device',
  fault: 'Fault',
  ships: {
    'business-days':
      'If the helpline sends a new device after a call today, it usually ships between {{earliest}} and {{latest}}, depending on the local supplier and the place. It is the version sold in this country.',
    weekdays:
      'If the helpline sends a new device after a call today, it usually ships between {{earliest}} and {{latest}}, or later where public holidays come between, depending on the local supplier and the place. It is the version sold in this country.',
  },
  replacedPart: {
    'usually-kept':
      'The customer usually keeps the replaced part. The helpline says if it is wanted back on delivery.',
    'asked-back': 'In this country the replaced part is handed over when the new one is delivered.',
  },
  callNext: 'The customer calls now: nothing is sent before the call.',
} as const
