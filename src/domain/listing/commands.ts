import { createHash } from 'node:crypto'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { keyPolluterFiles, keyPolluterLists, keyPolluterSupplements, keyPolluters } from '#db/schema/enterprise.ts'
import { type MadeObligation, oblige } from '#domain/disclosure/commands/oblige.ts'
import { checkListFile, getListFile } from '#domain/listing/queries/files.ts'
import { getList } from '#domain/listing/queries/list.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { sizeFault } from '#platform/sheet/sheet.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { listingMessages } from '#src/i18n/messages/listing.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'

/** Files that nobody published are thrown away after this many days. */
const keptDays = 90

/**
 * Takes in the draft of a year's list, or of a supplement to it. Nothing of it counts until it is published (`publishList`).
 * @returns its id
 * @throws DomainError rule_broken when there is no file or it is too large
 */
export async function uploadList(
  db: Db,
  viewer: Viewer,
  { year, fileName, bytes, locale }: { year: number; fileName: string; bytes: Uint8Array; locale: Locale },
  now: Date,
): Promise<string> {
  const account = demandAccount(viewer, 'key_polluter.publish')
  const fault = sizeFault(bytes.length)
  if (fault) {
    const message = unreadableText(fault, locale)
    throw new DomainError('rule_broken', message, [{ field: 'file', message }])
  }
  return db.transaction(async (tx) => {
    const old = new Date(now.getTime() - keptDays * 86_400_000)
    await tx
      .delete(keyPolluterFiles)
      .where(and(isNull(keyPolluterFiles.publishedAt), lt(keyPolluterFiles.uploadedAt, old)))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const name = fileName.toWellFormed().slice(0, 200) || 'file'
    const content = Buffer.from(bytes)
    const [stored] = await tx
      .insert(keyPolluterFiles)
      .values({ year, fileName: name, content, sha256, uploadedBy: account.userId, uploadedAt: now })
      .returning({ id: keyPolluterFiles.id })
    const { id } = stored as { id: string }
    await recordEvent(tx as unknown as Db, {
      kind: 'key_polluter_file.uploaded',
      subject: `key_polluter_file:${id}`,
      by: viewer,
      at: now,
      after: { year, fileName: name, sha256, bytes: bytes.length },
    })
    return id
  })
}

export interface ListPublishing {
  id: string
  publishedOn: string
  documentNo: string
  locale: Locale
}

/**
 * Publishes a list that was taken in before: all of it or nothing, with the obligations of its firms by the year's rule, in
 * one transaction. It is checked again: the register may have changed. Where the year's list is out, it is a supplement, whose
 * firms have a term of their own.
 * @throws DomainError not_found; conflict when it is public already; rule_broken when a line is refused, nothing is in it, the
 *   day is not of the year, before the list or after today
 */
export async function publishList(
  db: Db,
  viewer: Viewer,
  { id, publishedOn, documentNo, locale }: ListPublishing,
  now: Date,
): Promise<{ year: number; firms: number; obligations: MadeObligation[] }> {
  demandAccount(viewer, 'key_polluter.publish')
  const say = listingMessages[locale]
  const wrong = (field: string, message: string) => new DomainError('rule_broken', message, [{ field, message }])
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    // One list at a time: two at once could both be the first of the year.
    await tx.execute(sql`select pg_advisory_xact_lock(4309002019)`)
    const file = await getListFile(tx, id, { forUpdate: true })
    if (!file) throw new DomainError('not_found', say.noSuchFile)
    if (file.publishedAt) throw new DomainError('conflict', say.publishedAlready)
    const { year } = file
    const list = await getList(tx, year)
    const report = await checkListFile(tx, file, locale)
    if (report.refused > 0) throw wrong('', say.refused(report.refused))
    if (report.firms.length === 0) throw wrong('', say.noFirms)
    if (publishedOn > cityDate(now)) throw wrong('publishedOn', say.dayAfterToday(cityDate(now)))
    if (list && publishedOn < list.publishedOn) throw wrong('publishedOn', say.dayBeforeList(list.publishedOn))
    if (!list && !publishedOn.startsWith(`${year}-`)) throw wrong('publishedOn', say.dayOfOtherYear(year))

    const values = { year, publishedOn, documentNo: documentNo || null }
    let supplementId: number | null = null
    if (list) {
      const [added] = await tx
        .insert(keyPolluterSupplements)
        .values(values)
        .returning({ id: keyPolluterSupplements.id })
      supplementId = (added as { id: number }).id
    } else await tx.insert(keyPolluterLists).values(values)
    const lines = report.firms.flatMap(({ id: enterpriseId, kinds }) =>
      kinds.map((kind) => ({ year, kind, enterpriseId, supplementId })),
    )
    await tx.insert(keyPolluters).values(lines)
    const obligations = await oblige(
      tx,
      { listYear: year, publishedOn, isSupplement: list !== undefined },
      report.firms.map((firm) => firm.id),
    )
    await tx.update(keyPolluterFiles).set({ publishedAt: now, supplementId }).where(eq(keyPolluterFiles.id, id))
    await recordEvent(tx, {
      kind: list ? 'key_polluters.supplemented' : 'key_polluters.published',
      subject: `key_polluters:${year}`,
      by: viewer,
      at: now,
      after: { ...values, sha256: file.sha256, firms: report.firms.length, supplementId, obligations },
    })
    return { year, firms: report.firms.length, obligations }
  })
}
