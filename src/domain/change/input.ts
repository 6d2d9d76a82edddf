import { z } from 'zod'
import { changeKinds } from '#db/vocabulary.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'
import { tidy } from '#src/text/tidy.ts'

export const changeLimits = {
  contentMin: 10,
  contentLength: 4000,
  documentNoLength: 60,
  authorityLength: 100,
  reasonMin: 5,
  reasonLength: 500,
  signedNameMin: 2,
  signedNameLength: 40,
  firstYear: 2015,
  lastYear: 2100,
  pageSize: 50,
  lastPage: 10_000,
}

const line = (min: number, max: number) => z.string().transform(tidy).pipe(z.string().min(min).max(max))
const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
export const changeId = id

/** A report of a change as a firm makes it. */
export const changeReport = z.object({
  /** The event that the portal knows of and this report is about. */
  expectedId: z.union([z.literal('').transform(() => undefined), id]).optional(),
  kind: z.enum(changeKinds),
  receivedOn: z.iso.date(),
  documentNo: line(0, changeLimits.documentNoLength),
  authority: line(0, changeLimits.authorityLength),
  content: line(changeLimits.contentMin, changeLimits.contentLength),
  signedName: line(changeLimits.signedNameMin, changeLimits.signedNameLength),
})
export type ChangeReport = z.infer<typeof changeReport>

/** A new version of a published report, with the reason. */
export const changeCorrection = changeReport
  .omit({ expectedId: true })
  .extend({ id, reason: line(changeLimits.reasonMin, changeLimits.reasonLength) })
export type ChangeCorrection = z.infer<typeof changeCorrection>

/** Whether a report came in time; what is expected and overdue stands in the list too. */
export const listedStandings = ['on_time', 'late', 'overdue', 'voluntary'] as const

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    year: is.whole('year', changeLimits.firstYear, changeLimits.lastYear).optional(),
    region: is.regionCode.optional(),
    kind: is
      .choice(
        changeKinds,
        terms(locale, 'changeKind').map(({ label }) => label),
      )
      .optional(),
    standing: is.choice(listedStandings).optional(),
    firm: is.code('firm').optional(),
    page: is.whole('page', 1, changeLimits.lastPage).default(1),
  })
}
/** The public list's address. */
export const changeSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type ChangeSearch = z.infer<(typeof changeSearch)['zh']>
