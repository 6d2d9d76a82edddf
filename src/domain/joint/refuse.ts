import { DomainError } from '#platform/errors.ts'
import { notFound, refusal } from '#platform/refuse.ts'
import { holdsPrivateData } from '#src/text/personal-data.ts'

export const noSuchRecord = () => notFound('没有这份记录', 'There is no such record')
export const notYours = () => new DomainError('not_allowed', '这一步由另一方办理 / This step is the other side’s')

/** Words that others read hold no personal data. @throws DomainError at the field */
export function refusePersonalData(given: Record<string, unknown>, fields: readonly string[]): void {
  for (const field of fields) {
    const text = given[field]
    if (typeof text === 'string' && holdsPrivateData(text))
      throw refusal(
        field,
        '这里像是写了证件号、手机号、住址或账号，请删去',
        'This seems to hold an identity number, mobile number, address or account: leave it out',
      )
  }
}
