import type { transfer as english } from '../en/transfer.ts'
import type { Translated } from '../translated.ts'

export const transfer: Translated<typeof english> = {
  subtitle: 'um dispositivo muda de mãos: o novo dono',
  firstOwner: 'Quem o tem na sua conta está aqui?',
  here: 'Sim, está',
  away: 'Não, nem se consegue contactar',
  hereFirst:
    'Primeiro é a vez de quem o tem: escolha a conta dessa pessoa no passo 1. Depois de ela o libertar, é a vez do novo dono. Sem rede, isto só se faz a clientes desta caixa.',
  isAway: {
    title: 'Fica registado como disputado',
    text: 'O novo dono mostra o dispositivo. Se estiver na conta de outra pessoa, fica registado como disputado: continua lá até a sede decidir, quem o tem na conta é consultado por e-mail e ambos são avisados. Se ninguém o tiver, é já do novo dono.',
  },
  meansAway: 'Do primeiro dono não se regista nada. É já a vez do novo dono.',
  toNewOwner: 'Passar ao novo dono',
  closesFirst: 'Nada do primeiro dono é mostrado ao novo.',
  newOwner: 'O novo dono',
  theDevice: 'O dispositivo que recebe',
  released: '{{device}}: libertado pelo primeiro dono',
  releasedText: 'Vai para a conta do novo dono. Nada do primeiro é mostrado aqui.',
  noAccount:
    'Ainda não tem conta? Registe-o: primeiro a verificação de idade, depois leia lá o código do dispositivo. Se o primeiro dono não estiver, diga-o também lá.',
  register: 'Registar o novo dono',
  later: 'O novo dono vem mais tarde',
  notNow: 'Agora não',
  claimFree: 'Mais ninguém o tinha: está na conta deste cliente.',
  claimUnknown:
    'A API de contas já o tem. Se outra pessoa tem o dispositivo vê-se em Um caso desta caixa, depois de perguntado.',
  claimSaved:
    'Só depois de enviado se sabe se está na conta de outra pessoa. Se estiver, a sede decide e ambos são avisados por e-mail.',
}
