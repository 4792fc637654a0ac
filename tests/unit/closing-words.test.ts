import { expect, test } from 'vitest'

import { closingWords } from '#electron/main/closing-words.ts'

test('[DR11] [R30] who closes is told how many customers are not finished, in their language', () => {
  expect(closingWords(1, 'en').message).toBe('1 customer is not finished.')
  expect(closingWords(2, 'en').message).toBe('2 customers are not finished.')
  expect(closingWords(1, 'pt-PT').message).toBe('Há 1 cliente por terminar.')
  expect(closingWords(3, 'pt-PT')).toMatchObject({
    message: 'Há 3 clientes por terminar.',
    close: 'Fechar e apagar',
  })
})
