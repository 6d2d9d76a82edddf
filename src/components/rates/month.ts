import type { APIContext } from 'astro'
import { listRateMonths } from '#domain/monitoring/queries/rates/rates.ts'
import { ratesMessages } from '#src/i18n/messages/rates.ts'

/**
 * The month that an address asks for, of those that are summed; without one the newest. Undefined while nothing is summed.
 * `problem`: what was asked for is not there; the newest stands for it.
 */
export async function monthOf({ locals: { db, locale } }: Pick<APIContext, 'locals'>, asked: string | undefined) {
  const months = await listRateMonths(db)
  const newest = months[0]
  if (asked === undefined || newest === undefined || months.includes(asked))
    return { months, month: newest && (asked ?? newest) }
  return { months, month: newest, problem: ratesMessages[locale].noSuchMonth(asked, months.at(-1) ?? newest, newest) }
}
