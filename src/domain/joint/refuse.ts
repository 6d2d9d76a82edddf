import { findPersonalData } from '#domain/violation/rules/personal-data.ts'
import { DomainError } from '#platform/errors.ts'

/** A refusal at a field, in both languages. */
export const refusal = (field: string, zh: string, en: string) =>
  new DomainError('rule_broken', `${zh} / ${en}`, [{ field, message: `${zh} / ${en}` }])
export const conflict = (zh: string, en: string) => new DomainError('conflict', `${zh} / ${en}`)
export const notFound = () => new DomainError('not_found', '没有这份记录 / There is no such record')
export const notYours = () => new DomainError('not_allowed', '这一步由另一方办理 / This step is the other side’s')

/** Words that others read hold no personal data. @throws DomainError at the field */
export function refusePersonalData(given: Record<string, unknown>, fields: readonly string[]): void {
  for (const field of fields) {
    const text = given[field]
    if (typeof text === 'string' && findPersonalData(text).some(({ kind }) => kind !== 'telephone'))
      throw refusal(
        field,
        '这里像是写了证件号、手机号、住址或账号，请删去',
        'This seems to hold an identity number, mobile number, address or account: leave it out',
      )
  }
}
