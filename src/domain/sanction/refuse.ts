import { findPersonalData } from '#domain/violation/rules/personal-data.ts'
import { DomainError } from '#platform/errors.ts'

/** The refusal of one field, in both languages. The page cuts it down to the reader's. */
export const refusal = (field: string, zh: string, en: string): DomainError => {
  const message = `${zh} / ${en}`
  return new DomainError('rule_broken', message, [{ field, message }])
}

/**
 * Texts that will be public: no identity number, telephone, address or other personal datum gets in.
 * @throws DomainError at the first field that holds one, without repeating it
 */
export function refusePersonalData(texts: Record<string, string | null>): void {
  for (const [field, text] of Object.entries(texts)) {
    if (text === null || findPersonalData(text).length === 0) continue
    throw refusal(
      field,
      '这里像是写了证件号、电话、住址或账号；公开的内容不能有，请删去',
      'This seems to hold an identity number, telephone, address or account: it will be public, so leave it out',
    )
  }
}
