import type { ImportValues, RowTools } from '#domain/enterprise/rules/import/row-tools.ts'
import { readNames, saysNone } from '#domain/enterprise/rules/import/values.ts'
import { importMessages } from '#src/i18n/messages/import.ts'
import { withoutBlanks } from '#src/text/plain-text.ts'

export const textLimits = {
  name: [2, 200],
  nameEn: [2, 300],
  legalRepresentative: [1, 100],
  address: [2, 300],
  products: [1, 2000],
  environmentalOfficer: [1, 100],
} as const

/** Names, address, products and the like: bounded texts. `无` clears what need not be there. */
export function readTexts({ text, refuse, context }: RowTools): Partial<ImportValues> {
  const say = importMessages[context.locale]
  const read = (field: keyof typeof textLimits) => {
    const given = text(field)
    const [least, most] = textLimits[field]
    const length = Array.from(given).length
    if (given !== '' && length < least) refuse(field, say.tooShort(least))
    if (length > most) refuse(field, say.tooLong(length, most))
    return given
  }
  const values: Partial<ImportValues> = {}
  for (const field of ['name', 'legalRepresentative', 'address'] as const) {
    const given = read(field)
    if (given !== '' && !saysNone(given)) values[field] = given
  }
  for (const field of ['nameEn', 'products'] as const) {
    const given = read(field)
    if (given !== '') values[field] = saysNone(given) ? null : given
  }
  for (const field of ['shortNames', 'formerNames'] as const) {
    const given = text(field)
    if (given !== '') values[field] = readNames(given)
  }
  const industry = withoutBlanks(text('industryCode')).toUpperCase()
  if (industry !== '') {
    if (saysNone(industry)) values.industryCode = null
    else if (/^[A-T]?\d{2,4}$/.test(industry)) values.industryCode = industry
    else refuse('industryCode', say.industryCode)
  }
  return values
}

/** The environmental officer and how to reach him: internal (annex 2). */
export function readContact({ text, refuse, context }: RowTools, values: ImportValues): void {
  const say = importMessages[context.locale]
  const officer = text('environmentalOfficer')
  const [, most] = textLimits.environmentalOfficer
  if (officer.length > most) refuse('environmentalOfficer', say.tooLong(officer.length, most))
  else if (officer !== '' && !saysNone(officer)) values.environmentalOfficer = officer
  const phone = text('phone')
  if (phone !== '' && !saysNone(phone)) {
    if (/^[\d+() /、,;-]{5,60}$/.test(phone) && phone.replace(/\D/g, '').length >= 5) values.phone = phone
    else refuse('phone', say.phone)
  }
  const email = withoutBlanks(text('email')).toLowerCase()
  if (email !== '') {
    if (saysNone(email)) values.email = null
    else if (/^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) values.email = email
    else refuse('email', say.email)
  }
}
