import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { regions } from '#db/schema/region.ts'
import { mediaLeads } from '#db/schema/report.ts'
import { violationCases } from '#db/schema/violation.ts'
import type { MediaLeadAnswer, MediaLeadRecording } from '#domain/media-lead/input.ts'
import { answerDue } from '#domain/media-lead/rules.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { holdsPrivateData } from '#src/text/personal-data.ts'

/**
 * Records what was said in public; the clock of the answer runs from now, in hours, holidays included.
 * @returns its number
 * @throws DomainError rule_broken at `publishedOn`, `creditCode`, `regionCode`, or where personal data stand
 */
export async function recordMediaLead(db: Db, viewer: Viewer, given: MediaLeadRecording, now: Date): Promise<number> {
  const { creditCode, ...lead } = given
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const account = demandAccount(viewer, 'media_lead.handle', { regionCode: lead.regionCode })
    if (lead.publishedOn > cityDate(now))
      throw problem('publishedOn', '报道日期不能在今天之后', 'The day of publication cannot be in the future')
    if (lead.regionCode !== null && (await tx.$count(regions, eq(regions.code, lead.regionCode))) === 0)
      throw problem('regionCode', `没有县区 ${lead.regionCode}`, `There is no county ${lead.regionCode}`)
    refusePersonal({ title: lead.title, summary: lead.summary })
    const [firm] =
      creditCode === null
        ? [null]
        : await tx
            .select({ id: enterprises.id })
            .from(enterprises)
            .where(eq(enterprises.creditCode, creditCode.toUpperCase()))
    if (firm === undefined)
      throw problem(
        'creditCode',
        `名录中没有代码为 ${creditCode} 的单位`,
        `The register has no enterprise ${creditCode}`,
      )
    const [added] = await tx
      .insert(mediaLeads)
      .values({
        ...lead,
        enterpriseId: firm?.id ?? null,
        recordedBy: account.userId,
        recordedAt: now,
        dueAt: answerDue(now),
      })
      .returning({ id: mediaLeads.id })
    const { id } = added as { id: number }
    await recordEvent(tx, {
      kind: 'media_lead.recorded',
      subject: `media_lead:${id}`,
      by: viewer,
      at: now,
      after: { source: lead.source, outlet: lead.outlet, title: lead.title, regionCode: lead.regionCode },
    })
    return id
  })
}

/**
 * Answers a lead in public, or says that it is not of this city.
 * @throws DomainError not_found; conflict when it was answered; rule_broken at `caseId` or where personal data stand
 */
export async function answerMediaLead(db: Db, viewer: Viewer, given: MediaLeadAnswer, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [lead] = await tx
      .select({ state: mediaLeads.state, regionCode: mediaLeads.regionCode })
      .from(mediaLeads)
      .where(eq(mediaLeads.id, given.id))
      .for('update')
    const account = demandAccount(viewer, 'media_lead.handle', { regionCode: lead?.regionCode ?? null })
    if (!lead) throw new DomainError('not_found', '没有这条舆情 / There is no such lead')
    if (lead.state !== 'open')
      throw new DomainError(
        'conflict',
        '已有人回应，您写的还在下面 / It was answered meanwhile; what you wrote is still below',
      )
    const { state, answer, answerEn, caseId } = given
    refusePersonal({ answer, answerEn: answerEn ?? '' })
    if (caseId !== null && (await tx.$count(violationCases, eq(violationCases.id, caseId))) === 0)
      throw problem('caseId', `没有案件 ${caseId}`, `There is no case ${caseId}`)
    await tx
      .update(mediaLeads)
      .set({ state, answer, answerEn, caseId, answeredBy: account.userId, answeredAt: now })
      .where(eq(mediaLeads.id, given.id))
    await recordEvent(tx, {
      kind: `media_lead.${state}`,
      subject: `media_lead:${given.id}`,
      by: viewer,
      at: now,
      after: { answer, caseId },
    })
  })
}

const problem = (field: string, zh: string, en: string) =>
  new DomainError('rule_broken', `${zh} / ${en}`, [{ field, message: `${zh} / ${en}` }])

/** Both stand in public. */
function refusePersonal(texts: Record<string, string>) {
  for (const [field, text] of Object.entries(texts))
    if (holdsPrivateData(text))
      throw problem(
        field,
        '这里像是写了证件号、手机号、住址或账号；公开的内容不能有，请删去',
        'This seems to hold an identity number, mobile number, address or account: it will be public, so leave it out',
      )
}
