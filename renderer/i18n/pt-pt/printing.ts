import type { printing as english } from '../en/printing.ts'
import type { Translated } from '../translated.ts'

export const printing: Translated<typeof english> = {
  print: 'Imprimir a confirmação',
  again: 'Imprimir de novo',
  printing: 'A imprimir',
  printed: 'Impresso',
  printedText: 'Entregue o papel ao cliente.',
  handedOver: 'Entregue à impressora',
  handedOverText: 'A caixa ainda não consegue ver se saiu. Veja a impressora antes de imprimir de novo.',
  notPrinted: 'Não foi impresso',
  recordSafe: 'O registo está guardado e não é afetado.',
  failures: {
    'no-printer':
      'Este computador não tem impressora. Escreva o número para o cliente e avise a informática.',
    'printer-gone': 'A impressora escolhida já não existe. Escolha outra nas Definições e imprima de novo.',
    'printer-offline':
      'A impressora não responde. Confirme que está ligada e com cabo ou rede, e imprima de novo.',
    'printer-paused':
      'A impressora está parada neste computador. Retome-a ou avise a informática, e imprima de novo.',
    'paper-out': 'A impressora não tem papel. Ponha papel e imprima de novo: nada sai duas vezes.',
    rejecting:
      'A impressora não aceita trabalhos agora. Avise a informática ou escolha outra nas Definições.',
    busy: 'Está a ser impressa outra página. Espere um momento e imprima de novo.',
    'not-this-record':
      'O que está no ecrã não é o que está no disco. Escreva o número e avise a informática.',
    unknown:
      'A impressora não aceitou nada e não disse porquê. Veja a impressora e imprima de novo; se continuar, avise a informática.',
  },
  title: 'Impressora',
  printer: 'Impressora desta caixa',
  preferred: 'A que o computador escolher',
  preferredNamed: 'A que o computador escolher: {{name}}',
  missing: '{{name}}, agora não existe',
  looking: 'À procura de impressoras',
  none: 'Não foi encontrada nenhuma impressora neste computador. Ligue uma ou avise a informática, e volte aqui.',
  paper: 'Papel',
  papers: { 'receipt-80mm': 'Talão, 80 mm', a4: 'A4' },
  after: 'Confirmação depois de guardar',
  afterChoices: { ask: 'Com um botão', always: 'Logo', never: 'Nunca' },
  test: 'Imprimir uma página de teste',
  testPrinted: 'A página de teste está impressa. Nada foi cortado se acabar com «Fim da página».',
  testHandedOver: 'A página de teste seguiu para a impressora. Veja se saiu.',
}
