import type { toSend as english } from '../en/to-send.ts'
import type { Translated } from '../translated.ts'

export const toSend: Translated<typeof english> = {
  title: 'Por enviar',
  subtitle: 'o que esta caixa ainda tem',
  waiting: 'guardados aqui, por enviar',
  needsYou_one: 'precisa de si',
  needsYou_other: 'precisam de si',
  sentToday: 'enviados hoje',
  oldest: 'o mais antigo por enviar',
  nothing: 'nenhum',
  record: 'Registo',
  savedColumn: 'Guardado',
  state: 'Estado',
  theTill: 'a caixa',
  more: 'Mostrar mais',
  emptyTitle: 'Ainda nada foi guardado nesta caixa',
  emptyText: 'Cada verificação de idade, venda e registo aparece aqui no momento em que é guardado.',
  lost: {
    title_one: 'Já não se consegue ler {{count}} registo nesta caixa',
    title_other: 'Já não se conseguem ler {{count}} registos nesta caixa',
    text_one:
      'Foi guardado aqui, e as duas cópias estão danificadas. O que resta dos dados fica guardado à parte; segue tudo o que não assenta neste registo. Não reinstale. Avise a sede: lá vê-se se chegou.',
    text_other:
      'Foram guardados aqui, e as duas cópias de cada um estão danificadas. O que resta dos dados fica guardado à parte; segue tudo o que não assenta nestes registos. Não reinstale. Avise a sede: lá vê-se se chegaram.',
  },
  pickTitle: 'Escolha um registo',
  allDoneTitle: 'Nada espera, nada precisa de si',
  pickText: 'Aqui ficam o estado do registo que escolher, o que está seguro e o que fazer.',
  happened: 'O que aconteceu',
  safe: 'O que está seguro',
  todo: 'O que fazer',
  chosen: 'O que foi escolhido',
  decidedInstead: 'O que foi feito do registo',
  choose: 'O que é verdade?',
  chooseFirst: 'Escolha primeiro',
  stillOpen: 'Ainda falta alguma coisa',
  saveDecision: 'Guardar a decisão',
  saving: 'A guardar',
  onReceipt: 'N.º {{number}} no talão do cliente.',
  sealed: 'O que foi escrito está selado e não se pode mostrar. Escreve-se de novo só o que estava errado.',
  whichField: 'O que estava errado?',
  field: {
    email: 'E-mail',
    claim: 'Novo ou não',
    devices: 'Dispositivos',
    device: 'Dispositivo',
    'new-device': 'Dispositivo novo',
    'released-device': 'Dispositivo',
    'returned-devices': 'Dispositivos',
  },
  rightEmail: 'O e-mail certo',
  oneDevice: 'Leia ou escreva o dispositivo certo.',
  allDevices:
    'Leia ou escreva todos os dispositivos deste registo, também os certos: esta lista substitui a anterior.',
  howAsked: 'Como se pergunta ao cliente?',
  ask: { 'next-visit': 'Na próxima visita', link: 'Por um link' },
  confirm: {
    'same-person': 'O documento mostrado é o do titular da conta',
    transfer: 'O titular da outra conta está aqui e liberta o dispositivo',
    'statutory-route': 'O cliente mostrou a prova de compra',
  },
  overtaken: 'Outra pessoa decidiu primeiro. O caso continua aberto: decida de novo.',
  asked: {
    'head-office': 'A sede decide',
    'next-visit': 'Espera pela próxima visita do cliente',
    link: 'Pergunta-se ao cliente por um link',
  },
  choices: {
    'same-person': {
      title: 'É a mesma pessoa',
      text: 'O documento confere com a conta: os dispositivos juntam-se a ela.',
    },
    transfer: {
      title: 'O titular liberta-o',
      text: 'O titular da outra conta está aqui e liberta o dispositivo.',
    },
    'after-cases': {
      title: 'Depois dos casos em aberto',
      text: 'A conta fica até todos estarem decididos, e então é removida.',
    },
    'now-anyway': {
      title: 'Agora, mesmo assim',
      text: 'Os casos em aberto acabam com a conta. Já ninguém os pode decidir.',
    },
    erase: { title: 'É do cliente removido', text: 'O registo é apagado.' },
    settle: { title: 'Veio depois da remoção', text: 'O registo é aceite como qualquer outro.' },
    'settle-again': {
      title: 'Tentar de novo',
      text: 'A API de contas tenta mais uma vez aceitar o registo.',
    },
    'statutory-route': {
      title: 'Pela garantia legal',
      text: 'Com a prova de compra, como para um cliente sem registo.',
    },
    pay: { title: 'O cliente paga', text: 'Nenhuma garantia o cobre e o cliente aceitou o preço.' },
    'customer-not-here': {
      title: 'O cliente não está aqui',
      text: 'Recebe um link para resolver, ou espera-se pela próxima visita.',
    },
  },
  mistyped: {
    email: { title: 'O e-mail foi mal escrito', text: 'Peça o certo e envie de novo.' },
    device: {
      title: 'O dispositivo foi mal escrito',
      text: 'Escreva-o de novo a partir da embalagem, do holder ou do carregador.',
    },
    field: { title: 'Algo foi mal escrito', text: 'Escolha o que estava errado e escreva-o de novo.' },
  },
  dispute: {
    claim: {
      title: 'O cliente diz que é seu',
      text: 'Fica registado como disputado; a sede decide de quem é.',
    },
    release: {
      title: 'O cliente diz que é seu',
      text: 'Fica anotado como disputado; a sede decide de quem é.',
    },
  },
  cancel: {
    registration: {
      title: 'Cancelar este registo',
      text: 'Nunca tem efeito e fica guardado como cancelado. A verificação de idade mantém-se.',
    },
    record: { title: 'Cancelar', text: 'Nunca tem efeito e fica guardado como cancelado.' },
  },
  reverse: {
    void: { title: 'Anular na mesma', text: 'O que daí resultou é desfeito.' },
    record: { title: 'Anular também este', text: 'O que daí resultou é desfeito.' },
  },
  keep: {
    void: { title: 'Deixar como estava', text: 'O registo continua a contar; a anulação fica sem efeito.' },
    record: {
      title: 'Deixar contar',
      text: 'Fica como está, embora aquilo em que assenta tenha sido anulado.',
    },
  },
  notSpent: {
    short: 'Pontos não gastos',
    title: 'Os pontos não foram gastos',
    'points-too-few': 'Não havia pontos que chegassem na conta. O que lá estava ficou.',
    'not-a-member': 'O cliente já não era membro. Os pontos ficaram na conta.',
    'item-withdrawn': 'Já não estava na lista. Os pontos ficaram na conta.',
    'price-changed': 'O preço tinha mudado. Os pontos ficaram na conta.',
    'too-late':
      'Chegou tarde demais à API de contas, ou não se sabia que horas eram nesta caixa. Os pontos ficaram na conta.',
  },
  decided: {
    saved: {
      short: 'decidido aqui às {{time}}, segue quando a loja tiver ligação',
      happened: 'Foi decidido aqui às {{time}}. A decisão está guardada nesta caixa e ainda não foi tratada.',
    },
    settled: {
      short: 'decidido aqui às {{time}}, a API de contas já o tem',
      happened:
        'Foi decidido aqui às {{time}} e a API de contas tem a decisão. Pergunta-se agora o que foi feito do registo.',
    },
    overtaken: {
      short: 'outra pessoa decidiu primeiro',
      happened:
        'Foi decidido aqui às {{time}}, mas outra pessoa decidiu primeiro. Pergunta-se agora o que decidiu.',
    },
    todo: 'Nada.',
  },
  closed: {
    carriedOut: {
      accepted: {
        short: 'decidido aqui às {{time}}, tratado',
        title: 'Decidido e tratado',
        happened: 'Foi decidido aqui às {{time}} e a API de contas deu-lhe seguimento.',
      },
      superseded: {
        short: 'cancelado pela decisão das {{time}}',
        title: 'Cancelado, sem efeito',
        happened: 'Foi decidido aqui às {{time}}. O registo não tem efeito.',
      },
    },
    overtaken: {
      accepted: {
        short: 'outra pessoa decidiu primeiro: conta',
        title: 'Decidido por outra pessoa: conta',
        happened: 'Outra pessoa decidiu antes de chegar a decisão das {{time}}. O registo está tratado.',
      },
      superseded: {
        short: 'outra pessoa decidiu primeiro: cancelado',
        title: 'Decidido por outra pessoa: cancelado',
        happened: 'Outra pessoa decidiu antes de chegar a decisão das {{time}}. O registo não tem efeito.',
      },
    },
  },
  resolution: {
    accepted: {
      short: 'a decisão foi cumprida',
      title: 'A decisão foi cumprida',
      happened: 'A API de contas recebeu e cumpriu a decisão.',
    },
    superseded: {
      short: 'outra pessoa decidiu primeiro',
      title: 'Outra pessoa decidiu primeiro',
      happened: 'Outra caixa, ou a sede, decidiu neste caso antes de chegar esta decisão.',
    },
  },
  explain: {
    pending: {
      short: 'segue quando a loja tiver ligação',
      title: 'Guardado nesta caixa, por enviar',
      happened: 'O registo está no disco desta caixa e espera pela API de contas.',
      safe: 'Resiste a um corte de luz e a um reinício. Nada nesta caixa o consegue abrir.',
      todo: 'Nada. Segue sozinho assim que a loja tiver ligação.',
    },
    stopped: {
      short: 'só segue quando a caixa for posta em ordem',
      title: 'Guardado nesta caixa, sem poder ser enviado',
      happened:
        'O registo está no disco desta caixa. De momento a caixa não pode enviar; o aviso diz porquê.',
      safe: 'Resiste a um corte de luz e a um reinício. Nada nesta caixa o consegue abrir.',
      todo: 'O que o aviso diz. Depois segue sozinho; até lá um gerente pode exportá-lo, selado.',
    },
    tooLarge: {
      short: 'grande demais para enviar, fica à parte',
      title: 'Este registo é grande demais para ser enviado',
      happened: 'É maior do que a API de contas aceita.',
      safe: 'Os dados ficam guardados nesta caixa. Segue tudo o que não assenta neste registo.',
      todo: 'Diga o número à sede.',
    },
    unreadable: {
      short: 'já não se consegue ler nesta caixa',
      title: 'Esta caixa já não consegue ler este registo',
      happened: 'Foi guardado aqui. O que contém, e se chegou, já não se consegue ler nesta caixa.',
      safe: 'O que resta dos dados fica guardado à parte. Segue tudo o que não assenta neste registo.',
      todo: 'Não reinstale. Diga o número à sede: lá vê-se se chegou.',
    },
    sending: {
      short: 'a caminho',
      title: 'A caminho',
      happened: 'O registo foi entregue à API de contas; a resposta ainda não chegou.',
      safe: 'Se a resposta se perder, o mesmo registo é enviado de novo e conta uma só vez.',
      todo: 'Nada.',
    },
    waiting: {
      short: 'espera por um registo anterior',
      title: 'Espera por um registo anterior',
      happened: 'A API de contas precisa primeiro de outro registo do mesmo cliente.',
      safe: 'Ambos estão guardados; este volta a seguir sozinho.',
      todo: 'Nada.',
    },
    accepted: {
      short: 'tratado pela API de contas',
      title: 'Enviado e tratado',
      happened: 'A API de contas tem o registo e deu-lhe seguimento.',
      safe: 'Está guardado centralmente. Esta caixa só conserva o número e a prova.',
      todo: 'Nada.',
    },
    lost: {
      short: 'espera por um registo que não pode ser enviado',
      title: 'Espera por um registo que não pode ser enviado',
      happened:
        'A API de contas já tem este registo. Espera por outro em que este assenta, e esta caixa já não consegue ler ou enviar esse outro.',
      safe: 'Este registo está inteiro, aqui e na API de contas.',
      todo: 'Diga o número à sede.',
    },
    suspect: {
      short: 'falhou várias vezes, tenta-se todos os dias',
      title: 'Continua a falhar',
      happened: 'Outros seguiram, este registo falhou repetidamente.',
      safe: 'Está inteiro nesta caixa e volta a tentar-se todos os dias.',
      todo: 'Diga o número à sede.',
    },
    superseded: {
      short: 'sem efeito: anulado ou decidido de outra forma',
      title: 'Tratado, sem efeito',
      happened: 'Foi anulado, ou alguém decidiu que não conta.',
      safe: 'Está guardado centralmente, com quem decidiu.',
      todo: 'Nada.',
    },
    erased: {
      short: 'apagado a pedido do cliente',
      title: 'Apagado a pedido do cliente',
      happened: 'O cliente tinha pedido a remoção; a API de contas apagou os dados pessoais.',
      safe: 'Fica apenas o facto de ter havido um registo, sem a pessoa.',
      todo: 'Nada.',
    },
    quarantined: {
      short: 'não se consegue ler, fica à parte',
      title: 'A API de contas não consegue ler este registo',
      happened: 'O registo chegou e não se conseguiu ler.',
      safe: 'Os dados ficam guardados dos dois lados.',
      todo: 'Diga o número à sede. Só contacte o cliente depois da resposta.',
    },
  },
  cases: {
    'email-taken': {
      title: 'O e-mail já tem uma conta',
      happened: 'Outra conta usa o e-mail deste registo.',
    },
    'device-taken': {
      title: 'O dispositivo está noutra conta',
      happened: 'Um dispositivo deste registo pertence a outra conta.',
    },
    'invalid-field': {
      title: 'Um campo não foi aceite',
      happened: 'A API de contas não conseguiu aceitar um dos campos deste registo.',
    },
    'not-covered': {
      title: 'Nenhuma garantia o cobre',
      happened:
        'O dispositivo não está nesta conta, a garantia terminou ou o que aconteceu não está coberto.',
    },
    'new-device-taken': {
      title: 'O dispositivo novo já está numa conta',
      happened: 'O dispositivo novo desta substituição já está registado.',
    },
    'id-reused': {
      title: 'Dois registos com o mesmo número',
      happened: 'A API de contas já tem outro registo com o número deste.',
    },
    'not-owner': {
      title: 'O dispositivo não está nesta conta',
      happened: 'O dispositivo deste registo não está na conta deste cliente.',
    },
    'settled-already': {
      title: 'Já tratado, com consequências',
      happened: 'O registo que este anula já tinha sido tratado. Algo resultou dele.',
    },
    'support-reversed': {
      title: 'Aquilo em que assenta foi anulado',
      happened: 'Um registo em que este assenta foi anulado. Este continua a contar.',
    },
    'open-cases': {
      title: 'Há casos em aberto deste cliente',
      happened: 'O cliente pediu a remoção da conta e há casos em aberto que lhe dizem respeito.',
    },
    'removal-overlap': {
      title: 'Com a sede',
      happened:
        'Este registo pode ser de um cliente cuja conta foi removida, ou de um que veio depois. Não pode ser lido, nem aqui nem lá.',
    },
    'merge-taken-back': {
      title: 'Com a sede',
      happened:
        'O registo que este anula fez de duas contas uma só. Se voltam a ser duas, é a sede que decide.',
    },
    'not-settled': {
      title: 'Com a sede',
      happened:
        'A API de contas tem este registo e não conseguiu concluí-lo. O erro não está no que foi escrito aqui.',
    },
    'key-unknown': {
      title: 'Com a sede',
      happened: 'A API de contas tem este registo e não o consegue abrir: não conhece a chave que o fecha.',
    },
    safe: 'Nada se perdeu: fica guardado até alguém decidir.',
    safeRegistration: 'Nada se perdeu: este registo fica guardado até alguém decidir.',
    todo: 'Escolha o que é verdade e guarde a decisão.',
    todoHeadOffice: 'Nada: a sede decide, e pode telefonar à loja.',
    todoAsked: 'Nada até o cliente responder. Pode decidir-se aqui assim que ele voltar.',
  },
}
