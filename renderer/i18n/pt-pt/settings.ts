import type { settings as english } from '../en/settings.ts'
import type { Translated } from '../translated.ts'

export const settings: Translated<typeof english> = {
  title: 'Definições',
  subtitle: 'desta caixa, para todos os que nela trabalham',
  language: 'Língua do balcão',
  languages: { 'pt-PT': 'Português', en: 'English' },
  theme: 'Aspeto',
  themes: { system: 'Como o computador', light: 'Claro', dark: 'Escuro' },
  shortcuts: 'Atalhos com uma só tecla',
  shortcutsNote:
    'Desligue se um leitor ou um auxiliar enviar teclas soltas. Combinações como Ctrl+Enter funcionam sempre.',
  on: 'Ligados',
  off: 'Desligados',
  notWritten: 'Não foi possível escrever a definição no disco',
  notWrittenText:
    'Vale até fechar o Counterside. Todos os registos estão seguros. Liberte espaço ou avise a informática.',
  display: 'Língua e aspeto',
  about: 'Sobre esta caixa',
  version: 'Versão',
  till: 'Caixa',
  terminal: 'Terminal',
  store: 'Loja',
  market: 'Regras',
  rulesOf: 'Regras assinadas',
  rules: {
    refused: 'Esta caixa pode não ter as regras mais recentes',
    kept: 'Esta caixa continua com as regras indicadas abaixo; todos os registos estão seguros.',
    why: {
      'signature-invalid': 'O que chegou não foi assinado pela sede.',
      'payload-invalid': 'Não foi possível ler o que chegou.',
      'newer-format': 'Precisam de uma versão mais recente do Counterside nesta caixa.',
      'not-ours': 'O que chegou é de outra loja ou de outra caixa.',
      expired: 'O que chegou está fora de prazo: devia ter sido aceite há semanas.',
      older: 'O que chegou é mais antigo do que o que esta caixa tem ou já teve.',
      altered: 'O que chegou tem o número das regras em vigor e diz outra coisa.',
      lost: 'As regras mais recentes desapareceram do disco desta caixa. São pedidas de novo quando estiver em linha.',
      'disk-failed': 'Não foi possível escrevê-las no disco. Liberte espaço ou avise a informática.',
    },
    waiting: 'Chegaram regras novas',
    waitingText: '{{version}} aplica-se assim que o cliente em aberto estiver terminado.',
  },
  realm: 'Uso',
  realms: { practice: 'Treino', live: 'Real' },
  scanner: {
    title: 'Leitor de códigos',
    layout: 'Teclado para que o leitor está configurado',
    prefix: 'Antes de cada código',
    noPrefix: 'nada',
    suffix: 'Depois de cada código',
    tailThen: '{{tail}} e depois {{suffix}}',
    layouts: {
      us: 'Estados Unidos',
      uk: 'Reino Unido',
      pt: 'Portugal',
      es: 'Espanha',
      fr: 'França',
      de: 'Alemanha',
    },
    suffixes: {
      enter: 'Enter',
      tab: 'Tab',
      none: 'nada',
    },
    begin: 'Configurar o leitor',
    scanThis: 'Leia este código no ecrã ou em papel:',
    codeLabel: 'Código de barras com que se configura o leitor',
    stop: 'Parar',
    learnt: 'O leitor está configurado',
    learntText: 'É isto que ele faz. Experimente: leia um dispositivo em Registar.',
    notLearnt: 'O leitor ainda não está configurado. Nada mudou.',
    failures: {
      'not-the-code':
        'Foi lida outra coisa, ou o leitor está configurado para um teclado que aqui não se conhece. Leia o código de novo.',
      'too-much-around':
        'O leitor envia demasiado antes ou depois do código. Reponha-o segundo o manual e leia de novo.',
      'too-slow':
        'O leitor escreve devagar demais para se distinguir de uma pessoa. Tire-lhe a pausa entre caracteres, segundo o manual, e leia de novo.',
    },
    note: 'Um leitor escreve como um teclado. Esteja em que campo estiver, o que ele lê vai para onde pertence.',
  },
}
