import { ActionError } from 'astro:actions'
import { DomainError } from '#platform/errors.ts'

const codes = {
  not_found: 'NOT_FOUND',
  not_allowed: 'FORBIDDEN',
  conflict: 'CONFLICT',
  rule_broken: 'UNPROCESSABLE_CONTENT',
  too_often: 'TOO_MANY_REQUESTS',
} as const

/** Turns a domain refusal into the action's error, once. Problems with fields become the form's field messages. */
export async function answer<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof DomainError)) throw new Fault(error)
    if (error.problems.length === 0) throw new ActionError({ code: codes[error.code], message: error.message })
    const issues = error.problems.map(({ field, message }) => ({ code: 'custom', path: field.split('.'), message }))
    throw ActionError.fromJson({ type: 'AstroActionInputError', issues })
  }
}

/** Carries a fault to the middleware, which logs it and shows the plain 500: Astro would show its message to the reader. */
class Fault extends ActionError {
  constructor(cause: unknown) {
    super({ code: 'INTERNAL_SERVER_ERROR', message: 'fault' })
    this.cause = cause
  }
}
