/** What a mail says; `{link}` stands for its link, and no subject names the customer, the product or the brand (R8) [ML5]. */
export interface MailText {
  readonly subject: string
  readonly text: string
}

/** What is sent: a request to let somebody in becomes one of two [ML7]. */
export type MailKind =
  | 'activation'
  | 'password'
  | 'data'
  | 'devices-added'
  | 'device-transferred'
  | 'device-let-go'
  | 'email-question'
  | 'device-question'
  | 'dispute-question'
  | 'dispute-lost'
  | 'contact-change'
  | 'account-found'
  | 'look-up-failed'

type MailTexts = Readonly<Record<MailKind, MailText>>

const en: MailTexts = {
  activation: {
    subject: 'Please confirm your e-mail address',
    text: `Somebody gave this e-mail address at one of our stores. If it was you, confirm it and choose a password here:

{link}

The link works once, for 24 hours. If it was not you, do nothing: without your word nothing more is sent to this address.`,
  },
  password: {
    subject: 'Choose a new password',
    text: `A store asked for this link for you. Choose a new password here:

{link}

The link works once, for 24 hours. If you did not ask for it, do nothing: your password stays as it is.`,
  },
  data: {
    subject: 'The copy of your data',
    text: `A store asked for a copy of your data for you. Get it here:

{link}

The link works once, for 24 hours. If you did not ask for it, do nothing, and do not pass this link on.`,
  },
  'devices-added': {
    subject: 'Your account has changed',
    text: `A device was added to your account at one of our stores. If it was not you, please call customer service.`,
  },
  'device-transferred': {
    subject: 'Your account has changed',
    text: `A device was moved from your account to another one. If you did not agree to it, please call customer service.`,
  },
  'device-let-go': {
    subject: 'Your account has changed',
    text: `A device is no longer in your account: it was let go at one of our stores. If it was not you, please call customer service.`,
  },
  'email-question': {
    subject: 'Was it you?',
    text: `Somebody gave this e-mail address at one of our stores to register, and the address already has an account. Please tell us whether it was you:

{link}

The link works once, for 24 hours. Without your answer nothing is added to your account.`,
  },
  'device-question': {
    subject: 'Did you hand a device on?',
    text: `Somebody wants to register a device that is in your account. Please tell us whether you handed it on:

{link}

The link works once, for 24 hours. Without your answer the device stays in your account.`,
  },
  'dispute-question': {
    subject: 'Did you hand a device on?',
    text: `Somebody registered a device that is in your account, and says that you had it before. It is still in your account. Please tell us whether you handed it on:

{link}

The link works once, for 24 hours. Head office decides whose device it is, and reads your answer first.`,
  },
  'dispute-lost': {
    subject: 'A device that you registered',
    text: `A device that you registered at one of our stores was in somebody else's account. Head office decided: it is not in your account. If you do not agree, please call customer service.`,
  },
  'contact-change': {
    subject: 'Please confirm a change',
    text: `Somebody asked one of our stores to change how you are reached. Please say whether it was you:

{link}

The link works once, for 24 hours. Without your answer everything stays as it is.`,
  },
  'account-found': {
    subject: 'Your account was opened at a store',
    text: `One of our stores found your account with what somebody said and a document that they showed. If it was not you, please call customer service.`,
  },
  'look-up-failed': {
    subject: 'Somebody asked for your account',
    text: `Somebody asked three times at our stores for your account and could not show that it is theirs. Nothing was shown to them. No store can find it until an hour after the first time. If it was you, please try again later; otherwise you need do nothing.`,
  },
}

