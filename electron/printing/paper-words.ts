import { type LocalText, textIn } from '#shared/markets/market-text.ts'

/** The words of paper, in the languages that the desk has; `{name}` is filled in. */
const WORDS = {
  registration: { 'pt-PT': 'Confirmação de registo', en: 'Confirmation of registration' },
  sale: { 'pt-PT': 'Confirmação de venda sem registo', en: 'Confirmation of a sale without registration' },
  'device-added': { 'pt-PT': 'Confirmação de dispositivo', en: 'Confirmation of a device' },
  claimed: {
    'pt-PT':
      'Se estiver na conta de outra pessoa, fica registado como disputado e continua lá até a sede decidir. Se não, entra na sua.',
    en: 'If it is on somebody else’s account, it is registered as disputed and stays there until head office decides. If not, it goes to yours.',
  },
  claimDecided: {
    'pt-PT': 'Se houver uma decisão, chega-lhe por e-mail. A loja também a vê, pelo número acima.',
    en: 'If there is a decision you are told it by e-mail. The store sees it, too, by the number above.',
  },
  replacement: { 'pt-PT': 'Confirmação de substituição', en: 'Confirmation of a replacement' },
  'guarantee-case': { 'pt-PT': 'Confirmação de caso de garantia', en: 'Confirmation of a guarantee case' },
  testPage: { 'pt-PT': 'Página de teste', en: 'Test page' },
  practice: { 'pt-PT': 'Treino – sem validade', en: 'Practice – not valid' },
  servedBy: { 'pt-PT': 'Atendimento: {name}', en: 'Served by {name}' },
  till: { 'pt-PT': 'Caixa: {name}', en: 'Till: {name}' },
  number: {
    'pt-PT': 'Número para perguntar por este registo',
    en: 'Number to ask about this record',
  },
  reference: { 'pt-PT': 'n.º {number} · {hash}', en: 'no. {number} · {hash}' },
  saved: {
    'pt-PT': 'Guardado nesta caixa. Segue sozinho para a conta central logo que a loja esteja em linha.',
    en: 'Saved on this till. It goes to the central account by itself as soon as the store is online.',
  },
  sent: { 'pt-PT': 'Enviado: já está na conta central.', en: 'Sent: the central account has it.' },
  needsYou: {
    'pt-PT': 'Guardado nesta caixa. A conta central tem uma pergunta; a loja trata dela.',
    en: 'Saved on this till. The central account has a question about it; the store will see to it.',
  },
  takenBack: {
    'pt-PT': 'Guardado nesta caixa e entretanto substituído por outro registo.',
    en: 'Saved on this till and meanwhile replaced by another record.',
  },
  activate: {
    'pt-PT': 'Quando lá chegar, recebe um e-mail para ativar a sua conta.',
    en: 'When it gets there, you receive an e-mail to activate your account.',
  },
  customer: { 'pt-PT': 'Cliente', en: 'Customer' },
  devices: { 'pt-PT': 'Dispositivos', en: 'Devices' },
  kit: { 'pt-PT': 'Kit', en: 'Kit' },
  holder: { 'pt-PT': 'Holder', en: 'Holder' },
  charger: { 'pt-PT': 'Carregador', en: 'Charger' },
  guarantee: { 'pt-PT': 'Garantia', en: 'Guarantee' },
  statutory: { 'pt-PT': 'Por lei, até', en: 'By law, until' },
  voluntary: { 'pt-PT': 'Voluntária, para registados, até', en: 'Voluntary, for the registered, until' },
  accident: {
    'pt-PT': 'Danos acidentais, até {count} vezes, até',
    en: 'Accidental damage, up to {count} times, until',
  },
  boughtElsewhere: {
    'pt-PT': 'Para os outros dispositivos conta a data do comprovativo de compra.',
    en: 'For any other device it runs from the day on the proof of purchase.',
  },
  elsewhere: {
    'pt-PT': 'Conta a partir da data do comprovativo de compra.',
    en: 'It runs from the day on the proof of purchase.',
  },
  excluded: { 'pt-PT': 'Não abrange: {list}.', en: 'Not covered: {list}.' },
  oldDevice: { 'pt-PT': 'Dispositivo avariado', en: 'Faulty device' },
  oldHolder: { 'pt-PT': 'Holder avariado', en: 'Faulty holder' },
  oldCharger: { 'pt-PT': 'Carregador avariado', en: 'Faulty charger' },
  newHolder: { 'pt-PT': 'Holder novo', en: 'New holder' },
  newCharger: { 'pt-PT': 'Carregador novo', en: 'New charger' },
  notReadable: { 'pt-PT': 'código ilegível', en: 'code not readable' },
  newDevice: { 'pt-PT': 'Dispositivo novo', en: 'New device' },
  handedIn: {
    'pt-PT': 'O dispositivo avariado ficou na loja para reciclagem.',
    en: 'The faulty device stayed in the store for recycling.',
  },
  continues: {
    'pt-PT': 'A garantia continua a contar a partir da entrega do primeiro dispositivo.',
    en: 'The guarantee still counts from the delivery of the first device.',
  },
  restarts: {
    'pt-PT': 'A garantia recomeça com o dispositivo novo, logo que a conta central o confirme.',
    en: 'The guarantee begins anew with the new device, once the central account confirms it.',
  },
  fault: { 'pt-PT': 'Avaria', en: 'Fault' },
  'does-not-turn-on': { 'pt-PT': 'Não liga', en: 'Does not turn on' },
  'does-not-charge': { 'pt-PT': 'Não carrega', en: 'Does not charge' },
  'does-not-heat': { 'pt-PT': 'Não aquece', en: 'Does not heat' },
  'error-light': { 'pt-PT': 'Mostra uma luz de erro', en: 'Shows an error light' },
  'accidental-damage': { 'pt-PT': 'Dano acidental', en: 'Accidental damage' },
  other: { 'pt-PT': 'Outra avaria', en: 'Something else' },
  wanted: { 'pt-PT': 'Como quer receber o novo', en: 'How you want the new one' },
  store: { 'pt-PT': 'Nesta loja', en: 'In this store' },
  address: { 'pt-PT': 'Na morada que indicou', en: 'At the address that you gave' },
  'collection-point': { 'pt-PT': 'Num ponto de recolha', en: 'At a collection point' },
  bringProof: {
    'pt-PT': 'Volte com este papel e com o comprovativo de compra: não ficou registado quem é.',
    en: 'Come back with this paper and the proof of purchase: who you are was not recorded.',
  },
  toBeDecided: {
    'pt-PT': 'O caso ainda tem de ser decidido. A loja ou a sede dá-lhe a resposta.',
    en: 'The case still has to be decided. The store or head office gives you the answer.',
  },
  waste: {
    'pt-PT':
      'Dispositivos e pilhas não são lixo doméstico. As pilhas usadas podem ser entregues na loja, sem custos.',
    en: 'Devices and batteries are not household waste. Used batteries can be handed in at the store, free of charge.',
  },
  sold: { 'pt-PT': 'Vendido', en: 'Sold' },
  device: { 'pt-PT': 'Dispositivo', en: 'Device' },
  consumable: { 'pt-PT': 'Consumíveis', en: 'Consumables' },
  accessory: { 'pt-PT': 'Acessórios', en: 'Accessories' },
  choices: { 'pt-PT': 'O que escolheu', en: 'What you chose' },
  yes: { 'pt-PT': 'Sim', en: 'Yes' },
  no: { 'pt-PT': 'Não', en: 'No' },
  'not-asked': { 'pt-PT': 'Não foi perguntado', en: 'Not asked' },
  help: { 'pt-PT': 'Apoio', en: 'Help' },
  helpline: { 'pt-PT': 'Linha gratuita', en: 'Free helpline' },
  fallbackHelpline: { 'pt-PT': 'Se não ligar', en: 'If it does not connect' },
  beforeTravelling: {
    'pt-PT': 'Para ter assistência no estrangeiro, o dispositivo tem de estar registado antes da viagem.',
    en: 'For assistance abroad the device has to be registered before the journey.',
  },
  ageProven: {
    'pt-PT': 'A maioridade foi provada. Não foi guardada cópia de nenhum documento.',
    en: 'Adulthood was proven. No copy of any document was kept.',
  },
  testSection: { 'pt-PT': 'Impressora e papel', en: 'Printer and paper' },
  testWorks: {
    'pt-PT': 'Se lê esta página até ao fim, a impressora funciona.',
    en: 'If you can read this page to its end, the printer works.',
  },
  testLetters: { 'pt-PT': 'Letras', en: 'Letters' },
  testDigits: { 'pt-PT': 'Algarismos', en: 'Digits' },
  testPaper: { 'pt-PT': 'Papel', en: 'Paper' },
  'receipt-80mm': { 'pt-PT': 'Talão de 80 mm', en: 'Receipt of 80 mm' },
  a4: { 'pt-PT': 'Folha A4', en: 'A4 sheet' },
  testScanner: { 'pt-PT': 'Para configurar o leitor de códigos', en: 'To set up the scanner' },
  badge: { 'pt-PT': 'Crachá desta caixa', en: 'Badge for this till' },
  badgeNote: {
    'pt-PT': 'Abre a caixa como o PIN. Traga-o consigo e não deixe ninguém lê-lo ou fotografá-lo.',
    en: 'It opens the till as the PIN does. Keep it on you, and let nobody scan or photograph it.',
  },
  testEnd: { 'pt-PT': 'Fim da página', en: 'End of the page' },
} as const satisfies Record<string, LocalText>

export type PaperWord = keyof typeof WORDS

/** The language of the desk's own words on paper for a customer: theirs where the desk has it, else English [PR13]. */
export function paperLanguage(language: string): 'pt-PT' | 'en' {
  return language.split('-', 1)[0] === 'pt' ? 'pt-PT' : 'en'
}

/** The words of paper in a language; values are filled in as they are. */
export function paperWords(language: string): (word: PaperWord, values?: Record<string, string>) => string {
  return (word, values = {}) =>
    textIn(WORDS[word], language).replaceAll(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '')
}

/** '22 November 2026, 14:37', as the wall of the store shows it. */
export function momentOnPaper(moment: { instant: string; timeZone: string; language: string }): string {
  return new Intl.DateTimeFormat(tagOf(moment.language), {
    timeZone: moment.timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(new Date(moment.instant))
}

/** '22 November 2029', of a calendar day. */
export function dayOnPaper(day: string, language: string): string {
  const format = new Intl.DateTimeFormat(tagOf(language), { timeZone: 'UTC', dateStyle: 'long' })
  return format.format(new Date(`${day}T00:00:00.000Z`))
}

function tagOf(language: string): string {
  return paperLanguage(language) === 'en' ? 'en-GB' : 'pt-PT'
}
