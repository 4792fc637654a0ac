import type { BootFailure } from './boot.ts'

type StartFailure = Exclude<BootFailure, { kind: 'already-running' }>['kind']

const WORDS: Record<'pt' | 'en', { title: string } & Record<StartFailure, string>> = {
  en: {
    title: 'Counterside cannot start',
    'disk-unreadable':
      'The folder with the records of this till cannot be read. Nothing was changed and nothing was deleted. ' +
      'Check that the disk is connected and that this user may read it, then start again. ' +
      'Serve customers at another till meanwhile. If it stays so, call IT, who must not delete or reinstall anything: what is not sent yet may be ' +
      'in this folder alone. If IT cannot have it read, call head office: the till is set up on another machine, from its sealed mirror if it has one.',
    'disk-full':
      'The disk of this machine is full, and Counterside cannot open without a little room on it. ' +
      'Nothing was changed and nothing was deleted; what was saved is safe on the disk. ' +
      'Free at least 1 GB, but nothing of Counterside itself, then start again. If that is not possible, call IT.',
    'disk-unwritable':
      'The folder of this till cannot be written, and Counterside does not open without it. ' +
      'Nothing was changed and nothing was deleted; what was saved is safe on the disk. ' +
      'Check that the disk is not write-protected and that this user may write to it, then start again. If it stays so, call IT.',
    'loss-not-noted':
      'The end of this till’s journal is lost, and the disk is full or cannot be written, so that this till cannot even note that it ' +
      'must not take new records. It stays closed until it can. ' +
      'Nothing more was changed or deleted: what was sent is safe, and what still waits on this till is sent once it opens. ' +
      'Free at least 1 GB on the disk, or let it be written again, and start again. Do not reinstall. Call head office to set the till up again.',
    'written-by-newer':
      'A newer version of Counterside has already worked on this till, and this older one would not understand all of its records. ' +
      'Nothing was changed and nothing was deleted; what waits to be sent is safe on the disk. ' +
      'Install the newer version again, or call IT. Do not delete anything.',
    broken:
      'Something in the program failed before the desk could open. What was saved is safe on the disk. ' +
      'Start again; if it stays so, call IT.',
  },
  pt: {
    title: 'O Counterside não consegue abrir',
    'disk-unreadable':
      'Não é possível ler a pasta com os registos desta caixa. Nada foi alterado nem apagado. ' +
      'Confirme que o disco está ligado e que este utilizador o pode ler, e abra de novo. ' +
      'Entretanto, atenda os clientes noutra caixa. Se continuar, chame a informática, que não deve apagar nem reinstalar nada: o que falta ' +
      'enviar pode estar só nesta pasta. Se a informática não a conseguir ler, ligue para a sede: a caixa é configurada noutra máquina, a partir da cópia selada, se a tiver.',
    'disk-full':
      'O disco desta máquina está cheio, e o Counterside não abre sem algum espaço livre. ' +
      'Nada foi alterado nem apagado; o que foi guardado está seguro no disco. ' +
      'Liberte pelo menos 1 GB, sem tocar no que é do Counterside, e abra de novo. Se não for possível, chame a informática.',
    'disk-unwritable':
      'Não é possível escrever na pasta desta caixa, e o Counterside não abre sem isso. ' +
      'Nada foi alterado nem apagado; o que foi guardado está seguro no disco. ' +
      'Confirme que o disco não está protegido contra escrita e que este utilizador pode escrever nele, e abra de novo. Se continuar, chame a informática.',
    'loss-not-noted':
      'Perdeu-se o fim do diário desta caixa, e o disco está cheio ou não se deixa escrever: a caixa nem consegue anotar que não ' +
      'pode aceitar novos registos. Fica fechada até conseguir. ' +
      'Nada mais foi alterado nem apagado: o que foi enviado está seguro, e o que ainda espera nesta caixa é enviado assim que abrir. ' +
      'Liberte pelo menos 1 GB no disco, ou permita de novo a escrita, e abra outra vez. Não reinstale. Ligue para a sede para configurar de novo a caixa.',
    'written-by-newer':
      'Uma versão mais recente do Counterside já trabalhou nesta caixa, e esta, mais antiga, não entenderia todos os registos. ' +
      'Nada foi alterado nem apagado; o que aguarda envio está seguro no disco. ' +
      'Instale de novo a versão mais recente, ou chame a informática. Não apague nada.',
    broken:
      'Algo no programa falhou antes de abrir. O que foi guardado está seguro no disco. ' +
      'Abra de novo; se continuar, chame a informática.',
  },
}

/** What happened, what is safe and what to do, for a desk that has no window to say it in. */
export function startFailureWords(
  failure: { kind: StartFailure },
  locale: string,
): { title: string; text: string } {
  const words = WORDS[locale.startsWith('pt') ? 'pt' : 'en']
  return { title: words.title, text: words[failure.kind] }
}
