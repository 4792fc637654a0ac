import type { lastResort as english } from '../en/last-resort.ts'
import type { Translated } from '../translated.ts'

export const lastResort: Translated<typeof english> = {
  title: {
    stopped_one: '{{count}} registo não pode ser enviado desta caixa agora',
    stopped_other: '{{count}} registos não podem ser enviados desta caixa agora',
    closed_one: '{{count}} registo espera ainda nesta caixa, que não aceita mais nada',
    closed_other: '{{count}} registos esperam ainda nesta caixa, que não aceita mais nada',
    'too-long_one': '{{count}} registo espera aqui há mais de um dia',
    'too-long_other': '{{count}} registos esperam aqui, o mais antigo há mais de um dia',
    kept_one: 'Nada espera envio nesta caixa',
    kept_other: 'Nada espera envio nesta caixa',
  },
  safe_one: 'Está seguro nesta caixa.',
  safe_other: 'Estão seguros nesta caixa.',
  what: 'Último recurso: exporte para uma pen, selado, e leve o ficheiro à sede. Mais ninguém o consegue abrir.',
  also_one:
    'O ficheiro leva também {{count}} registo que a sede já tinha aceitado, para o caso de o ter perdido.',
  also_other:
    'O ficheiro leva também {{count}} registos que a sede já tinha aceitado, para o caso de os ter perdido.',
  keeps_one:
    'Guarda ainda {{count}} registo que a sede já aceitou, selado. Antes de entregar ou apagar a máquina, exporte-o para uma pen e leve o ficheiro à sede: se a sede o perder, o ficheiro devolve-o.',
  keeps_other:
    'Guarda ainda {{count}} registos que a sede já aceitou, selados. Antes de entregar ou apagar a máquina, exporte-os para uma pen e leve o ficheiro à sede: se a sede os perder, o ficheiro devolve-os.',
  askManager: 'Um gerente pode exportar para a sede, selado.',
  make: 'Exportar selado …',
  writing: 'A exportar',
  made_one: '{{count}} registo exportado, selado',
  made_other: '{{count}} registos exportados, selados',
  where_one: 'Em {{folder}}: {{files}}. Leve o ficheiro à sede.',
  where_other: 'Em {{folder}}: {{files}}. Leve os ficheiros à sede.',
  stay: 'Tudo fica também aqui, e o que espera é enviado quando for possível. Cada registo conta uma vez na mesma.',
  nothing: 'Nada para exportar: a sede tem todos os registos',
  failed: 'Nada foi exportado',
  failures: {
    'no-space': 'Não há espaço nessa pasta. Todos os registos estão seguros nesta caixa. Escolha outra.',
    'disk-failed':
      'Não se consegue escrever nessa pasta. Todos os registos estão seguros nesta caixa. Escolha outra, ou outra pen.',
    'no-reply': 'A aplicação não respondeu. Todos os registos estão seguros nesta caixa. Tente de novo.',
  },
  unreadable_one: '{{count}} registo não se consegue ler e não está no ficheiro',
  unreadable_other: '{{count}} registos não se conseguem ler e não estão no ficheiro',
  unreadableText: 'Os dados ficam nesta caixa. Não reinstale. Avise a sede.',
  storeUnread: 'A segunda cópia nesta caixa não respondeu',
  storeUnreadText:
    'O que só ela tem não está no ficheiro. Não reinstale. Exporte outra vez dentro de um minuto.',
}
