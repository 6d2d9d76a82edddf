import { DomainError } from '#platform/errors.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

/** A refusal at one field, in both languages: the page cuts it down to the reader's. */
export const refusal = (field: string, zh: string, en: string): DomainError => {
  const message = `${zh} / ${en}`
  return new DomainError('rule_broken', message, [{ field, message }])
}
export const conflict = (zh: string, en: string): DomainError => new DomainError('conflict', `${zh} / ${en}`)
export const notFound = (zh: string, en: string): DomainError => new DomainError('not_found', `${zh} / ${en}`)

/** Words that will be public. @throws DomainError at the first field that holds personal data, without repeating it */
export function refusePersonalData(texts: Record<string, string | null>): void {
  for (const [field, text] of Object.entries(texts))
    if (text !== null && findPersonalData(text).length > 0)
      throw refusal(
        field,
        '这里像是写了证件号、电话、住址或账号；公开的内容不能有，请删去',
        'This seems to hold an identity number, telephone, address or account: it will be public, so leave it out',
      )
}
