import type { hold as english } from '../en/hold.ts'
import type { Translated } from '../translated.ts'

export const hold: Translated<typeof english> = {
  label: 'Clientes em espera',
  action: 'Pôr em espera',
  clear: 'Limpar …',
  clearQuestion: 'Apagar o que foi escrito?',
  clearYes: 'Apagar',
  clearNo: 'Manter',
  someone: 'Ainda sem nome',
  steps: { age: 'Idade', registration: 'Registo' },
  since: '{{step}} · {{time}} · {{name}}',
  goOn: 'Continuar com {{who}}: {{step}}, em espera desde as {{time}}, {{name}}',
  continue: 'Continuar com o cliente que estava a atender',
  continueWith: 'Continuar com o cliente que estava a atender: {{who}}, {{step}}, {{time}}',
  leftOpen: 'Continuar com {{who}}: {{step}}, por acabar às {{time}}, {{name}}',
  nobody: 'alguém que já saiu',
  alreadySaved: {
    title: 'Já guardado, n.º {{number}}',
    registration:
      'Este registo já estava no disco antes de o balcão parar. Não é preciso escrever nada outra vez.',
    sale: 'Esta venda já estava no disco antes de o balcão parar. Não é preciso escrever nada outra vez.',
    action: 'OK',
  },
  failed: {
    title: 'O cliente não ficou em espera',
    openTitle: 'Não foi possível abrir este cliente',
    action: 'OK',
    'too-many': 'Há 20 clientes em espera. O que escreveu continua no ecrã. Termine primeiro um deles.',
    'disk-full': 'O disco está cheio. O que escreveu continua no ecrã. Liberte espaço e tente de novo.',
    'disk-failed':
      'Este computador não conseguiu escrever no disco. O que escreveu continua no ecrã. Avise a informática e tente de novo.',
    nobody: 'Entretanto o balcão foi bloqueado. O que escreveu continua no ecrã. Tente de novo.',
    'no-answer': 'O balcão não respondeu. O que escreveu continua no ecrã. Tente de novo.',
    unreadable:
      'O ficheiro está danificado e foi posto de parte. Todos os registos e os outros clientes estão seguros. Escreva este cliente de novo.',
    'for-others': 'Só um colega pode abrir este cliente. Nada se perdeu. Peça-lhe para continuar.',
    gone: 'Já não está em espera: foi terminado, ou o dia acabou. Os registos estão seguros.',
    'open-no-answer': 'O balcão não respondeu. O cliente continua em espera. Tente de novo.',
  },
  lost: {
    unreadable_one: 'Não foi possível abrir {{count}} cliente em espera',
    unreadable_other: 'Não foi possível abrir {{count}} clientes em espera',
    unreadableText:
      'O ficheiro danificado foi posto de parte. Todos os registos estão seguros. Escreva esse cliente de novo.',
    newPin_one: '{{count}} cliente em espera foi apagado',
    newPin_other: '{{count}} clientes em espera foram apagados',
    newPinText: 'Só o PIN anterior ao novo o podia abrir. Todos os registos estão seguros.',
    dayOver_one: '{{count}} cliente em espera foi apagado',
    dayOver_other: '{{count}} clientes em espera foram apagados',
    dayOverText: 'O que está em espera guarda-se um dia. Todos os registos estão seguros.',
  },
  forOthers_one: 'Mais {{count}} em espera que só um colega pode abrir',
  forOthers_other: 'Mais {{count}} em espera que só um colega pode abrir',
  memoryOnly:
    'Há um cliente por terminar. Este computador não tem cofre de chaves, por isso o que foi escrito só fica até fechar o Counterside.',
}
