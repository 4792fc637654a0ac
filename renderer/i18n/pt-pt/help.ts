import type { help as english } from '../en/help.ts'
import type { Translated } from '../translated.ts'

export const help: Translated<typeof english> = {
  title: 'Ajuda',
  subtitle: 'funciona sem ligação',
  keys: 'Teclas',
  keyRows: {
    enter: { key: 'Enter', does: 'para o ponto seguinte por fechar; nunca guarda' },
    save: { key: 'Ctrl + Enter', does: 'guardar, quando nada está por fechar' },
    hold: { key: 'Ctrl + H', does: 'pôr o cliente em espera e atender outro' },
    back: { key: 'Esc', does: 'um passo atrás' },
    down: { key: '↓', does: 'aceitar o e-mail sugerido' },
    register: { key: 'R', does: 'para Registar' },
    queue: { key: 'T', does: 'para Por enviar' },
    day: { key: 'D', does: 'para Dia: pode deixar-se a caixa?' },
    wish: { key: '1 … 0', does: 'em Apoio: o pedido com esse número' },
    help: { key: '?', does: 'para esta página' },
  },
  keysNote: 'As teclas simples funcionam fora dos campos, e só quando estão ligadas em Definições.',
  answers: 'Respostas',
  entries: {
    offline: {
      question: 'A loja está sem ligação. Posso continuar?',
      answer: 'Sim. Tudo funciona. O que guardar fica no disco desta caixa e segue sozinho mais tarde.',
    },
    saved: {
      question: 'O que quer dizer «Guardado nesta caixa»?',
      answer:
        'Está no disco e resiste a um corte de luz neste segundo. «Enviado» quer dizer que a API de contas o tratou.',
    },
    register: {
      question: 'O cliente tem de se registar?',
      answer: 'Não. Na loja só é precisa a prova de que é adulto. Use «Terminar sem registo».',
    },
    refused: {
      question: 'A venda não é possível. O que fica?',
      answer: 'O motivo e a hora, nada sobre a pessoa. Tudo o que escreveu é logo apagado.',
    },
    wrong: {
      question: 'Guardei algo errado. E agora?',
      answer:
        'Até ao cliente seguinte, ao bloqueio ou a cinco minutos: “Corrigir” ou “Anular”, ao lado do registo guardado. Ficam os dois registados.',
    },
    service: {
      question: 'Alguém voltou: mais ou menos um dispositivo, ou outro pedido?',
      answer: 'Em Apoio, pelo número que lhe foi dado. Também funciona sem ligação.',
    },
    scanner: {
      question: 'O leitor lê um código: para onde vai?',
      answer:
        'Um dispositivo vai para Dispositivos, esteja em que campo estiver. O que escreveu não é alterado.',
    },
    password: {
      question: 'Posso definir a palavra-passe do cliente?',
      answer: 'Não. Só o cliente a escolhe; a loja nunca a vê.',
    },
  },
}
