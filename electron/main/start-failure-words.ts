import type { BootFailure } from './boot.ts'

type StartFailure = Exclude<BootFailure, { kind: 'already-running' }>['kind']

const WORDS: Record<'pt' | 'en', { title: string } & Record<StartFailure, string>> = {
  en: {
    title: 'Counterside cannot start',
    'disk-unreadable':
      'The folder with the records of this till cannot be read. Nothing was changed and nothing was deleted. ' +
      'Check that the disk is connected and that this user may read it, then start again. If it stays so, call IT.',
    broken:
      'Something in the program failed before the desk could open. What was saved is safe on the disk. ' +
      'Start again; if it stays so, call IT.',
  },
  pt: {
    title: 'O Counterside não consegue abrir',
    'disk-unreadable':
      'Não é possível ler a pasta com os registos desta caixa. Nada foi alterado nem apagado. ' +
      'Confirme que o disco está ligado e que este utilizador o pode ler, e abra de novo. Se continuar, chame a informática.',
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
