import type { BootFailure } from './boot.ts'

type StartFailure = Exclude<BootFailure, { kind: 'already-running' }>['kind']

const WORDS: Record<'pt' | 'en', { title: string } & Record<StartFailure, string>> = {
  en: {
    title: 'Counterside cannot start',
    'disk-unreadable':
      'The folder with the records of this till cannot be read. Nothing was changed and nothing was deleted. ' +
      'Check that the disk is connected and that this user may read it, then start again. If it stays so, call IT.',
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
      'Confirme que o disco está ligado e que este utilizador o pode ler, e abra de novo. Se continuar, chame a informática.',
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
