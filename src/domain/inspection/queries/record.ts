import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { outlets } from '#db/schema/enterprise.ts'
import {
  inspectionCorrections as corrections,
  inspectionFindings as findings,
  lawOfficers,
  inspections as list,
  inspectionOfficers as officers,
  inspectionPhotos as photos,
  inspectionSamples as samples,
} from '#db/schema/inspection.ts'
import { supervisoryResults as results } from '#db/schema/monitoring.ts'
import { factors } from '#db/schema/standard.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { type InspectionScope, scoped, select } from '#domain/inspection/queries/list.ts'

/** One inspection as the public reads it once it is finished: findings, samples with the station's results, corrections. */
export async function getInspection(db: Db, no: string, scope: InspectionScope) {
  const [row] = await select(db).where(and(eq(list.no, no), scoped(db, scope)))
  if (!row) return undefined
  const [found, taken, beside, signed, counted] = await Promise.all([
    db
      .select({ position: findings.position, kind: findings.kind, words: findings.words, outletCode: outlets.code })
      .from(findings)
      .leftJoin(outlets, eq(outlets.id, findings.outletId))
      .where(eq(findings.inspectionId, row.id))
      .orderBy(asc(findings.position)),
    samplesOf(db, row.id, row.enterpriseId),
    db
      .select({ words: corrections.words, at: corrections.at })
      .from(corrections)
      .where(eq(corrections.inspectionId, row.id))
      .orderBy(asc(corrections.id)),
    db
      .select({
        certificateNo: lawOfficers.certificateNo,
        post: lawOfficers.post,
        regionCode: lawOfficers.regionCode,
        userId: lawOfficers.userId,
        means: officers.means,
        signedVersion: officers.signedVersion,
        signedAt: officers.signedAt,
      })
      .from(officers)
      .innerJoin(lawOfficers, eq(lawOfficers.id, officers.officerId))
      .where(eq(officers.inspectionId, row.id))
      .orderBy(asc(officers.id)),
    db.$count(photos, eq(photos.inspectionId, row.id)),
  ])
  return { ...row, findings: found, samples: taken, corrections: beside, officers: signed, photoCount: counted }
}
export type Inspection = NonNullable<Awaited<ReturnType<typeof getInspection>>>

/** The same for its desk, with the form as it stands, the photographs, the outlets and the factors to choose from. */
export async function getDeskInspection(db: Db, no: string, scope: Omit<InspectionScope, 'isPublic'>) {
  const inspection = await getInspection(db, no, { ...scope, isPublic: false })
  if (!inspection) return undefined
  const [[form], pictures, own, common] = await Promise.all([
    db
      .select({
        form: list.form,
        version: list.version,
        savedAt: list.savedAt,
        savedBy: users.name,
        purpose: list.purpose,
        voidReason: list.voidReason,
      })
      .from(list)
      .leftJoin(users, eq(users.id, list.savedBy))
      .where(eq(list.id, inspection.id)),
    db
      .select({ id: photos.id, kind: photos.kind, name: photos.name, size: photos.size, addedAt: photos.addedAt })
      .from(photos)
      .where(eq(photos.inspectionId, inspection.id))
      .orderBy(asc(photos.id)),
    db
      .select({ code: outlets.code, name: outlets.name })
      .from(outlets)
      .where(eq(outlets.enterpriseId, inspection.enterpriseId))
      .orderBy(asc(outlets.code)),
    db
      .select({ code: factors.code, nameZh: factors.nameZh, nameEn: factors.nameEn, unit: factors.unit })
      .from(factors)
      .orderBy(asc(factors.no)),
  ])
  if (!form) return undefined
  return { ...inspection, ...form, photos: pictures, outlets: own, factors: common }
}
export type DeskInspection = NonNullable<Awaited<ReturnType<typeof getDeskInspection>>>

/** A photograph of an inspection that a desk may see. */
export async function getPhoto(
  db: Db,
  { no, id }: { no: string; id: number },
  scope: Omit<InspectionScope, 'isPublic'>,
) {
  const [photo] = await db
    .select({ name: photos.name, mediaType: photos.mediaType, sha256: photos.sha256 })
    .from(photos)
    .innerJoin(list, eq(list.id, photos.inspectionId))
    .where(and(eq(photos.id, id), eq(list.no, no), scoped(db, { ...scope, isPublic: false })))
  return photo
}

/** Samples with what 监督性监测 says under the number of their report, as soon as it is there. */
async function samplesOf(db: Db, inspectionId: number, enterpriseId: number) {
  const taken = await db
    .select({
      position: samples.position,
      reportNo: samples.reportNo,
      outletCode: outlets.code,
      factorCode: samples.factorCode,
      factorZh: factors.nameZh,
      factorEn: factors.nameEn,
      unit: factors.unit,
      value: samples.value,
      met: samples.met,
    })
    .from(samples)
    .leftJoin(outlets, eq(outlets.id, samples.outletId))
    .leftJoin(factors, eq(factors.code, samples.factorCode))
    .where(eq(samples.inspectionId, inspectionId))
    .orderBy(asc(samples.position))
  if (taken.length === 0) return []
  const measured = await db
    .select({
      reportNo: results.reportNo,
      outletCode: outlets.code,
      factorZh: factors.nameZh,
      factorEn: factors.nameEn,
      sampledOn: results.sampledOn,
      state: results.state,
      value: results.value,
      unit: results.unit,
      limitMin: results.limitMin,
      limitMax: results.limitMax,
    })
    .from(results)
    .innerJoin(outlets, eq(outlets.id, results.outletId))
    .innerJoin(factors, eq(factors.code, results.factorCode))
    .where(
      and(
        eq(outlets.enterpriseId, enterpriseId),
        eq(results.isCurrent, true),
        inArray(
          results.reportNo,
          taken.map(({ reportNo }) => reportNo),
        ),
      ),
    )
    .orderBy(asc(outlets.code), asc(factors.no))
  const of = Map.groupBy(measured, ({ reportNo }) => reportNo)
  return taken.map((sample) => ({
    ...sample,
    results: (of.get(sample.reportNo) ?? []).map((row) => ({
      ...row,
      isOver: row.value !== null && judgeAgainstLimit({ ...row, value: row.value })?.standing === 'over',
    })),
  }))
}
