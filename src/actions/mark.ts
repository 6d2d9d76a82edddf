import { type ActionAPIContext, defineAction } from 'astro:actions'
import { MarkRefusal, markPeriod, withdrawMark } from '#domain/monitoring/commands/rates/mark-period.ts'
import { markLimits, markMaking, markWithdrawing } from '#domain/monitoring/input/marks.ts'
import { markRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { firstMarkable } from '#domain/monitoring/rules/rates/mark.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { formatTime } from '#src/i18n/format.ts'
import { marksMessages } from '#src/i18n/messages/marks.ts'

/** 标记 of a firm's on-line data. */
export const mark = {
  make: defineAction({
    accept: 'form',
    handler: (form, context) =>
      answer(() =>
        inWords(context, async () => {
          const { db, viewer, now, locale } = context.locals
          const say = marksMessages[locale]
          const firm = ownFirm(context)
          const words = {
            outletId: say.outletProblem,
            factor: say.factorProblem,
            from: say.hourProblem,
            to: say.hourProblem,
            kind: say.kindProblem,
            words: say.wordsProblem(markLimits.wordsMin, markLimits.wordsLength),
          }
          return { id: await markPeriod(db, viewer, firm, readForm(markMaking, form, words, say.notRead), now) }
        }),
      ),
  }),
  withdraw: defineAction({
    accept: 'form',
    handler: (form, context) =>
      answer(() =>
        inWords(context, async () => {
          const { db, viewer, now, locale } = context.locals
          const say = marksMessages[locale]
          const firm = ownFirm(context)
          const words = { words: say.wordsProblem(markLimits.wordsMin, markLimits.wordsLength) }
          const input = readForm(markWithdrawing, form, words, say.notRead)
          await withdrawMark(db, viewer, firm, input, now)
          return { id: input.id }
        }),
      ),
  }),
}

function ownFirm({ locals: { viewer } }: ActionAPIContext): number {
  const enterpriseId = viewer.role === 'firm' ? viewer.enterpriseId : null
  return demandAccount(viewer, 'reading.mark', { enterpriseId }).enterpriseId as number
}

/** Gives a refusal its words, at the field that they are about. */
async function inWords<T>({ locals: { locale, now } }: ActionAPIContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof MarkRefusal)) throw error
    const say = marksMessages[locale]
    const at = (time: Date | undefined) => (time ? formatTime(locale, time) : '')
    const words = {
      reversed: ['to', say.reversed],
      too_long: ['to', say.tooLong(markRuleOn(cityDate(now)).mostDays)],
      too_late: ['from', say.tooLate(at(firstMarkable(now)))],
      not_yet: ['to', say.notYet],
      no_such_outlet: ['outletId', say.noSuchOutlet],
      no_such_factor: ['factor', say.noSuchFactor],
      overlaps: ['from', say.overlaps(at(error.other?.fromAt), at(error.other?.toAt))],
      no_such_mark: ['', say.noSuchMark],
      withdrawn: ['', say.alreadyWithdrawn],
    } as const
    const [field, message] = words[error.refusal]
    throw new DomainError(error.code, message, field === '' ? [] : [{ field, message }])
  }
}
