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
  realm: 'Uso',
  realms: { practice: 'Treino', live: 'Real' },
}
