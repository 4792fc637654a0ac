import type { assistance as english } from '../en/assistance.ts'
import type { Translated } from '../translated.ts'

export const assistance: Translated<typeof english> = {
  residence: 'Onde vive o cliente',
  registration: 'Onde está registado o dispositivo',
  choose: 'Escolha',
  asks: {
    isAdult: 'O cliente é adulto?',
    isRegistered: 'O dispositivo está numa conta lá?',
    isGuaranteed: 'A garantia voluntária lá ainda vigora?',
  },
  replies: { yes: 'Sim', no: 'Não', unknown: 'Não se sabe' },
  answers: { likely: 'Provável', unlikely: 'Pouco provável', 'ask-helpline': 'Pergunte à linha de apoio' },
  says: 'Para a linha de apoio',
  blind: 'Este balcão não vê contas de outro país. Só a linha de apoio decide.',
  conditions: { said: 'Segundo o cliente, sem se ver daqui:', known: 'Sabe-se aqui:' },
  notCovered: '{{country}} não é um país abrangido',
  checks: {
    'adult-resident': 'Adulto, a viver num país abrangido',
    'registered-there': 'Dispositivo numa conta de um país abrangido',
    'outside-country-of-registration': 'Fora do país do registo',
    'within-covered-countries': 'Agora num país abrangido',
    'guarantee-valid': 'Dentro da garantia voluntária do país da compra',
  },
  address: 'A chamada precisa da morada temporária completa.',
  host: 'Hotel, ou em casa de quem',
  street: 'Rua e número',
  postalCode: 'Código postal',
  locality: 'Localidade',
  sheet: 'Assistência em viagem: a chamada',
  reference: 'Caso n.º {{number}} · {{hash}}',
  qr: 'Código QR com os números da linha de apoio',
  qrText: 'Para o telemóvel do cliente',
  sheetLanguage: 'A folha em',
  sheetPrint: 'Imprimir a folha para a chamada',
  charges: 'O operador do cliente pode cobrar a chamada.',
  helpline: 'Linha de apoio',
  fallback: 'Se não ligar',
  device: 'Dispositivo',
  fault: 'Avaria',
  ships: {
    'business-days':
      'Se a linha de apoio enviar um dispositivo novo depois de uma chamada hoje, ele segue, em geral, entre {{earliest}} e {{latest}}, conforme o fornecedor local e o lugar. É a versão vendida neste país.',
    weekdays:
      'Se a linha de apoio enviar um dispositivo novo depois de uma chamada hoje, ele segue, em geral, entre {{earliest}} e {{latest}}, ou mais tarde se houver feriados pelo meio, conforme o fornecedor local e o lugar. É a versão vendida neste país.',
  },
  replacedPart: {
    'usually-kept':
      'O cliente fica, em geral, com a peça substituída. A linha de apoio diz se a quer de volta na entrega.',
    'asked-back': 'Neste país, a peça substituída é entregue quando chega a nova.',
  },
  callNext: 'O cliente liga agora: nada é enviado antes da chamada.',
}
