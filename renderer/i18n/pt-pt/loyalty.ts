import type { loyalty as english } from '../en/loyalty.ts'
import type { Translated } from '../translated.ts'

export const loyalty: Translated<typeof english> = {
  choicesToo: 'Dar ou retirar um sim a novidades, ofertas ou ao programa de fidelização.',
  noCustomer: 'Escolha primeiro de quem são os pontos.',
  closed: 'A conta já não está aberta. Procure-a outra vez para ver e trocar pontos.',
  noneOfFound:
    'A conta já não está aberta, ou a sede desligou o programa de fidelização. Pergunte de novo, ou procure a conta outra vez.',
  asking: 'A perguntar à API de contas o que o cliente tem.',
  asOf: 'às {{time}}',
  points: 'Membro. Pontos: {{points}}',
  noMember: 'Não é membro',
  askAgain: 'Perguntar outra vez',
  unreachable: {
    title: 'Agora não se podem ver os pontos',
    text: 'Os pontos só se veem e trocam com ligação. Aderir e sair pode registar-se já, e conta quando for enviado.',
  },
  'unknown-customer': {
    title: 'Não se conhecem pontos deste cliente',
    text: 'A API de contas ainda não tratou este registo, ou ele já não tem efeito. Aderir e sair pode registar-se já. Pergunte outra vez depois de enviado.',
  },
  action: 'O que o cliente quer do programa de fidelização',
  actions: { join: 'Aderir', leave: 'Sair', spend: 'Trocar pontos' },
  terms: 'Condições {{version}}, a ler pelo cliente',
  rewards: 'Em troca de quê',
  nothing: 'Agora não há nada para trocar por pontos.',
  kinds: { discount: 'Desconto', fuel: 'Combustível', gadget: 'Acessório', item: 'Artigo' },
  cost: '{{kind}}, {{points}} pontos.',
  missing: 'Faltam {{points}}.',
  open: {
    title: 'Uma troca deste cliente ainda não tem resposta',
    text: 'Foi registada às {{time}}. Esta caixa pergunta sozinha o que lhe aconteceu, e não faz outra antes disso. Não entregue nada.',
  },
  exchange: 'Trocar {{points}} pontos',
  means: {
    join: 'O cliente adere com estas condições. Os pontos já ganhos contam a partir daí.',
    leave: 'O cliente sai. Os pontos ficam na conta e não se podem trocar.',
    spend: 'A API de contas tira os pontos, uma só vez. Não entregue nada antes de ela responder.',
  },
  done: 'A API de contas já o tratou. Conta a mais recente das adesões e saídas.',
  waits: {
    title: 'Ainda sem resposta: não entregue nada',
    text: 'Esta caixa pergunta sozinha até a API de contas dizer o que aconteceu. Não troque outra vez: {{what}}. Sem resposta em cinco minutos, os pontos não são gastos.',
  },
  spent: {
    title: 'Gastos: {{points}} pontos',
    discount: 'Desconte já no preço: {{what}}.',
    fuel: 'Entregue o vale: {{what}}.',
    gadget: 'Entregue: {{what}}.',
    item: 'Entregue: {{what}}.',
  },
  notSpent: {
    title: 'Não gastos: não entregue nada',
    'points-too-few':
      'Já não há {{points}} pontos na conta; talvez tenham sido trocados noutro sítio. O que lá está fica.',
    'not-a-member':
      'O cliente agora não é membro. Os pontos ficam na conta. Pode aderir outra vez, e depois trocar.',
    'item-withdrawn': 'Isto já não está na lista: {{what}}. Os pontos ficam na conta.',
    'price-changed':
      'O preço mudou: {{what}} já não custa {{points}} pontos. Os pontos ficam na conta. Veja o preço novo com o cliente.',
    'too-late':
      'Chegou tarde demais à API de contas, ou não se sabe que horas são nesta caixa. Os pontos ficam na conta. O cliente pode trocar outra vez.',
  },
}
