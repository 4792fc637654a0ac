import type { toSend as english } from '../en/to-send.ts'
import type { Translated } from '../translated.ts'

export const toSend: Translated<typeof english> = {
  title: 'Por enviar',
  subtitle: 'o que esta caixa ainda tem',
  waiting: 'guardados aqui, por enviar',
  needsYou: 'precisa de si',
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
  pickTitle: 'Escolha um registo',
  pickText: 'Aqui ficam o seu estado, o que está seguro e o que fazer.',
  happened: 'O que aconteceu',
  safe: 'O que está seguro',
  todo: 'O que fazer',
  explain: {
    pending: {
      short: 'segue quando a loja tiver ligação',
      title: 'Guardado nesta caixa, por enviar',
      happened: 'O registo está no disco desta caixa e espera pela API de contas.',
      safe: 'Resiste a um corte de luz e a um reinício. Nada nesta caixa o consegue abrir.',
      todo: 'Nada. Segue sozinho assim que a loja tiver ligação.',
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
    suspect: {
      short: 'falhou várias vezes, tenta-se todos os dias',
      title: 'Continua a falhar',
      happened: 'Outros seguiram, este registo falhou repetidamente.',
      safe: 'Está inteiro nesta caixa e volta a tentar-se todos os dias.',
      todo: 'Diga o número à sede.',
    },
    superseded: {
      short: 'um registo posterior tomou o seu lugar',
      title: 'Um registo posterior tomou o seu lugar',
      happened: 'Já havia algo mais recente quando este registo chegou.',
      safe: 'Ambos estão guardados centralmente.',
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
    safe: 'Nada se perdeu: o registo fica guardado até alguém decidir. A venda e a prova de idade continuam registadas.',
    todo: 'É a sede que decide com o cliente; decidir ao balcão chega numa versão posterior. Se o cliente estiver presente, dê-lhe o número.',
  },
}
