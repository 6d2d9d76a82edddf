import { DomainError } from '#platform/errors.ts'

/** A refusal at a field, in both languages. */
export const refusal = (field: string, zh: string, en: string) =>
  new DomainError('rule_broken', `${zh} / ${en}`, [{ field, message: `${zh} / ${en}` }])
export const conflict = (zh: string, en: string) => new DomainError('conflict', `${zh} / ${en}`)
export const noSuchProblem = () => new DomainError('not_found', '没有这个问题 / There is no such problem')
