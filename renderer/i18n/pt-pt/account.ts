import type { account as english } from '../en/account.ts'
import type { Translated } from '../translated.ts'

export const account: Translated<typeof english> = {
  where: 'Onde está o registo do cliente',
  registeredHere: 'Registado nesta caixa',
  lookUp: 'Procurar a conta',
  by: 'O que o cliente tem da conta',
  byDevice: 'Por um dispositivo dela',
  byEmail: 'Pelo seu e-mail',
  document: 'Documento mostrado',
  asOnDocument: 'Nome e data de nascimento como no documento, primeiro o dia:',
  ask: 'Procurar',
  asking: 'A perguntar à API de contas',
  told: 'Não se procura por nome. O titular da conta é avisado por e-mail, e a procura fica registada com o seu nome.',
  noMatch: {
    title: 'Não corresponde',
    text_one:
      'Algo não coincide, a conta não existe, ou houve tentativas a mais para ela. Resta uma tentativa para este dispositivo ou e-mail.',
    text_other:
      'Algo não coincide, a conta não existe, ou houve tentativas a mais para ela. Restam {{count}} tentativas para este dispositivo ou e-mail.',
    none: 'Algo não coincide, a conta não existe, ou houve tentativas a mais para ela. Não resta nenhuma tentativa: pode procurar-se de novo dentro de uma hora.',
  },
  wait: {
    title: 'Tentativas a mais',
    text: 'Pode procurar de novo dentro de {{minutes}} min. Entretanto registe o cliente como alguém que já tem conta.',
  },
  noAnswer: {
    offline: {
      title: 'Não se procurou: a API de contas não responde',
      text: 'Só se vê uma conta com rede. Quem se registou nesta caixa pode ser atendido agora; os outros registam-se de novo como quem já tem conta, e os dispositivos são acrescentados quando o registo for enviado.',
    },
    refused: {
      title: 'Não se procurou: não houve resposta para si',
      text: 'A caixa foi bloqueada entretanto, ou a API de contas não aceita nada desta caixa agora. Procure mais uma vez.',
    },
  },
  found: 'Corresponde: a conta está aberta',
  until: 'Até às {{time}}, ou até a caixa ser bloqueada.',
  notRead: 'O que está na conta não se pôde ler agora. O que o cliente quer pode registar-se na mesma.',
  readAgain: 'Ler de novo',
  close: 'Fechar a conta',
  closed: {
    title: 'A conta voltou a fechar-se',
    text: 'O tempo acabou, ou a caixa foi bloqueada. O que não ficou registado precisa de nova procura.',
  },
  confirmed: 'Confirmado',
  unconfirmed: 'Por confirmar',
  phone: 'Telemóvel',
  none: 'Nenhum',
  openCases: 'Casos em aberto',
  devices: 'Os meus dispositivos',
  noDevices: 'Não há nenhum dispositivo na conta.',
  since: 'desde {{day}}',
  inKit: 'No kit',
  inPlaceOfAnother: 'veio no lugar de outro',
  noSuchPart: 'nenhum',
  disputed: 'Outra pessoa reclama-o',
  letGo: 'Libertar {{device}}',
  history: 'O que aconteceu antes',
  events: {
    registered: 'Registado',
    released: 'Libertado',
    returned: 'Devolvido',
    replaced: 'Substituído',
    transferred: 'Passou para outra conta',
    disputed: 'Reclamado por outra pessoa',
    corrected: 'Corrigido',
    voided: 'Anulado',
  },
  isHere: 'O cliente desta conta está aqui e pede isto',
  isFound: 'Vai para a conta que foi procurada.',
  case: {
    guarantee: 'Garantia, {{device}}, desde {{day}}',
    assistance: 'Assistência, {{device}}, desde {{day}}',
    question_one: 'Uma questão para uma loja ou para a sede',
    question_other: '{{count}} questões para uma loja ou para a sede',
  },
  contact: {
    emptyStays: 'O que ficar vazio continua como está.',
    email: 'Novo e-mail',
    mobile: 'Novo telemóvel',
    noMobile: 'Já não tem telemóvel',
    language: 'Língua da conta',
    sameLanguage: 'Como está',
    address: 'Morada',
    isRead: 'O cliente leu-o aqui e está certo',
    means: {
      confirmed:
        'Uma ligação vai para o e-mail que o cliente confirmou. A alteração vale quando lá disser que sim.',
      toNew:
        'O e-mail da conta não está confirmado, por isso a ligação vai para o novo. A alteração vale quando o cliente lá disser que sim.',
      waits:
        'O e-mail da conta não está confirmado: a ligação só segue depois de o cliente o confirmar. A alteração vale quando lá disser que sim.',
      unknown:
        'Uma ligação vai para o e-mail que o cliente confirmou. Se não confirmou nenhum, vai para o novo; sem um novo, espera até o da conta estar confirmado. A alteração vale quando lá disser que sim.',
    },
  },
  address: {
    change: { same: 'Como está', new: 'Uma nova', none: 'Já não tem' },
    street: 'Rua e número',
    more: 'Andar, porta',
    postalCode: 'Código postal',
    locality: 'Localidade',
    country: 'País da morada',
    notAllowed: 'Tem um carácter escondido ou de controlo. Escreva à mão.',
  },
  answered: {
    yes: 'Sim desde {{day}}',
    no: 'Não desde {{day}}',
    never: 'Sem resposta até agora',
    sealed: 'O que foi respondido antes está selado: procure a conta para o ver.',
  },
  removal: {
    lost: 'Todos os dispositivos ficam livres, as escolhas acabam, e a conta não se pode recuperar.',
    lostCounted_one: 'Um dispositivo fica livre, as escolhas acabam, e a conta não se pode recuperar.',
    lostCounted_other:
      '{{count}} dispositivos ficam livres, as escolhas acabam, e a conta não se pode recuperar.',
    lostNone: 'Não tem nenhum dispositivo. As escolhas acabam, e a conta não se pode recuperar.',
    open_one: 'Há um caso em aberto: a remoção espera até alguém decidir em Por enviar o que lhe acontece.',
    open_other:
      'Há {{count}} casos em aberto: a remoção espera até alguém decidir em Por enviar o que lhes acontece.',
    noneOpen: 'Não há casos em aberto: nada impede a remoção.',
    openUnknown:
      'Aqui não se pode ver agora que casos estão abertos. Se houver algum, alguém decide em Por enviar.',
    openUnsettled:
      'A API de contas ainda não tratou este registo, por isso não há nenhum caso aberto sobre ele. Segue juntamente com a remoção, e não fica nenhuma conta.',
    openQuestion:
      'O próprio registo está à espera de uma pessoa: a sua questão em Por enviar acaba com a remoção, quando alguém lá o disser.',
    kept: 'A lei conserva, sem nome: compras e faturas, e que houve escolhas.',
  },
}