const ptPt: MailTexts = {
  activation: {
    subject: 'Confirme o seu endereço de e-mail',
    text: `Alguém indicou este endereço de e-mail numa das nossas lojas. Se foi você, confirme-o e escolha uma palavra-passe aqui:

{link}

A ligação funciona uma vez, durante 24 horas. Se não foi você, não faça nada: sem a sua confirmação não enviamos mais nada para este endereço.`,
  },
  password: {
    subject: 'Escolha uma nova palavra-passe',
    text: `Uma loja pediu esta ligação para si. Escolha uma nova palavra-passe aqui:

{link}

A ligação funciona uma vez, durante 24 horas. Se não a pediu, não faça nada: a sua palavra-passe fica como está.`,
  },
  data: {
    subject: 'A cópia dos seus dados',
    text: `Uma loja pediu para si uma cópia dos seus dados. Pode obtê-la aqui:

{link}

A ligação funciona uma vez, durante 24 horas. Se não a pediu, não faça nada, e não passe esta ligação a ninguém.`,
  },
  'devices-added': {
    subject: 'A sua conta foi alterada',
    text: `Foi acrescentado um dispositivo à sua conta numa das nossas lojas. Se não foi você, contacte o apoio ao cliente.`,
  },
  'device-transferred': {
    subject: 'A sua conta foi alterada',
    text: `Um dispositivo passou da sua conta para outra. Se não concordou com isso, contacte o apoio ao cliente.`,
  },
  'device-let-go': {
    subject: 'A sua conta foi alterada',
    text: `Um dispositivo já não está na sua conta: foi libertado numa das nossas lojas. Se não foi você, contacte o apoio ao cliente.`,
  },
  'email-question': {
    subject: 'Foi você?',
    text: `Alguém indicou este endereço de e-mail numa das nossas lojas para se registar, e o endereço já tem uma conta. Diga-nos se foi você:

{link}

A ligação funciona uma vez, durante 24 horas. Sem a sua resposta nada é acrescentado à sua conta.`,
  },
  'device-question': {
    subject: 'Passou um dispositivo a outra pessoa?',
    text: `Alguém quer registar um dispositivo que está na sua conta. Diga-nos se o passou a outra pessoa:

{link}

A ligação funciona uma vez, durante 24 horas. Sem a sua resposta o dispositivo fica na sua conta.`,
  },
  'dispute-question': {
    subject: 'Passou um dispositivo a outra pessoa?',
    text: `Alguém registou um dispositivo que está na sua conta e diz que foi seu antes. Continua na sua conta. Diga-nos se o passou a outra pessoa:

{link}

A ligação funciona uma vez, durante 24 horas. A sede decide de quem é o dispositivo e lê primeiro a sua resposta.`,
  },
  'dispute-lost': {
    subject: 'Um dispositivo que registou',
    text: `Um dispositivo que registou numa das nossas lojas estava na conta de outra pessoa. A sede decidiu: o dispositivo não está na sua conta. Se não concordar, contacte o apoio ao cliente.`,
  },
  'contact-change': {
    subject: 'Confirme uma alteração',
    text: `Alguém pediu numa das nossas lojas para alterar os seus contactos. Diga-nos se foi você:

{link}

A ligação funciona uma vez, durante 24 horas. Sem a sua resposta fica tudo como está.`,
  },
  'account-found': {
    subject: 'A sua conta foi aberta numa loja',
    text: `Uma das nossas lojas encontrou a sua conta com o que alguém disse e com o documento que mostrou. Se não foi você, contacte o apoio ao cliente.`,
  },
  'look-up-failed': {
    subject: 'Alguém perguntou pela sua conta',
    text: `Alguém perguntou três vezes pela sua conta nas nossas lojas e não mostrou que é sua. Nada lhe foi mostrado. Nenhuma loja a encontra até passar uma hora desde a primeira vez. Se foi você, tente de novo mais tarde; se não, não precisa de fazer nada.`,
  },
}

const ALL: Readonly<Record<string, { readonly tag: string; readonly texts: MailTexts }>> = {
  en: { tag: 'en', texts: en },
  pt: { tag: 'pt-PT', texts: ptPt },
}

/** The words of a mail in a customer's language; in English where there are none. */
export function mailTextIn(language: string, kind: MailKind): MailText & { readonly language: string } {
  const known = ALL[language.split('-', 1)[0] ?? ''] ?? { tag: 'en', texts: en }
  return { ...known.texts[kind], language: known.tag }
}
