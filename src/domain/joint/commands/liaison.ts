import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { liaisons } from '#db/schema/joint.ts'
import { regions } from '#db/schema/region.ts'
import type { liaisonEnding, liaisonInput } from '#domain/joint/input.ts'
import { noSuchRecord } from '#domain/joint/refuse.ts'
import { postsOf } from '#domain/joint/rules/liaison.ts'
import { liaisonTermsOn } from '#domain/joint/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

const turns = 4309002073

/**
 * Enters a liaison officer or supervision contact from a day on. Where all places of the post are taken it takes over from one of them,
 * with the reason of the change, which annex 5 no. 19 wants reported.
 * @throws DomainError not_allowed; rule_broken at the field
 */
export async function enterLiaison(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof liaisonInput>,
  now: Date,
): Promise<void> {
  const account = demandAccount(viewer, 'liaison.manage', { regionCode: given.regionCode })
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await tx.execute(sql`select pg_advisory_xact_lock(${turns})`)
    const { regionCode, role, department, post, officePhone, personName, mobile, fromOn, replacesId, changeReason } =
      given
    const today = cityDate(now)
    if (fromOn > today)
      throw refusal('fromOn', `起始日期不能晚于今天，填的是 ${fromOn}`, `Not later than today; given: ${fromOn}`)
    const [region] = await tx.select({ kind: regions.kind }).from(regions).where(eq(regions.code, regionCode))
    if (!region) throw refusal('regionCode', `没有 ${regionCode} 这个地区`, `There is no region ${regionCode}`)
    const posts = postsOf(region.kind === 'city' ? 'city' : 'county', liaisonTermsOn(today))
    const wanted = posts.find((one) => one.role === role && one.department === department)
    if (!wanted)
      throw refusal(
        role === 'department' ? 'department' : 'role',
        '该单位没有这个岗位：总联络人和部门联络人设在县区，督办联系人不分部门',
        'The bureau has no such post: general and departmental officers are of the counties, supervision contacts are of no department',
      )
    const present = await tx
      .select({ id: liaisons.id, fromOn: liaisons.fromOn, post: liaisons.post })
      .from(liaisons)
      .where(
        and(
          eq(liaisons.regionCode, regionCode),
          eq(liaisons.role, role),
          department === null ? isNull(liaisons.department) : eq(liaisons.department, department),
          isNull(liaisons.untilOn),
        ),
      )
      .for('update')
    const before =
      present.length >= wanted.count ? present.find(({ id }) => id === replacesId || wanted.count === 1) : undefined
    if (present.length >= wanted.count && !before)
      throw refusal(
        'replacesId',
        `这个岗位已有 ${present.length} 人，请选择接替谁`,
        `All ${present.length} places are taken: choose whose place it takes`,
      )
    if (before) {
      if (changeReason === null)
        throw refusal('changeReason', '接替现任时请写明调整原因', 'Say why the post changes hands')
      if (fromOn <= before.fromOn)
        throw refusal(
          'fromOn',
          `现任自 ${before.fromOn} 起，新的起始日期须在其后，填的是 ${fromOn}`,
          `The one before began on ${before.fromOn}: the new period begins later; given: ${fromOn}`,
        )
      await tx.update(liaisons).set({ untilOn: fromOn, changeReason }).where(eq(liaisons.id, before.id))
    }
    const [made] = await tx
      .insert(liaisons)
      .values({
        regionCode,
        role,
        department,
        post,
        officePhone,
        personName,
        mobile,
        fromOn,
        enteredBy: account.userId,
        enteredAt: now,
      })
      .returning({ id: liaisons.id })
    await recordEvent(tx, {
      kind: 'liaison.entered',
      subject: `liaison:${made?.id}`,
      by: viewer,
      at: now,
      before: before ? { id: before.id, post: before.post } : undefined,
      after: { regionCode, role, department, post, officePhone, fromOn },
      reason: changeReason ?? undefined,
    })
  })
}

/** Ends a period without anybody following: the directory then shows who is lacking. @throws DomainError not_allowed; not_found; rule_broken */
export async function endLiaison(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof liaisonEnding>,
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [found] = await tx
      .select({
        regionCode: liaisons.regionCode,
        fromOn: liaisons.fromOn,
        untilOn: liaisons.untilOn,
        post: liaisons.post,
      })
      .from(liaisons)
      .where(eq(liaisons.id, given.id))
      .for('update')
    demandAccount(viewer, 'liaison.manage', { regionCode: found?.regionCode ?? null })
    if (!found || found.untilOn !== null) throw noSuchRecord()
    const { untilOn, changeReason } = given
    if (untilOn <= found.fromOn || untilOn > cityDate(now))
      throw refusal(
        'untilOn',
        `结束日期应在 ${found.fromOn} 之后、不晚于今天，填的是 ${untilOn}`,
        `After ${found.fromOn} and not later than today; given: ${untilOn}`,
      )
    await tx.update(liaisons).set({ untilOn, changeReason }).where(eq(liaisons.id, given.id))
    await recordEvent(tx, {
      kind: 'liaison.ended',
      subject: `liaison:${given.id}`,
      by: viewer,
      at: now,
      before: { post: found.post },
      after: { untilOn },
      reason: changeReason,
    })
  })
}
