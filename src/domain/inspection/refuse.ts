import { DomainError } from '#platform/errors.ts'

/** A refusal at a field, in both languages. */
export const refusal = (field: string, zh: string, en: string) =>
  new DomainError('rule_broken', `${zh} / ${en}`, [{ field, message: `${zh} / ${en}` }])
export const conflict = (zh: string, en: string) => new DomainError('conflict', `${zh} / ${en}`)
export const noSuchInspection = () => new DomainError('not_found', '没有这次检查 / There is no such inspection')
export const noSuchDraw = () => new DomainError('not_found', '没有这次抽取 / There is no such draw')
