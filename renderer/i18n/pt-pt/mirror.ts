import type { mirror as english } from '../en/mirror.ts'
import type { Translated } from '../translated.ts'

export const mirror: Translated<typeof english> = {
  title: 'Cópia selada',
  what: 'Uma segunda cópia de tudo o que é guardado aqui, selada, numa pen ou num segundo disco. Se esta caixa avariar, outra continua a partir dela.',
  choose: 'Escolher pen ou disco …',
  chooseOther: 'Escolher outra …',
  stop: 'Não ter cópia',
  askManager: 'Quem a escolhe é um gerente.',
  off: 'Não há nenhuma: o que falta enviar está só nesta caixa',
  checking: 'Está a ser lida e verificada',
  whole: 'Tem todos os registos desta caixa',
  behind_one: 'Ainda lhe falta {{count}} registo por tratar',
  behind_other: 'Ainda lhe faltam {{count}} registos por tratar',
  lost: 'Perdeu-se. Desde: {{time}}',
  lostUnknown: 'Não se sabe quanto lhe falta.',
  lostNothing: 'Não lhe falta nada do que espera.',
  lostBehind_one: '{{count}} registo que espera está só nesta caixa.',
  lostBehind_other: '{{count}} registos que esperam estão só nesta caixa.',
  causes: {
    'not-there':
      'A pen ou o disco não está ligado. Continua a ser possível guardar. Volte a ligar: segue sozinha.',
    'not-answering':
      'A pen ou o disco não responde. Continua a ser possível guardar. Retire e volte a ligar.',
    'no-space':
      'A pen ou o disco está cheio. Continua a ser possível guardar. Liberte espaço: segue sozinha.',
    'disk-failed':
      'Não se consegue escrever na pen ou no disco. Continua a ser possível guardar. Escolha outra.',
    another:
      'Nesse lugar está outra cópia, ou uma que não diz qual é. Continua a ser possível guardar; lá nada é escrito. Ligue a pen certa ou escolha esta cópia.',
    differs:
      'A pasta tem registos que esta caixa não tem. Nada é escrito lá. Guarde-a e avise a sede antes de escolher outra.',
    damaged:
      'A cópia está danificada, e uma parte do diário desta caixa também. Nada é escrito por cima. Guarde ambos e ligue à sede.',
  },
  sameDisk: 'Está no mesmo disco que a caixa',
  sameDiskText: 'Não serve se este disco avariar. Escolha uma pen ou um segundo disco.',
  notChosen: 'Não foi escolhida nenhuma cópia',
  failures: {
    'inside-till':
      'Essa pasta faz parte da própria caixa. Nada foi alterado. Escolha uma pen ou outro disco.',
    'no-space': 'Não há espaço nessa pasta. Nada foi alterado. Escolha outra.',
    'disk-failed': 'Não se consegue escrever nessa pasta. Nada foi alterado. Escolha outra.',
    'no-reply': 'A aplicação não respondeu. Todos os registos estão seguros. Tente de novo.',
  },
  restore: {
    offer: 'Esta caixa substitui uma avariada …',
    title: 'Continuar a partir da cópia de uma caixa avariada',
    text: 'Ligue a pen com a cópia. O que a caixa avariada guardou passa para aqui, selado, e o que esperava é enviado assim que esta caixa for configurada no lugar dela.',
    find: 'Procurar a cópia …',
    back: 'Configurar uma caixa nova',
    found_one: '{{count}} registo, guardado às {{time}}',
    found_other: '{{count}} registos, o último guardado às {{time}}',
    whole: 'Todos os registos foram lidos e verificados.',
    damaged_one:
      '{{count}} parte não se consegue ler. Tudo o resto passa para aqui; a sede é avisada quando esta caixa for configurada.',
    damaged_other:
      '{{count}} partes não se conseguem ler. Tudo o resto passa para aqui; a sede é avisada quando esta caixa for configurada.',
    run: 'Passar para esta caixa',
    running: 'A passar',
    unfinished: 'Os registos não passaram até ao fim',
    unfinishedText:
      'Ligue a mesma pen e procure a cópia outra vez; continua onde parou. O que já passou está seguro aqui.',
    leave: 'Já não se consegue ler a pen …',
    leaving: 'Continuar sem a pen?',
    leavingText_zero:
      'Não passou nenhum registo à espera de envio. O que está só na pen não chega; a sede é avisada quando esta caixa for configurada. Experimente primeiro a pen noutra entrada e guarde-a para a sede.',
    leavingText_one:
      'Passou {{count}} registo à espera, que será enviado. O que está só na pen não chega; a sede é avisada quando esta caixa for configurada. Experimente primeiro a pen noutra entrada e guarde-a para a sede.',
    leavingText_other:
      'Passaram {{count}} registos à espera, que serão enviados. O que está só na pen não chega; a sede é avisada quando esta caixa for configurada. Experimente primeiro a pen noutra entrada e guarde-a para a sede.',
    leaveNow: 'Continuar sem a pen',
    notLeft: 'A caixa ainda não continua sem a pen',
    stay: 'Voltar à pen',
    done_zero: 'Os registos guardados aqui mantêm-se, e a sede já os tem todos',
    done_one: '{{count}} registo está aqui e espera o envio',
    done_other: '{{count}} registos estão aqui e esperam o envio',
    doneText:
      'Agora a sede cria um código em «Registá-la de novo», na caixa que os guardou. Escreva-o abaixo. Depois tudo é enviado sozinho.',
    nothingTaken: 'Nada passou para aqui',
    notAllTaken: 'Nem tudo passou para aqui',
    failures: {
      none: 'Não há nenhuma cópia com registos nessa pasta. Escolha a própria pen.',
      several: 'Há cópias de várias caixas. Escolha a pasta da que avariou.',
      unreadable: 'Não se consegue ler essa pasta. Retire a pen, volte a ligá-la e tente de novo.',
      'not-found': 'Procure primeiro a cópia.',
      differs:
        'Esta é a cópia de outra caixa, ou uma mais antiga. O que foi começado continua com a primeira.',
      failed:
        'Este computador ou a pen falhou. Nada foi apagado, nem aqui nem lá. Tente de novo; continua onde parou.',
      'no-space':
        'O disco deste computador está cheio. Está tudo seguro na pen. Liberte espaço e tente de novo.',
      'no-reply': 'A aplicação não respondeu. Está tudo seguro na pen. Tente de novo.',
    },
  },
}
