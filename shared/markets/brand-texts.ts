import type { Market } from './market.ts'
import type { LocalText, VersionedText } from './market-text.ts'

/** What must be said about the product's risk wherever it is praised, confirmed or written about (R31). */
export const RISK_STATEMENT: VersionedText = {
  version: 'risk-1',
  text: {
    'pt-PT':
      'Só para adultos que, de outro modo, continuariam a fumar ou a consumir nicotina. Este produto não está isento de riscos. Contém nicotina, que causa dependência. Não substitui deixar de fumar nem ajuda a deixar de fumar.',
    en: 'Only for adults who would otherwise go on smoking or using nicotine. This product is not free of risk. It contains nicotine, which is addictive. It is no alternative to quitting and no aid to quit.',
    es: 'Solo para adultos que, de otro modo, seguirían fumando o consumiendo nicotina. Este producto no está exento de riesgos. Contiene nicotina, que crea adicción. No sustituye a dejar de fumar ni ayuda a dejarlo.',
    de: 'Nur für Erwachsene, die sonst weiter rauchen oder Nikotin konsumieren würden. Dieses Produkt ist nicht risikofrei. Es enthält Nikotin, das abhängig macht. Es ist keine Alternative zum Aufhören und keine Hilfe dazu.',
  },
}

/** Said before a customer decides to register (R8). */
export const REGISTRATION_IS_OPTIONAL: LocalText = {
  'pt-PT': 'Pode comprar sem se registar. Só tem de provar que é maior de idade.',
  en: 'You can buy without registering. You only need to prove that you are an adult.',
  es: 'Puede comprar sin registrarse. Solo tiene que demostrar que es mayor de edad.',
  de: 'Sie können kaufen, ohne sich zu registrieren. Sie müssen nur nachweisen, dass Sie volljährig sind.',
}

/** What registering brings (R10, R28), shown only where the market's switch is on. */
export const BENEFITS: readonly LocalText[] = [
  {
    'pt-PT': 'Apoio ao cliente à sua medida.',
    en: 'Customer support that fits you.',
    es: 'Atención al cliente a su medida.',
    de: 'Kundenbetreuung, die zu Ihnen passt.',
  },
  {
    'pt-PT':
      'A garantia voluntária: em caso de avaria, um dispositivo novo, entregue na morada que escolher ou levantado num ponto de recolha.',
    en: 'The voluntary guarantee: if there is a fault, a new device, delivered to an address you choose or collected at a collection point.',
    es: 'La garantía voluntaria: en caso de avería, un dispositivo nuevo, entregado en la dirección que elija o recogido en un punto de recogida.',
    de: 'Die freiwillige Garantie: bei einem Defekt ein neues Gerät, an eine Adresse Ihrer Wahl geliefert oder an einer Abholstelle abgeholt.',
  },
  {
    'pt-PT': 'Garantia do dispositivo sem ter de mostrar a prova de compra.',
    en: 'A guarantee for your device without having to show proof of purchase.',
    es: 'Garantía del dispositivo sin tener que mostrar el justificante de compra.',
    de: 'Garantie für Ihr Gerät, ohne den Kaufbeleg vorzulegen.',
  },
  {
    'pt-PT':
      'Registar antes de viajar: a assistência internacional é para quem tem o dispositivo registado numa conta.',
    en: 'Registering before travelling: international assistance is for customers whose device is registered to an account.',
    es: 'Registrarse antes de viajar: la asistencia internacional es para quien tiene el dispositivo registrado en una cuenta.',
    de: 'Vor der Reise registrieren: Die internationale Hilfe ist für Kundinnen und Kunden, deren Gerät in einem Konto registriert ist.',
  },
]

/** What registering brings where the market has loyalty (R10, R20). */
export const LOYALTY_BENEFITS: readonly LocalText[] = [
  {
    'pt-PT': 'Pontos de fidelização que pode trocar por descontos, combustível, acessórios e outros artigos.',
    en: 'Loyalty points to exchange for discounts, fuel, gadgets and other items.',
    es: 'Puntos de fidelización que puede canjear por descuentos, combustible, accesorios y otros artículos.',
    de: 'Treuepunkte, die Sie gegen Rabatte, Treibstoff, Zubehör und andere Artikel eintauschen können.',
  },
]

/** Causes that a guarantee does not cover (R18). */
export const GUARANTEE_EXCLUSIONS: readonly LocalText[] = [
  { 'pt-PT': 'Desgaste normal', en: 'Normal wear', es: 'Desgaste normal', de: 'Normale Abnutzung' },
  {
    'pt-PT': 'Danos apenas estéticos',
    en: 'Cosmetic damage only',
    es: 'Daños solo estéticos',
    de: 'Nur optische Schäden',
  },
  { 'pt-PT': 'Utilização incorreta', en: 'Misuse', es: 'Uso indebido', de: 'Unsachgemäßer Gebrauch' },
  {
    'pt-PT': 'Contacto com líquidos',
    en: 'Contact with liquid',
    es: 'Contacto con líquidos',
    de: 'Kontakt mit Flüssigkeit',
  },
  {
    'pt-PT': 'Reparação por pessoas não autorizadas',
    en: 'Repair by someone who is not authorised',
    es: 'Reparación por personas no autorizadas',
    de: 'Reparatur durch nicht befugte Personen',
  },
]

const PURPOSE_TEXTS: readonly { purpose: Market['consents'][number]['purpose']; text: LocalText }[] = [
  {
    purpose: 'marketing-email',
    text: {
      'pt-PT': 'Quero receber novidades e ofertas por e-mail.',
      en: 'I want to receive news and offers by e-mail.',
      es: 'Quiero recibir novedades y ofertas por correo electrónico.',
      de: 'Ich möchte Neuigkeiten und Angebote per E-Mail erhalten.',
    },
  },
  {
    purpose: 'marketing-sms',
    text: {
      'pt-PT': 'Quero receber novidades e ofertas por SMS.',
      en: 'I want to receive news and offers by text message.',
      es: 'Quiero recibir novedades y ofertas por SMS.',
      de: 'Ich möchte Neuigkeiten und Angebote per SMS erhalten.',
    },
  },
  {
    purpose: 'marketing-phone',
    text: {
      'pt-PT': 'Quero receber novidades e ofertas por telefone.',
      en: 'I want to receive news and offers by telephone.',
      es: 'Quiero recibir novedades y ofertas por teléfono.',
      de: 'Ich möchte Neuigkeiten und Angebote per Telefon erhalten.',
    },
  },
  {
    purpose: 'marketing-post',
    text: {
      'pt-PT': 'Quero receber novidades e ofertas por correio.',
      en: 'I want to receive news and offers by post.',
      es: 'Quiero recibir novedades y ofertas por correo postal.',
      de: 'Ich möchte Neuigkeiten und Angebote per Post erhalten.',
    },
  },
  {
    purpose: 'loyalty',
    text: {
      'pt-PT': 'Quero aderir ao programa de fidelização e acumular pontos.',
      en: 'I want to join the loyalty programme and collect points.',
      es: 'Quiero unirme al programa de fidelización y acumular puntos.',
      de: 'Ich möchte am Treueprogramm teilnehmen und Punkte sammeln.',
    },
  },
]

/** Every purpose that can be asked for, all switched on or all off (R8: off until counsel approves). */
export function consentTexts(isOn: boolean): Market['consents'] {
  return PURPOSE_TEXTS.map(({ purpose, text }) => ({ purpose, isOn, version: `${purpose}-1`, text }))
}
