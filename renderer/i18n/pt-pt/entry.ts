import type { entry as english } from '../en/entry.ts'
import type { Translated } from '../translated.ts'

export const entry: Translated<typeof english> = {
  setUp: {
    title: 'Configurar esta caixa',
    intro:
      'A sede dá-lhe duas coisas: o endereço da API de contas e um código de uso único. O código serve uma vez e durante 10 minutos.',
    address: 'Endereço da API de contas',
    addressError: 'Escreva o endereço completo. Começa por https://',
    code: 'Código de uso único',
    codeHint: '26 letras e algarismos, com ou sem traços',
    codeError: 'Um código tem 26 letras e algarismos. Aqui estão {{count}}.',
    action: 'Configurar esta caixa',
    working: 'A configurar',
    failed: 'A caixa não foi configurada',
    again: 'Voltar a configurar esta caixa',
    againIntro:
      'O que espera aqui é guardado e enviado. A sede dá-lhe um novo código de uso único para esta caixa. O código serve uma vez e durante 10 minutos.',
    againRefused:
      'O código está errado, já foi usado, tem mais de 10 minutos ou é de outra caixa. Nada mudou. Peça um novo para esta caixa.',
    back: 'Voltar ao ecrã de bloqueio',
    failure: {
      'code-malformed': 'Isto não é um código de uso único. Nada mudou. Compare-o com o que lhe deram.',
      'code-refused':
        'O código está errado, já foi usado ou tem mais de 10 minutos. Nada mudou. Peça um novo.',
      unreachable:
        'Não se consegue chegar à API de contas. Nada mudou e o código ainda serve. Verifique o endereço e a ligação e tente de novo.',
      'not-the-account-api':
        'Outra coisa responde neste endereço. Nada mudou. Compare o endereço com o que lhe deram.',
      certificate:
        'Quem responde neste endereço não consegue provar que é a API de contas. Nada mudou e o código ainda serve. Avise a informática.',
      'certificate-date':
        'O relógio precisa de si: pela data e hora deste computador não se pode confiar na API de contas. Nada mudou e o código ainda serve. Acerte o relógio e tente de novo.',
      'client-too-old':
        'Esta versão do Counterside é demasiado antiga. Nada mudou. Instale a mais recente e configure a caixa.',
      'already-enrolled':
        'Esta caixa já está configurada. Nada mudou. Feche o Counterside e volte a abri-lo.',
      'restore-unfinished':
        'Os registos da caixa avariada não passaram até ao fim. Nada mudou. Procure primeiro a cópia outra vez.',
      'disk-failed':
        'Este computador não conseguiu escrever no disco. Nada mudou. Liberte espaço ou avise a informática e peça um código novo.',
    },
  },
  unlock: {
    title: 'Quem está a trabalhar?',
    nobody: 'Ainda não há ninguém na lista desta caixa',
    nobodyText: 'É a sede que acrescenta pessoas. Aparecem aqui quando a loja tiver ligação.',
    withPin: 'desbloquear com PIN',
    withoutPin: 'falta definir o primeiro PIN',
    lockedOut: 'Bloqueado. Ver o que fazer',
    forgotten: 'Esqueceu-se do PIN?',
    stillWaiting_one:
      '{{count}} guardado aqui, o mais antigo das {{oldest}}. Segue sozinho, mesmo com a aplicação bloqueada.',
    stillWaiting_other:
      '{{count}} guardados aqui, o mais antigo das {{oldest}}. Seguem sozinhos, mesmo com a aplicação bloqueada.',
    stillStopped_one:
      '{{count}} guardado aqui, o mais antigo: {{oldest}}. Está seguro e segue quando a caixa for posta em ordem.',
    stillStopped_other:
      '{{count}} guardados aqui, o mais antigo: {{oldest}}. Estão seguros e seguem quando a caixa for posta em ordem.',
    stillOpen:
      'O que foi escrito para o cliente fica guardado até desbloquear. Se for outra pessoa, a idade é verificada de novo.',
    waiting: 'de novo às {{time}}',
    pinOf: 'PIN de {{name}}',
    pin: 'PIN',
    erase: 'Apagar',
    action: 'Desbloquear',
    working: 'A verificar',
    other: 'Outra pessoa',
    wrong_one: 'Não é este o PIN. Resta uma tentativa.',
    wrong_other: 'Não é este o PIN. Restam {{count}} tentativas.',
    wait: 'Demasiados PIN errados. Os registos estão seguros. Tente de novo às {{time}}; os colegas podem desbloquear já.',
    lockedOutText:
      'Dez PIN errados: este PIN está bloqueado. Os registos estão seguros e os colegas podem trabalhar. Um gerente desbloqueia-o nas Definições, ou a sede ajuda.',
    diskFailed:
      'Este computador não conseguiu escrever no disco. Os registos estão seguros. Liberte espaço ou avise a informática e tente de novo.',
    gone: 'Esta pessoa já não está na lista desta caixa. Os registos estão seguros. Escolha outra pessoa.',
    failed: 'A caixa não respondeu. Os registos estão seguros. Tente de novo.',
  },
  lockedPeople: {
    title: 'Pessoas bloqueadas',
    text: 'Dez PIN errados bloqueiam uma pessoa. Certifique-se de que é ela quem pede: fica com dez tentativas para o PIN que tem.',
    self: 'É o seu PIN. Outro gerente desbloqueia-o.',
    action: 'Desbloquear {{name}}',
    released: '{{name}} já pode desbloquear',
    releasedText: 'Com o mesmo PIN de antes e dez tentativas.',
    failed: 'O PIN de {{name}} continua bloqueado',
    failure: {
      'disk-failed':
        'Este computador não conseguiu escrever no disco. Os registos estão seguros. Liberte espaço ou avise a informática e tente de novo.',
      'unknown-operator': 'Esta pessoa já não está na lista desta caixa. Nada mudou.',
      'not-locked-out': 'Esta pessoa já não está bloqueada. Pode desbloquear já.',
      'not-oneself': 'Ninguém se desbloqueia a si mesmo. Nada mudou. Peça a outro gerente ou à sede.',
      'no-answer': 'A caixa não respondeu. Os registos estão seguros. Tente de novo.',
    },
  },
  pinHelp: {
    lockedTitle: 'O PIN de {{name}} está bloqueado',
    lockedText:
      'Foram escritos dez PIN errados. Os registos estão seguros e os colegas podem desbloquear e trabalhar. Há estas formas de voltar a entrar:',
    forgotTitle: 'Um novo PIN para {{name}}',
    forgotText: 'Os registos estão seguros. O PIN que tem mantém-se até ser definido um novo.',
    manager: 'Um gerente desbloqueia-o',
    managerText: 'Nesta caixa, nas Definições: {{names}}. Fica com o mesmo PIN e dez tentativas.',
    code: 'Um novo código de uso único',
    codeText: 'É a sede que o dá. A caixa precisa de ligação. Escolhe um novo PIN.',
    codeAction: 'Escrever o código',
    telephone: 'A sede, por telefone',
    telephoneText: 'Funciona sem ligação. Lê um código, a sede responde e escolhe um novo PIN.',
    telephoneAction: 'Ligar à sede',
    toPin: 'Voltar ao PIN',
    ways: 'Outras formas de entrar',
  },
  telephone: {
    title: 'A sede ajuda {{name}}',
    intro: 'Ligue à sede e leia estas três linhas. A sede confirma que é a própria pessoa e lê uma resposta.',
    store: 'Loja e caixa',
    person: 'Pessoa',
    challenge: 'Desafio',
    response: 'Resposta da sede',
    responseHint: '4 grupos de 5 letras e algarismos',
    right: 'A resposta está certa. Já pode desligar. Escolha um novo PIN.',
    lengthError: 'Uma resposta tem {{length}} letras e algarismos. Aqui estão {{count}}.',
    groupError: 'O grupo {{group}} não bate certo. Peça à sede que leia esse grupo outra vez.',
    wrong_one:
      'Esta não é a resposta a este desafio. Nenhum PIN mudou. Leia o desafio outra vez. Com mais uma resposta errada há uma espera.',
    wrong_other:
      'Esta não é a resposta a este desafio. Nenhum PIN mudou. Leia o desafio outra vez. Com mais {{count}} respostas erradas há uma espera.',
    wrongWait:
      'Esta não é a resposta a este desafio, e já foram demasiadas erradas. Nenhum PIN mudou. Tente de novo às {{time}}.',
    wait: 'Demasiadas respostas erradas. Nenhum PIN mudou. Tente de novo às {{time}}.',
    failure: {
      malformed: 'Isto não é uma resposta. Nenhum PIN mudou. Peça à sede que a leia outra vez.',
      unavailable:
        'Esta caixa não consegue verificar uma resposta para esta pessoa. Os registos estão seguros. Peça à sede um código de uso único e escreva-o quando a loja tiver ligação.',
      'unknown-operator': 'Esta pessoa já não está na lista desta caixa. Nenhum PIN mudou. Pergunte à sede.',
      'disk-failed':
        'Este computador não conseguiu escrever no disco. Os registos estão seguros. Liberte espaço ou avise a informática e tente de novo.',
      'no-answer': 'A caixa não respondeu. Os registos estão seguros. Tente de novo.',
    },
  },
  firstPin: {
    title: 'Definir o primeiro PIN de {{name}}',
    titleAgain: 'Definir um novo PIN para {{name}}',
    intro: 'O código de uso único vem do seu gerente ou da sede. Definir um PIN precisa de ligação, uma vez.',
    code: 'Código de uso único',
    newPin: 'Novo PIN, 6 algarismos ou mais',
    again: 'O mesmo PIN outra vez',
    action: 'Definir PIN',
    working: 'A definir',
    next: 'Seguinte',
    differs: 'Os dois PIN são diferentes. Escreva o novo PIN outra vez.',
    failure: {
      'pin-too-short': 'Um PIN tem 6 algarismos ou mais. Escolha um mais comprido.',
      'pin-too-common': 'Este PIN é fácil de adivinhar. Escolha outro.',
      'pin-not-digits': 'Um PIN só tem algarismos. Escolha outro.',
      'code-malformed': 'Isto não é um código de uso único. Compare-o com o que lhe deram.',
      'code-refused':
        'O código está errado, já foi usado ou é demasiado antigo. Nenhum PIN foi definido. Peça um novo.',
      unreachable:
        'Não se consegue chegar à API de contas. Nenhum PIN foi definido e o código ainda serve. Tente de novo quando a loja tiver ligação.',
      'unknown-operator':
        'Esta pessoa já não está na lista desta caixa. Nenhum PIN foi definido. Pergunte à sede.',
    },
  },
  badge: {
    title: 'O meu crachá',
    hasNone: 'Desbloqueia esta caixa com o PIN. Com um crachá basta lê-lo.',
    has: 'Tem um crachá para esta caixa.',
    make: 'Fazer um crachá',
    another: 'Fazer outro',
    forget: 'Anular o meu crachá',
    pin: 'O seu PIN',
    print: 'Imprimir o crachá',
    working: 'A fazer o crachá',
    note: 'Um crachá é um segredo como o PIN e só serve nesta caixa. É impresso uma vez e não fica guardado. Um PIN novo anula-o.',
    said: {
      printed: 'O crachá está impresso. Recorte-o e traga-o consigo.',
      'handed-over': 'O crachá foi enviado para a impressora. Recorte-o e traga-o consigo.',
      'not-printed': 'A impressora não imprimiu, por isso não há crachá. Mais nada mudou.',
      'disk-failed': 'Não foi possível escrever no disco. Nada mudou.',
      'wrong-pin_one': 'PIN errado, resta {{count}} tentativa',
      'wrong-pin_other': 'PIN errado, restam {{count}} tentativas',
      wait: 'Espere antes da próxima tentativa.',
      'locked-out': 'Demasiados PIN errados.',
      forgotten: 'O crachá já não abre nada.',
      'no-answer': 'A aplicação não respondeu. Tente de novo.',
    },
  },
}
