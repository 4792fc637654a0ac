import type { cases as english } from '../en/cases.ts'
import type { Translated } from '../translated.ts'

export const cases: Translated<typeof english> = {
  title: 'Casos',
  subtitle: 'de garantia, de assistência em viagem e de dispositivos disputados, abertos nesta caixa',
  which: 'Que caso',
  howFar: 'Em que ponto está',
  choose: 'Escolha primeiro o caso.',
  since: 'O que aconteceu aqui desde então',
  happened: 'O que aconteceu ao balcão',
  means: 'A sede vê-o junto do caso depois de enviado.',
  asking: 'A perguntar à API de contas.',
  asOf: 'Como a sede o tem, {{time}}.',
  lastKnown: 'Última informação de {{time}}; a API de contas não responde agora.',
  neverHeard: 'Esta caixa ainda não perguntou à API de contas. Pergunta assim que tiver ligação.',
  nothingKnown: 'Com a sede; aqui não se sabe mais nada',
  word: {
    saved: {
      title: 'A sede ainda não o tem',
      text: 'O caso está guardado nesta caixa e segue sozinho assim que houver ligação.',
    },
    'no-effect': {
      title: 'Este caso não tem efeito',
      text: 'Foi anulado, decidido de outra forma, ou apagado. A sede não faz nada nele.',
    },
    'needs-you': {
      title: 'Primeiro alguém tem de decidir',
      text: 'Abra-o em Por enviar: só depois a sede trata dele.',
    },
  },
  state: {
    'with-head-office': {
      title: 'Com a sede',
      todo: 'Ainda ninguém decidiu. Não há nada para entregar.',
    },
    accepted: { title: 'Aceite', todo: 'A sede está a tratar de um dispositivo. Ainda não vem a caminho.' },
    'on-its-way': { title: 'Um dispositivo vem a caminho', todo: 'Diga aqui quando for entregue.' },
    'handed-over': { title: 'Entregue', todo: 'A sede encerra o caso.' },
    refused: { title: 'Recusado', todo: 'Diga ao cliente porquê. A garantia da lei pode ainda valer.' },
    closed: { title: 'Encerrado', todo: 'Não há mais nada a fazer.' },
  },
  reasons: {
    'not-covered': 'Nenhuma garantia o cobre.',
    excluded: 'A causa está excluída.',
    'not-eligible': 'O cliente não tem direito a esta assistência.',
    'not-reached': 'A sede não conseguiu falar com o cliente.',
  },
  conclusions: {
    replaced: 'O cliente tem um dispositivo novo.',
    repaired: 'O dispositivo voltou a funcionar.',
    'passed-on': 'Passou para a linha de apoio.',
    withdrawn: 'O cliente já não o quer.',
  },
  dispute: {
    open: {
      title: 'Disputado: a sede decide',
      text: 'O dispositivo está na conta de outra pessoa e continua lá até à decisão. Depois de decidido, ambos são avisados por e-mail, e vê-se aqui.',
    },
    transfer: {
      title: 'Decidido a favor deste cliente',
      text: 'O dispositivo está na sua conta. Quem o tinha foi avisado por e-mail.',
    },
    keep: {
      title: 'Decidido: fica onde estava',
      text: 'O dispositivo não está na conta deste cliente, que foi avisado por e-mail. O resto do registo mantém-se. Quem não concordar contacta o apoio ao cliente.',
    },
    withdrawn: { title: 'O pedido foi retirado', text: 'A sede já não decide nada nele.' },
    nothingAdded: 'A sede decide. A um dispositivo disputado não se acrescenta nada do balcão.',
    freed: 'O dispositivo já não está na conta de ninguém. Quem o tinha foi avisado por e-mail.',
  },
  steps: 'O que já foi feito',
  opened: 'Chegou à sede',
  ended: 'Encerrado pela sede',
  step: {
    accepted: 'Aceite pela sede',
    'on-its-way': 'Dispositivo a caminho',
    refused: 'Recusado pela sede',
    'customer-came-back': 'O cliente voltou',
    'device-handed-over': 'Dispositivo entregue',
  },
  noteSent: 'A sede já o tem.',
}
