import type { DelegationBar } from '#domain/inbox/rules/delegation.ts'
import { DomainError, type DomainErrorCode } from '#platform/errors.ts'
import { delegationBars } from '#src/i18n/messages/inbox.ts'

export const refused = (code: DomainErrorCode, zh: string, en: string): DomainError =>
  new DomainError(code, `${zh} / ${en}`)

const fields: Partial<Record<DelegationBar, string>> = {
  turned_round: 'toOn',
  past: 'fromOn',
  too_long: 'toOn',
  too_far: 'fromOn',
  no_officer: 'absent',
}

/** A bar in the reader's words, at the field that it is about. */
export function refusedDelegation(
  bar: DelegationBar,
  given: Parameters<(typeof delegationBars)['zh'][DelegationBar]>[0],
) {
  const message = `${delegationBars.zh[bar](given)} / ${delegationBars.en[bar](given)}`
  return new DomainError('rule_broken', message, [{ field: fields[bar] ?? 'delegate', message }])
}
