import type { closing as english } from '../en/closing.ts'
import type { Translated } from '../translated.ts'

export const closing: Translated<typeof english> = {
  title: 'Fechar a aplicação?',
  waiting_one: '{{count}} registo por enviar nesta caixa',
  waiting_other: '{{count}} registos por enviar nesta caixa',
  waitingSince_one: '{{count}} registo por enviar nesta caixa, guardado: {{oldest}}',
  waitingSince_other: '{{count}} registos por enviar nesta caixa, o mais antigo: {{oldest}}',
  waitingText_one:
    'Está guardado e segue quando a aplicação for aberta de novo e a loja tiver ligação. Não se perde.',
  waitingText_other:
    'Estão guardados e seguem quando a aplicação for aberta de novo e a loja tiver ligação. Nenhum se perde.',
  typed: 'O que foi escrito para o cliente não está guardado',
  typedText: 'É apagado quando a aplicação fechar.',
  refusal: 'Uma recusa ainda não foi guardada',
  refusalText: 'Perde-se quando a aplicação fechar. Fique e guarde-a: não tem nada sobre a pessoa.',
  onHold_one: '{{count}} cliente em espera',
  onHold_other: '{{count}} clientes em espera',
  onHoldText:
    'O que foi escrito para eles é apagado quando a aplicação fechar. O que foi guardado está seguro.',
  saving: 'Um registo está a ser guardado',
  savingText: 'A aplicação pode ser fechada assim que estiver no disco.',
  nothing: 'Já não há nada por enviar',
  nothingText: 'A aplicação pode ser fechada.',
  stay: 'Ficar',
  anyway: 'Fechar mesmo assim',
  close: 'Fechar',
}
