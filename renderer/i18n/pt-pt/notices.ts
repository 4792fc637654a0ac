import type { notices as english } from '../en/notices.ts'
import type { Translated } from '../translated.ts'

export const notices: Translated<typeof english> = {
  'no-keystore': {
    title: 'Este computador não tem cofre de chaves',
    text: 'Os registos continuam selados e seguros. O que está escrito e ainda por guardar perde-se ao reiniciar. Os nomes não aparecem enquanto esperam, e a chave desta caixa está protegida por um ficheiro do computador. Avise a informática.',
  },
  'low-disk': {
    title: 'O disco está quase cheio',
    text: 'Tudo o que foi guardado está seguro e ainda é possível guardar. Liberte espaço neste computador ainda hoje.',
  },
  'disk-full': {
    title: 'O disco está cheio: não é possível guardar mais nada',
    text: 'O que já foi guardado está seguro e o que escrever fica no ecrã. Liberte espaço e volte a guardar.',
  },
  'settings-unreadable': {
    title: 'Não foi possível ler as definições desta caixa',
    text: 'Todos os registos estão seguros. A língua e o aspeto voltaram ao início: escolha-os de novo em Definições.',
  },
  'journal-damaged': {
    title: 'Uma parte do diário desta caixa está danificada',
    text: 'A parte danificada fica à parte e o resto está seguro. Não reinstale. Avise já a sede.',
  },
  'journal-lost': {
    title: 'O fim do diário desta caixa perdeu-se',
    text: 'O que foi enviado está seguro e o que esta caixa ainda tem é enviado. Não é possível guardar nada de novo aqui. Não reinstale. Ligue à sede para voltar a configurar a caixa.',
  },
  'record-unreadable': {
    title: 'Há um registo nesta caixa que não se consegue ler',
    text: 'Os dados ficam à parte e todos os outros registos estão seguros. Avise a sede.',
  },
  'clock-unverified': {
    title: 'O relógio desta caixa ainda não foi confirmado',
    text: 'Os registos estão seguros. Compare a data e a hora com o seu relógio antes de verificar uma idade; confirma-se quando a loja tiver ligação.',
  },
  'clock-wrong': {
    title: 'O relógio desta caixa está errado',
    text: 'Os registos estão seguros e o envio funciona. Veja a data de hoje noutro lado antes de verificar uma idade e peça à informática para acertar o relógio.',
  },
  'terminal-revoked': {
    title: 'A sede fechou esta caixa',
    text: 'Não é possível guardar nada de novo aqui. O que foi guardado fica selado. Ligue à sede para voltar a configurar a caixa.',
  },
  'client-too-old': {
    title: 'Esta versão do Counterside é demasiado antiga para enviar',
    text: 'Não é possível guardar nada de novo aqui. Tudo o que foi guardado está seguro e espera. Instale a versão mais recente e o envio é feito sozinho.',
  },
  'chain-fork': {
    title: 'Esta caixa existe em duplicado',
    text: 'Outra cópia enviou registos com os mesmos números. O que foi guardado está seguro. Pare de trabalhar aqui e ligue à sede.',
  },
  'wrong-realm': {
    title: 'Esta caixa e a API de contas não pertencem uma à outra',
    text: 'Uma é de treino, a outra é real. Não é possível guardar nada de novo aqui. Tudo o que foi guardado está seguro e espera aqui. Ligue à sede.',
  },
  'terminal-needs-attention': {
    title: 'De momento a API de contas não aceita esta caixa',
    text: 'Tudo o que foi guardado está seguro e espera aqui. Ligue à sede: se outro computador ficou no lugar desta caixa, trabalhe nesse e não aqui; se não, continue aqui.',
  },
  'set-up-unusable': {
    title: 'Não é possível usar a configuração desta caixa',
    text: 'Não se consegue abrir a chave, ou a configuração é antiga. O que foi guardado está seguro; nada de novo pode ser guardado aqui. Reinicie este computador; se continuar, ligue à sede e peça um código.',
  },
  'mirror-lost': {
    title: 'A cópia selada perdeu-se',
    text: 'Todos os registos estão seguros nesta caixa e é possível guardar. O que falta enviar pode estar só nesta caixa. Volte a ligar a pen ou o disco; em Definições está o que se passa.',
  },
  'store-unavailable': {
    title: 'A lista de registos desta caixa não abre',
    text: 'O que foi guardado aqui está no disco desta caixa, e também o que guardar agora. Reinicie este computador quando não houver clientes à espera; se esta linha voltar, avise a informática. Não reinstale.',
  },
  short: {
    'no-keystore': 'Sem cofre de chaves',
    'low-disk': 'Disco quase cheio',
    'clock-unverified': 'Relógio por confirmar',
    'mirror-lost': 'Cópia perdida',
  },
  sync: {
    'not-the-account-api': {
      title: 'Outra coisa responde em vez da API de contas',
      text: 'Talvez uma página de início de sessão da rede. Tudo o que foi guardado está seguro e espera aqui. Verifique a ligação da loja.',
    },
    'server-error': {
      title: 'A API de contas está com problemas',
      text: 'Tudo o que foi guardado está seguro e espera aqui; segue sozinho quando passar. Continue a trabalhar; se durar uma hora, avise a sede.',
    },
    certificate: {
      title: 'A ligação à API de contas não é de confiança',
      text: 'Quem responde não consegue provar que é a API de contas. Tudo o que foi guardado está seguro e espera aqui. Continue a trabalhar e avise a informática.',
    },
    'certificate-date': {
      title: 'O relógio precisa de si',
      text: 'Pelo relógio deste computador, hoje não se pode confiar na API de contas. Tudo o que foi guardado está seguro e espera aqui. Acerte a data e a hora; se estiverem certas, avise a informática de que o certificado caducou.',
    },
  },
}
