import { linkCases } from '#domain/violation/commands/link-cases.ts'
import type { Effect } from '#platform/events/effects.ts'

/** A firm comes into the register, or takes a name under which a case already stands: the case is then linked to it. */
export const linkCasesEffect: Effect = {
  name: 'link-cases',
  kinds: ['enterprise.registered', 'enterprise.changed'],
  run: (tx, event) => linkCases(tx, event.subject.replace(/^enterprise:/, ''), event.at),
}
