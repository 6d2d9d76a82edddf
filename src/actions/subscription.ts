import { defineAction } from 'astro:actions'
import { confirmSubscription } from '#domain/subscription/commands/answer.ts'
import { askSubscription } from '#domain/subscription/commands/ask.ts'
import { endLink } from '#domain/subscription/commands/letters.ts'
import { askInput, subjectOf, tokenSearch } from '#domain/subscription/input/subscription.ts'
import { webhookSecret } from '#domain/subscription/rules/tokens.ts'
import { DomainError } from '#platform/errors.ts'
import { answer } from '#src/actions/answer.ts'

/** Following without an account. */
export const subscription = {
  ask: defineAction({
    accept: 'form',
    input: askInput,
    handler: (input, { locals: { db, viewer, now, locale } }) =>
      answer(async () => {
        const subject = subjectOf(input)
        if (!subject) throw new DomainError('rule_broken', '没有说明要关注什么。 / It is not said what to follow.')
        const asked = await askSubscription(db, viewer, subject, input, locale, now)
        const isHook = input.channel === 'webhook'
        return isHook
          ? { channel: input.channel, secret: webhookSecret(asked), end: endLink({ ...asked, locale }) }
          : { channel: input.channel }
      }),
  }),
  confirm: defineAction({
    accept: 'form',
    input: tokenSearch,
    handler: (link, { locals: { db, viewer, now } }) =>
      answer(async () => {
        await confirmSubscription(db, viewer, link, now)
        return { confirmed: true }
      }),
  }),
}
