/** What is asked of who closes the window while customers are not finished. */
export interface ClosingWords {
  readonly message: string
  readonly detail: string
  readonly goBack: string
  readonly close: string
}

/** What will be deleted, what is safe, and what to do. */
export function closingWords(count: number, language: string): ClosingWords {
  const isOne = count === 1
  if (language.startsWith('pt')) {
    return {
      message: isOne ? 'Há 1 cliente por terminar.' : `Há ${count} clientes por terminar.`,
      detail: 'Ao fechar, o que foi escrito é apagado. Tudo o que foi guardado está seguro.',
      goBack: 'Voltar',
      close: 'Fechar e apagar',
    }
  }
  return {
    message: isOne ? '1 customer is not finished.' : `${count} customers are not finished.`,
    detail: 'Closing deletes what was typed for them. Everything that was saved is safe.',
    goBack: 'Go back',
    close: 'Close and delete',
  }
}
