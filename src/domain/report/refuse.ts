import { DomainError } from '#platform/errors.ts'

/** The refusal of one field, in both languages. The page cuts it down to the reader's. */
export const refusal = (field: string, zh: string, en: string): DomainError => {
  const message = `${zh} / ${en}`
  return new DomainError('rule_broken', message, [{ field, message }])
}

export const conflict = (zh: string, en: string): DomainError => new DomainError('conflict', `${zh} / ${en}`)
export const noSuchReport = (): DomainError => new DomainError('not_found', '没有这件举报 / There is no such report')
