import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { taskFiles, taskStates } from '#db/schema/assessment.ts'
import { regions } from '#db/schema/region.ts'
import { assessmentLimits, type taskReport } from '#domain/assessment/input.ts'
import { findTask, isReportedBy } from '#domain/assessment/rules/tasks.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { notFound, refusal, refusePersonalData } from '#platform/refuse.ts'

/** A file that lies in the store already. */
export interface TaskFile {
  name: string
  mediaType: string
  sha256: string
  size: number
}

/**
 * Says how far a task of annex 5 is in a county, or in the city, in a year, and what shows it. Nothing that was said before is lost.
 * @throws DomainError not_allowed; not_found; rule_broken at the field: a task of others, a year to come, words with personal data
 */
export async function reportTask(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof taskReport> & { files: readonly TaskFile[] },
  now: Date,
): Promise<void> {
  const { no, regionCode, year, progress, words, paths, files } = given
  const account = demandAccount(viewer, 'task.report', { regionCode })
  refusePersonalData({ words })
  const task = findTask(no)
  const [region] = await db.select({ kind: regions.kind }).from(regions).where(eq(regions.code, regionCode))
  if (!task || !region) throw notFound('没有这项任务或地区', 'There is no such task or region')
  if (!isReportedBy(task, region.kind === 'city' ? 'city' : 'county'))
    throw refusal('no', `第 ${no} 项任务不由本单位落实`, `Task ${no} is not this unit's to carry out`)
  const thisYear = Number(cityDate(now).slice(0, 4))
  if (year > thisYear || year < thisYear - 1)
    throw refusal(
      'year',
      `只能填报 ${thisYear - 1} 或 ${thisYear} 年；填的是 ${year}`,
      `Only ${thisYear - 1} or ${thisYear} can be reported on; given: ${year}`,
    )
  if (files.length > assessmentLimits.files)
    throw refusal(
      'files',
      `附件最多 ${assessmentLimits.files} 个，选了 ${files.length} 个`,
      `At most ${assessmentLimits.files} files; ${files.length} were chosen`,
    )
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [added] = await tx
      .insert(taskStates)
      .values({ taskNo: no, regionCode, year, progress, words, paths, signedBy: account.userId, signedAt: now })
      .returning({ id: taskStates.id })
    const { id: stateId } = added as { id: number }
    if (files.length > 0) await tx.insert(taskFiles).values(files.map((file) => ({ stateId, ...file })))
    await recordEvent(tx, {
      kind: 'task.reported',
      subject: `task:${year}-${no}-${regionCode}`,
      by: viewer,
      at: now,
      after: { stateId, progress, paths, files: files.map(({ sha256 }) => sha256) },
    })
  })
}
