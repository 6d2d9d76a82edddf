import { and, asc, eq, gte, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { officerConflicts as apart, lawOfficers } from '#db/schema/inspection.ts'
import { campaigns } from '#db/schema/plan.ts'
import { conflictStands, inService } from '#domain/inspection/queries/pool.ts'

/** 执法人员名录: those in service, of a county with those of the city, or all. */
export const listOfficers = (db: Db, today: string, regionCode?: string) =>
  db
    .select({
      certificateNo: lawOfficers.certificateNo,
      regionCode: lawOfficers.regionCode,
      post: lawOfficers.post,
      userId: lawOfficers.userId,
    })
    .from(lawOfficers)
    .where(
      and(
        inService(today),
        regionCode === undefined
          ? undefined
          : or(eq(lawOfficers.regionCode, regionCode), eq(lawOfficers.regionCode, `${regionCode.slice(0, 4)}00`)),
      ),
    )
    .orderBy(asc(lawOfficers.regionCode), asc(lawOfficers.certificateNo))
export type Officer = Awaited<ReturnType<typeof listOfficers>>[number]

/** Declared conflicts that stand, for the desk that keeps them. */
export const listConflicts = (db: Db, today: string, regionCode?: string) =>
  db
    .select({
      certificateNo: lawOfficers.certificateNo,
      post: lawOfficers.post,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      ground: apart.ground,
      fromOn: apart.fromOn,
    })
    .from(apart)
    .innerJoin(lawOfficers, eq(lawOfficers.id, apart.officerId))
    .innerJoin(enterprises, eq(enterprises.id, apart.enterpriseId))
    .where(and(conflictStands(today), regionCode === undefined ? undefined : eq(lawOfficers.regionCode, regionCode)))
    .orderBy(asc(lawOfficers.certificateNo), asc(enterprises.name))

/** Campaigns that are not over, to choose from. */
export const openCampaigns = (db: Db, today: string) =>
  db
    .select({ id: campaigns.id, titleZh: campaigns.titleZh, titleEn: campaigns.titleEn })
    .from(campaigns)
    .where(gte(campaigns.toOn, today))
    .orderBy(asc(campaigns.fromOn))
