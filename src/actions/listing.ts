import { defineAction } from 'astro:actions'
import { publishList, uploadList } from '#domain/listing/commands.ts'
import { listingLimits, listPublishing, listYear } from '#domain/listing/input.ts'
import { DomainError } from '#platform/errors.ts'
import { answer } from '#src/actions/answer.ts'
import { listingMessages } from '#src/i18n/messages/listing.ts'

/** The key polluter list, in the office. */
export const listing = {
  /** Takes in a file; its dry run is at /office/key-polluters/ID. */
  upload: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const say = listingMessages[locale]
        const year = listYear.safeParse(form.get('year'))
        const file = form.get('file')
        const isFile = file instanceof File && (file.size > 0 || file.name !== '')
        const problems = [
          ...(year.success
            ? []
            : [{ field: 'year', message: say.yearProblem(listingLimits.firstYear, listingLimits.lastYear) }]),
          ...(isFile ? [] : [{ field: 'file', message: say.noFile }]),
        ]
        if (!year.success || !isFile) throw new DomainError('rule_broken', problems[0]?.message ?? '', problems)
        const bytes = new Uint8Array(await file.arrayBuffer())
        return { id: await uploadList(db, viewer, { year: year.data, fileName: file.name, bytes, locale }, now) }
      }),
  }),
  publish: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const say = listingMessages[locale]
        const parsed = listPublishing.safeParse(Object.fromEntries(form))
        if (parsed.success) return publishList(db, viewer, { ...parsed.data, locale }, now)
        const words: Record<string, string> = {
          publishedOn: say.dayProblem,
          documentNo: say.documentNoProblem(listingLimits.documentNoLength),
        }
        const problems = parsed.error.issues.map(({ path }) => {
          const field = String(path[0])
          return words[field] ? { field, message: words[field] } : { field: '', message: say.noSuchFile }
        })
        throw new DomainError('rule_broken', problems[0]?.message ?? '', problems)
      }),
  }),
}
