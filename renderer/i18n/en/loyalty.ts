/** Membership and points, where the market has them. */
export const loyalty = {
  choicesToo: 'Give or withdraw a yes to news, offers or the loyalty programme.',
  noCustomer: 'Choose whose points they are first.',
  closed: 'The account is not open any more. Look it up again to see and exchange points.',
  noneOfFound:
    'The account is not open any more, or head office has switched the loyalty programme off. Ask again, or look the account up again.',
  asking: 'Asking the account API what the customer has.',
  asOf: 'as of {{time}}',
  points: 'Member. Points: {{points}}',
  noMember: 'Not a member',
  askAgain: 'Ask again',
  unreachable: {
    title: 'Points cannot be seen now',
    text: 'Points are seen and exchanged only online. Joining and leaving can be recorded now, and count once they are sent.',
  },
  'unknown-customer': {
    title: 'No points are known of this customer',
    text: 'The account API has not settled this registration yet, or it has no effect any more. Joining and leaving can be recorded now. Ask again once it is sent.',
  },
  action: 'What the customer wants of the loyalty programme',
  actions: { join: 'Join', leave: 'Leave', spend: 'Exchange points' },
  terms: 'Terms {{version}}, to be read by the customer',
  rewards: 'For what',
  nothing: 'Nothing is to be had for points now.',
  kinds: { discount: 'Discount', fuel: 'Fuel', gadget: 'Gadget', item: 'Item' },
  cost: '{{kind}}, {{points}} points.',
  missing: 'Missing: {{points}}.',
  open: {
    title: 'An exchange of this customer has no answer yet',
    text: 'It was recorded at {{time}}. This till asks by itself what became of it, and makes no second one before that. Hand nothing over.',
  },
  exchange: 'Exchange {{points}} points',
  means: {
    join: 'The customer joins by these terms. Points already earned count from then on.',
    leave: 'The customer leaves. Points stay on the account and cannot be exchanged.',
    spend: 'The account API takes the points off, once. Hand nothing over before it has answered.',
  },
  done: 'The account API has settled it. The newest of joining and leaving counts.',
  waits: {
    title: 'Not answered yet: hand nothing over',
    text: 'This till asks by itself until the account API says what became of it. Do not exchange again: {{what}}. Without an answer within five minutes the points are not spent.',
  },
  spent: {
    title: 'Spent: {{points}} points',
    discount: 'Take it off the price now: {{what}}.',
    fuel: 'Hand over the voucher: {{what}}.',
    gadget: 'Hand it over: {{what}}.',
    item: 'Hand it over: {{what}}.',
  },
  notSpent: {
    title: 'Not spent: hand nothing over',
    'points-too-few':
      'There are not {{points}} points on the account any more; perhaps they were exchanged elsewhere. What is there stays.',
    'not-a-member':
      'The customer is not a member now. The points stay on the account. They can join again, and then exchange.',
    'item-withdrawn': 'This is not on the list any more: {{what}}. The points stay on the account.',
    'price-changed':
      'The price has changed: {{what}} no longer costs {{points}} points. The points stay on the account. Look at the new price with the customer.',
    'too-late':
      'It reached the account API too late, or the time of this till is not known. The points stay on the account. The customer can exchange again.',
  },
} as const
