import type { day as english } from '../en/day.ts'
import type { Translated } from '../translated.ts'

export const day: Translated<typeof english> = {
  title: 'Dia',
  looking: 'A ver o que esta caixa tem',
  mayLeave: 'Pode deixar esta caixa.',
  notYet: 'Ainda nem tudo está confirmado',
  confirmed: 'Está tudo enviado e confirmado',
  confirmedText:
    'A API de contas confirmou todos os registos até ao n.º {{number}}, o último escrito aqui. Hora: {{time}}.',
  lastAnswer: 'Última resposta da API de contas: {{time}}',
  neverAnswered: 'A API de contas não respondeu desde que a aplicação foi aberta.',
  checkNow: 'Verificar agora',
  go: { register: 'Ir para Registar', 'to-send': 'Ir para Por enviar' },
  missing: {
    'store-failing': {
      title: 'De momento não se consegue manter a lista de registos',
      text: 'Os registos em si estão seguros no diário da caixa. Feche a aplicação e volte a abri-la; se esta linha voltar, avise a informática.',
    },
    'not-read': {
      title: 'Esta caixa ainda está a ler os seus próprios registos',
      text: 'Estão no disco dela. Espere um momento.',
    },
    'customer-open': {
      title: 'Há um cliente aberto ao balcão',
      text: 'O que foi escrito não está guardado. Termine o cliente ou limpe o formulário.',
    },
    'on-hold': {
      title_one: '{{count}} cliente em espera',
      title_other: '{{count}} clientes em espera',
      text: 'Um formulário por acabar ainda não é um registo. Termine-o, ou limpe-o no balcão.',
    },
    cases: {
      title_one: '{{count}} registo precisa de uma decisão',
      title_other: '{{count}} registos precisam de uma decisão',
      text_one: 'Fica guardado até alguém decidir. Em Por enviar está o que falta.',
      text_other: 'Ficam guardados até alguém decidir. Em Por enviar está o que falta a cada um.',
    },
    quarantined: {
      title_one: '{{count}} registo que a API de contas não consegue aceitar',
      title_other: '{{count}} registos que a API de contas não consegue aceitar',
      text_one: 'Os dados ficam guardados. Diga o número à sede; está em Por enviar.',
      text_other: 'Os dados ficam guardados. Diga os números à sede; estão em Por enviar.',
    },
    suspect: {
      title_one: '{{count}} registo falha repetidamente',
      title_other: '{{count}} registos falham repetidamente',
      text_one: 'Está seguro nesta caixa e volta a tentar-se todos os dias. Diga o número à sede.',
      text_other: 'Estão seguros nesta caixa e volta a tentar-se todos os dias. Diga os números à sede.',
    },
    waiting: {
      title_one: '{{count}} registo por enviar, guardado: {{oldest}}',
      title_other: '{{count}} registos por enviar, o mais antigo: {{oldest}}',
      titleAlone_one: '{{count}} registo por enviar',
      titleAlone_other: '{{count}} registos por enviar',
      stopped_one: 'Está seguro nesta caixa. Segue quando o que está dito acima for resolvido.',
      stopped_other: 'Estão seguros nesta caixa. Seguem quando o que está dito acima for resolvido.',
      text_one:
        'Está seguro nesta caixa. Segue sozinho quando a aplicação estiver aberta e a loja com ligação.',
      text_other:
        'Estão seguros nesta caixa. Seguem sozinhos quando a aplicação estiver aberta e a loja com ligação.',
    },
    gaps: {
      title: 'Faltam à API de contas os n.ºs {{from}} a {{to}} desta caixa',
      titleOne: 'Falta à API de contas o n.º {{from}} desta caixa',
      text: 'O que esta caixa ainda tem segue sozinho. Se esta linha ficar dez minutos com ligação, avise a sede.',
    },
    differs: {
      title: 'Esta caixa e a API de contas não coincidem no n.º {{number}}',
      text: 'Nada é apagado de nenhum dos lados. Deixe de trabalhar aqui e telefone à sede.',
    },
    behind: {
      title: 'A API de contas confirmou até ao n.º {{confirmed}}; esta caixa escreveu até ao n.º {{written}}',
      text: 'O que não está confirmado fica nesta caixa até estar.',
    },
    'not-heard': {
      title: 'Sem confirmação recente; última resposta da API de contas: {{time}}',
      titleNever: 'Sem confirmação; a API de contas não respondeu desde que a aplicação foi aberta',
      text: 'Sem ela ninguém pode dizer que chegou tudo. Verifique a ligação da loja.',
    },
  },
  ready: {
    title: 'Pronto para sair?',
    yes: 'Sim: esta caixa pode sair sem ligação',
    no_one: 'Uma coisa a ver antes de sair',
    no_other: '{{count}} coisas a ver antes de sair',
    unknown: 'ainda não se sabe',
    line: {
      mirror: 'Cópia selada',
      waiting: 'Por tratar',
      clock: 'Relógio',
      disk: 'Disco',
      rules: 'Regras da sede',
    },
    mirror: {
      off: 'não há',
      checking: 'a ser verificada',
      lost: 'perdida',
      sameDisk: 'no próprio disco da caixa',
      whole: 'tem tudo',
      behind_one: 'falta {{count}} registo',
      behind_other: 'faltam {{count}} registos',
    },
    mirrorNote:
      'Sem uma cópia inteira, o que falta enviar está só nesta caixa. Em Definições está o que se passa; é lá que um gerente escolhe uma pen.',
    waiting_one: '{{count}} registo',
    waiting_other: '{{count}} registos',
    clockChecked: 'confirmado',
    clockUnchecked: 'por confirmar',
    disk: { ok: 'com espaço', low: 'quase cheio', full: 'cheio' },
    rules: 'de {{date}}',
  },
  figures: {
    title: 'Hoje nesta caixa',
    emptyTitle: 'Hoje ainda nada foi guardado',
    emptyText: 'Cada registo de hoje conta aqui na sua hora.',
    saved: 'Guardados',
    sent: 'destes, tratados pela API de contas',
    kind: {
      'age-check': 'Verificações de idade',
      sale: 'Vendas',
      registration: 'Registos de cliente',
      correction: 'Correções, anulações e devoluções',
      other: 'Outros registos',
    },
    median: 'De guardar à resposta, normalmente',
    worst: 'De guardar à resposta, no pior caso',
    byHour: 'Registos pela hora em que foram guardados',
    hour: 'Hora',
    keySent: 'enviados',
    keyOpen: 'ainda por tratar',
    note: 'O resultado de uma verificação de idade só fica nesta caixa até ser enviado. As recusas do dia estão na sede.',
  },
}
