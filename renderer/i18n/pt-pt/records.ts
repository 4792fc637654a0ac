import type { records as english } from '../en/records.ts'
import type { Translated } from '../translated.ts'

export const records: Translated<typeof english> = {
  saved: 'Guardado nesta caixa',
  sent: 'Enviado',
  needsYou: 'Precisa de si',
  number: 'n.º {{number}}',
  noEffect: 'A API de contas já o tem, e não tem efeito: foi anulado, decidido de outra forma, ou apagado.',
  find: {
    number: 'Número do registo',
    numberHint: 'O número que foi dado ao cliente',
    older: 'Mostrar mais antigos',
    none: 'Nenhum nesta caixa.',
  },
  type: {
    registration: 'Registo',
    sale: 'Venda sem registo',
    'age-check': 'Verificação de idade',
    'age-check-correction': 'Correção de uma verificação de idade',
    'device-added': 'Dispositivo adicionado',
    'device-released': 'Dispositivo libertado',
    replacement: 'Substituição',
    'guarantee-case': 'Caso de garantia',
    'assistance-case': 'Assistência em viagem',
    'case-note': 'Acrescento a um caso',
    'contact-change': 'Alteração de contactos',
    'loyalty-membership': 'Adesão à fidelização',
    'loyalty-redemption': 'Troca de pontos',
    'link-request': 'Link por e-mail',
    return: 'Devolução',
    'take-back': 'Recolha de usados',
    'removal-request': 'Remoção da conta',
    'consent-change': 'Alteração de consentimento',
    correction: 'Correção',
    void: 'Anulação',
    resolution: 'Decisão num caso',
    'terminal-event': 'Mensagem da caixa',
    other: 'Registo',
  },
  ageCheck: { allowed: 'Verificação de idade: permitida', refused: 'Verificação de idade: recusada' },
  deviceKind: { kit: 'Kit', holder: 'Holder', charger: 'Carregador' },
  devices_one: '{{count}} dispositivo',
  devices_other: '{{count}} dispositivos',
  notConfirmed: 'Talvez não guardado',
  untilKnown: 'Nada nele pode ser alterado até se saber.',
  closed: {
    title: 'Por agora, nenhum cliente nesta caixa',
    text: 'Não é possível guardar nada de novo aqui; o aviso acima diz porquê. Atenda os clientes noutra caixa.',
    note: 'Não é possível guardar nada de novo aqui; o aviso acima diz porquê. O que está escrito fica no ecrã.',
    decision:
      'Não é possível guardar nada de novo aqui; o aviso acima diz porquê. O caso fica até que alguém possa decidir.',
  },
  notSaved: {
    title: 'Não foi guardado',
    'disk-full':
      'O disco está cheio. Isto não foi guardado, tudo o que escreveu continua aqui. Liberte espaço e guarde de novo.',
    'disk-failed':
      'Não foi possível escrever no disco. Isto não foi guardado, tudo o que escreveu continua aqui. Tente de novo; se persistir, avise a informática.',
    'not-enrolled':
      'Esta caixa não está configurada. Isto não foi guardado, tudo o que escreveu continua aqui. Ligue à sede.',
    stopped:
      'Esta caixa não aceita registos novos; o aviso acima diz porquê. Isto não foi guardado, tudo o que escreveu continua aqui. Ligue à sede.',
    'sealing-failed':
      'Não foi possível selar o registo. Isto não foi guardado, tudo o que escreveu continua aqui. Tente de novo; se persistir, ligue à sede.',
    'age-check-missing':
      'Não há nesta caixa uma verificação de idade válida deste cliente feita por si. Isto não foi guardado, tudo o que escreveu continua aqui. Verifique de novo a idade e guarde.',
    locked:
      'Ninguém desbloqueou esta caixa. Isto não foi guardado, tudo o que escreveu continua aqui. Desbloqueie e guarde de novo.',
    invalid:
      'A caixa achou o registo incompleto. Isto não foi guardado, tudo o que escreveu continua aqui. Reveja todos os campos e guarde de novo.',
    unknown:
      'A caixa não conseguiu confirmar, por isso pode estar ou não no disco. Tudo o que escreveu continua aqui. Guarde de novo: o mesmo registo nunca fica em duplicado.',
  },
}
