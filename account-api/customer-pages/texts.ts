/** What customers read on the page of a link, in English. */
const en = {
  language: 'en',
  practice: 'Practice: nothing here is real',
  skip: 'Skip to content',
  gone: 'This link does not work',
  goneText:
    'Links work once, for 24 hours. Any of our stores can have a new one sent to you. Nothing was changed.',
  firstPassword: 'Confirm your address',
  firstPasswordText: 'Choose a password. With it you confirm that this e-mail address is yours.',
  newPassword: 'Choose a new password',
  newPasswordText: 'It takes the place of the old one as soon as you save it.',
  password: 'Password',
  passwordRule: 'At least 12 characters. Several words are good.',
  weak: 'Nothing was saved: the password needs at least 12 characters, not all alike.',
  save: 'Save',
  firstPasswordDone: 'Your address is confirmed',
  newPasswordDone: 'The new password is saved',
  passwordDoneText: 'You can close this page.',
  emailQuestion: 'Was it you?',
  emailQuestionText:
    'Somebody gave your e-mail address at one of our stores to register. If it was you, what was registered there is added to your account.',
  emailYes: 'Yes, it was me',
  emailNo: 'No, it was not me',
  deviceQuestion: 'Did you hand a device on?',
  deviceQuestionText:
    'Somebody wants to register a device that is in your account. If you sold it or gave it away, it goes to their account.',
  deviceYes: 'Yes, I handed it on',
  deviceNo: 'No, it is still mine',
  contactChange: 'Are these changes yours?',
  contactChangeText:
    'Somebody asked one of our stores to change how you are reached. If it was you, say so, and the changes hold from now on.',
  contactYes: 'Yes, change it',
  contactNo: 'No, leave everything as it is',
  data: 'The copy of your data',
  dataText:
    'What your account holds of you, as a file that programs can read. You get it once: keep it where nobody else sees it.',
  dataYes: 'Get my data',
  dataNo: 'I do not want it',
  taken: 'It could not be changed',
  takenText:
    'The new e-mail address has an account already. Any of our stores can help. Nothing was changed.',
  overtaken: 'This was settled meanwhile',
  overtakenText: 'Your answer changed nothing. You can close this page.',
  answered: 'Thank you',
  yesText: 'It was done as you said. You can close this page.',
  noText: 'Nothing was changed. You can close this page.',
  disputedText:
    'The device stays in your account. Head office reads what you said before it decides. You can close this page.',
  malformed: 'Nothing was changed',
  malformedText: 'Open the link in the mail again.',
  tooMany: 'Too many tries',
  tooManyText: 'Nothing was changed. Wait a minute and open the link again.',
  failed: 'That did not work',
  failedText:
    'If you had just confirmed something, it may have been done. Open the link again later: it shows.',
}

export type CustomerTexts = { readonly [Name in keyof typeof en]: string }

const ptPt: CustomerTexts = {
  language: 'pt-PT',
  practice: 'Prática: nada aqui é real',
  skip: 'Saltar para o conteúdo',
  gone: 'Esta ligação não funciona',
  goneText:
    'As ligações funcionam uma vez, durante 24 horas. Qualquer loja nossa pode pedir uma nova para si. Nada foi alterado.',
  firstPassword: 'Confirme o seu endereço',
  firstPasswordText: 'Escolha uma palavra-passe. Com ela confirma que este endereço de e-mail é seu.',
  newPassword: 'Escolha uma nova palavra-passe',
  newPasswordText: 'Substitui a anterior assim que a guardar.',
  password: 'Palavra-passe',
  passwordRule: 'Pelo menos 12 caracteres. Várias palavras são uma boa escolha.',
  weak: 'Nada foi guardado: a palavra-passe precisa de pelo menos 12 caracteres, que não sejam todos iguais.',
  save: 'Guardar',
  firstPasswordDone: 'O seu endereço está confirmado',
  newPasswordDone: 'A nova palavra-passe está guardada',
  passwordDoneText: 'Pode fechar esta página.',
  emailQuestion: 'Foi você?',
  emailQuestionText:
    'Alguém indicou o seu endereço de e-mail numa das nossas lojas para se registar. Se foi você, o que lá ficou registado é acrescentado à sua conta.',
  emailYes: 'Sim, fui eu',
  emailNo: 'Não, não fui eu',
  deviceQuestion: 'Passou um dispositivo a outra pessoa?',
  deviceQuestionText:
    'Alguém quer registar um dispositivo que está na sua conta. Se o vendeu ou ofereceu, passa para a conta dessa pessoa.',
  deviceYes: 'Sim, passei-o a outra pessoa',
  deviceNo: 'Não, continua a ser meu',
  contactChange: 'Estas alterações são suas?',
  contactChangeText:
    'Alguém pediu numa das nossas lojas para alterar os seus contactos. Se foi você, confirme, e as alterações passam a valer.',
  contactYes: 'Sim, alterar',
  contactNo: 'Não, deixar tudo como está',
  data: 'A cópia dos seus dados',
  dataText:
    'O que a sua conta guarda de si, num ficheiro que os programas leem. Só o recebe uma vez: guarde-o onde mais ninguém o veja.',
  dataYes: 'Obter os meus dados',
  dataNo: 'Não quero',
  taken: 'Não foi possível alterar',
  takenText:
    'O novo endereço de e-mail já tem uma conta. Qualquer loja nossa pode ajudar. Nada foi alterado.',
  overtaken: 'Isto já foi resolvido',
  overtakenText: 'A sua resposta não alterou nada. Pode fechar esta página.',
  answered: 'Obrigado',
  yesText: 'Foi feito como indicou. Pode fechar esta página.',
  noText: 'Nada foi alterado. Pode fechar esta página.',
  disputedText:
    'O dispositivo fica na sua conta. A sede lê o que respondeu antes de decidir. Pode fechar esta página.',
  malformed: 'Nada foi alterado',
  malformedText: 'Abra novamente a ligação que está no e-mail.',
  tooMany: 'Demasiadas tentativas',
  tooManyText: 'Nada foi alterado. Espere um minuto e abra novamente a ligação.',
  failed: 'Não foi possível',
  failedText:
    'Se acabou de confirmar alguma coisa, pode ter ficado feita. Abra novamente a ligação mais tarde: ela mostra.',
}

/** The texts of a language; of Portuguese or English, whichever it is nearer to. */
export function customerTexts(language: string): CustomerTexts {
  return /^\s*pt/i.test(language) ? ptPt : en
}
