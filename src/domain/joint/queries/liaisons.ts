import { and, asc, desc, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { liaisons } from '#db/schema/joint.ts'
import { regions } from '#db/schema/region.ts'
import { isOf, postsOf } from '#domain/joint/rules/liaison.ts'
import { liaisonTermsOn } from '#domain/joint/rules/terms.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * The directory of the city and its counties: every post that the rule asks for, who fills it now, and how many are missing; and who did
 * before. For the office: names and mobile telephones stand in it.
 */
export async function liaisonDirectory(db: Db, viewer: Viewer, day: string) {
  demand(viewer, 'liaison.read')
  const [units, people] = await Promise.all([
    db
      .select({ code: regions.code, kind: regions.kind, nameZh: regions.nameZh, nameEn: regions.nameEn })
      .from(regions)
      .orderBy(asc(regions.position), asc(regions.code)),
    db
      .select({
        id: liaisons.id,
        regionCode: liaisons.regionCode,
        role: liaisons.role,
        department: liaisons.department,
        post: liaisons.post,
        officePhone: liaisons.officePhone,
        personName: liaisons.personName,
        mobile: liaisons.mobile,
        fromOn: liaisons.fromOn,
        untilOn: liaisons.untilOn,
        changeReason: liaisons.changeReason,
      })
      .from(liaisons)
      .orderBy(desc(liaisons.fromOn), desc(liaisons.id)),
  ])
  const isPresent = ({ fromOn, untilOn }: { fromOn: string; untilOn: string | null }) =>
    fromOn <= day && (untilOn === null || untilOn > day)
  return units.map(({ kind, ...unit }) => {
    const own = people.filter(({ regionCode }) => regionCode === unit.code)
    const posts = postsOf(kind === 'city' ? 'city' : 'county', liaisonTermsOn(day)).map((post) => {
      const present = own.filter((one) => isPresent(one) && isOf(one, post))
      return { ...post, present, missing: Math.max(0, post.count - present.length) }
    })
    return {
      ...unit,
      posts,
      past: own.filter((one) => !isPresent(one)),
      missing: posts.reduce((sum, { missing }) => sum + missing, 0),
    }
  })
}
export type LiaisonUnit = Awaited<ReturnType<typeof liaisonDirectory>>[number]

/** 总联络人 of each county on a day: post and office telephone, nothing else. */
export async function generalLiaisons(
  db: Db,
  day: string,
): Promise<Map<string, { post: string; officePhone: string }>> {
  const rows = await db
    .select({ regionCode: liaisons.regionCode, post: liaisons.post, officePhone: liaisons.officePhone })
    .from(liaisons)
    .where(
      and(
        eq(liaisons.role, 'general'),
        lte(liaisons.fromOn, day),
        or(isNull(liaisons.untilOn), gt(liaisons.untilOn, day)),
      ),
    )
  return new Map(rows.map(({ regionCode, ...row }) => [regionCode, row]))
}
