import type { service as english } from '../en/service.ts'
import type { Translated } from '../translated.ts'

export const service: Translated<typeof english> = {
  title: 'Apoio',
  subtitle: 'a clientes que têm conta',
  customer: 'De quem é a conta',
  wish: 'O que o cliente quer',
  groups: {
    guarantee: 'Garantia',
    devices: 'Dispositivos da conta',
    abroad: 'Em viagem',
    account: 'A conta',
    loyalty: 'Fidelização',
  },
  wishes: {
    guarantee: {
      title: 'Um dispositivo não funciona',
      text: 'O que diz a garantia, um dispositivo novo ou um caso.',
    },
    cases: {
      title: 'Um caso desta caixa',
      text: 'Em que ponto está e o que aconteceu desde então.',
    },
    abroad: {
      title: 'Ajuda em viagem',
      text: 'Para um dispositivo de outro país.',
    },
    add: {
      title: 'Acrescentar um dispositivo',
      text: 'Comprado noutro sítio ou antes, ou oferecido.',
    },
    release: {
      title: 'Libertar um dispositivo',
      text: 'Para que outra pessoa o possa registar.',
    },
    transfer: {
      title: 'Passar um dispositivo a outra pessoa',
      text: 'De um cliente para outro, cada um na sua vez.',
    },
    contact: {
      title: 'Mudar os contactos',
      text: 'E-mail, telemóvel, morada ou língua.',
    },
    link: {
      title: 'Enviar uma ligação por e-mail',
      text: 'Ativação, nova palavra-passe, cópia dos seus dados.',
    },
    choices: {
      title: 'Mudar as suas escolhas',
      text: 'Dar ou retirar um sim a novidades e ofertas.',
    },
    removal: {
      title: 'Remover a conta',
      text: 'De vez, quando nada a impedir.',
    },
    loyalty: {
      title: 'Fidelização e pontos',
      text: 'Aderir ou sair, ver e trocar pontos.',
    },
  },
  link: {
    label: 'Que ligação?',
    activation: 'Ativação, de novo',
    password: 'Nova palavra-passe',
    data: 'Cópia dos seus dados',
  },
  take: 'Usar',
  boughtHere: 'Comprado aqui hoje? A venda precisa da verificação de idade: vá a Registar.',
  why: 'Porque é que sai?',
  reasons: {
    sold: 'Vendido',
    gift: 'Oferecido',
    lost: 'Perdido',
    returned: 'Devolvido noutro sítio',
  },
  language: 'Língua do cliente',
  confirm: 'A confirmar',
  isHere: 'O cliente deste registo está aqui e pede isto',
  means: {
    none: 'Escolha de quem é a conta e o que o cliente quer.',
    link: 'A ligação vai para o e-mail da conta e funciona durante 24 horas. Ninguém aqui vê nem define uma palavra-passe, nem vê os dados.',
    removal: 'Fica registado agora e é feito pela API de contas. Nada disto se pode desfazer.',
    add: 'A API de contas põe o dispositivo na conta deste cliente. Se for de outra pessoa, alguém decide em Por enviar.',
    release:
      'A API de contas tira o dispositivo da conta deste cliente. Se não for dele, alguém decide em Por enviar.',
    transfer:
      'Primeiro sai da conta do primeiro dono. Depois é a vez do novo dono: nada do primeiro lhe é mostrado.',
    choices: 'Conta a resposta mais recente.',
  },
  save: 'Registar o pedido',
  saveOpen: 'Ainda falta algo',
  saving: 'A guardar',
  more: 'Mais alguma coisa para este cliente',
  another: 'Cliente seguinte',
  done: {
    'link-request':
      'A API de contas já o tratou: a ligação vai para o e-mail da conta e funciona durante 24 horas.',
    'removal-request':
      'A API de contas já o tratou: a conta foi removida e os seus dispositivos estão livres.',
    'device-added':
      'A API de contas já o tratou. O titular de uma conta é avisado por e-mail do que lhe foi acrescentado.',
    'device-released': 'A API de contas já o tratou: o dispositivo não está na conta deste cliente.',
    'contact-change':
      'A API de contas já o tratou: a alteração vale quando o cliente disser que sim pela ligação.',
    'consent-change': 'A API de contas já o tratou: esta resposta conta até o cliente dar outra.',
  },
}
