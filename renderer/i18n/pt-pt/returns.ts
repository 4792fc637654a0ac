import type { returns as english } from '../en/returns.ts'
import type { Translated } from '../translated.ts'

export const returns: Translated<typeof english> = {
  title: 'Devolução',
  devices: 'O que voltou',
  code: 'Código do que voltou',
  codeHint: 'Leia-o, ou escreva os caracteres da embalagem, do holder ou do carregador',
  add: 'Juntar',
  remove: 'Retirar {{device}}',
  of: 'De que registo',
  ofNone: 'De nenhum registo desta caixa',
  ofNoneDetail: 'vendido noutro sítio, ou não se sabe o número',
  means: {
    unknown:
      'Sem o registo, um dispositivo que está numa conta fica lá até a sede verificar. A devolução em si fica registada.',
    sale: 'A venda foi sem registo: fica registado que voltou.',
    registration: 'O que voltou é libertado da conta deste cliente.',
  },
  save: 'Registar a devolução',
  saveOpen: 'Ainda não voltou nada',
  saveTyped: 'Junte primeiro o código escrito',
  saving: 'A guardar',
  another: 'Devolução seguinte',
  takeBack: {
    title: 'Usados entregues',
    text: 'Dispositivos, pilhas e baterias não são lixo doméstico. Os usados são recebidos aqui, sem custos.',
    kind: 'O que foi entregue',
    device: 'Dispositivos',
    battery: 'Pilhas e baterias',
    count: 'Quantos',
    countWrong: 'Um número de 1 a 99.',
    save: 'Registar o que foi entregue',
  },
  done: {
    goes: 'Segue sozinho para a API de contas.',
    settled: 'A API de contas já o tem.',
    freed:
      'A API de contas já o tem: o que estava na conta deste cliente está livre. Um dispositivo da conta de outra pessoa fica lá até a sede verificar.',
    looked: 'A API de contas já o tem. Um dispositivo que está numa conta fica lá até a sede verificar.',
    needsYou: 'A API de contas tem uma pergunta: veja Por enviar.',
  },
}
