import { asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import {
  enterprises,
  keyPolluterLists,
  keyPolluters,
  permits,
  permittedTotals,
  treatmentFacilities,
} from '#db/schema/enterprise.ts'
import { regions } from '#db/schema/region.ts'
import { sectors } from '#db/schema/sector.ts'
import { factors } from '#db/schema/standard.ts'

export type Enterprise = NonNullable<Awaited<ReturnType<typeof getEnterprise>>>

/** What the register says of one enterprise. Its contacts are not here and are joined by no public query. */
export async function getEnterprise(db: Db, creditCode: string) {
  const [found] = await db
    .select({
      id: enterprises.id,
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      shortNames: enterprises.shortNames,
      formerNames: enterprises.formerNames,
      legalRepresentative: enterprises.legalRepresentative,
      address: enterprises.address,
      longitudeDeg: enterprises.longitudeDeg,
      latitudeDeg: enterprises.latitudeDeg,
      controlLevel: enterprises.controlLevel,
      industryCode: enterprises.industryCode,
      products: enterprises.products,
      startedOn: enterprises.startedOn,
      startedPrecision: enterprises.startedPrecision,
      operatingState: enterprises.operatingState,
      dischargesWater: enterprises.dischargesWater,
      dischargesAir: enterprises.dischargesAir,
      exceedanceCount: enterprises.exceedanceCount,
      violationCount: enterprises.violationCount,
      updatedAt: enterprises.updatedAt,
      regionCode: enterprises.regionCode,
      regionZh: regions.nameZh,
      regionEn: regions.nameEn,
      sectorCode: enterprises.sectorCode,
      sectorZh: sectors.nameZh,
      sectorEn: sectors.nameEn,
      batch: sectors.batch,
    })
    .from(enterprises)
    .innerJoin(regions, eq(regions.code, enterprises.regionCode))
    .innerJoin(sectors, eq(sectors.code, enterprises.sectorCode))
    .where(eq(enterprises.creditCode, creditCode))
  return found
}

/** The permits of an enterprise, newest first, each with its permitted totals in t/year. */
export async function listPermits(db: Db, enterpriseId: number) {
  const [held, totals] = await Promise.all([
    db
      .select({
        id: permits.id,
        permitNo: permits.permitNo,
        issuedOn: permits.issuedOn,
        expiresOn: permits.expiresOn,
        authority: permits.authority,
      })
      .from(permits)
      .where(eq(permits.enterpriseId, enterpriseId))
      .orderBy(desc(permits.issuedOn)),
    db
      .select({
        permitId: permittedTotals.permitId,
        outletId: permittedTotals.outletId,
        factorCode: permittedTotals.factorCode,
        factorZh: factors.nameZh,
        factorEn: factors.nameEn,
        tonnesPerYear: permittedTotals.tonnesPerYear,
      })
      .from(permittedTotals)
      .innerJoin(permits, eq(permits.id, permittedTotals.permitId))
      .innerJoin(factors, eq(factors.code, permittedTotals.factorCode))
      .where(eq(permits.enterpriseId, enterpriseId))
      .orderBy(asc(factors.medium), asc(factors.code), sql`${permittedTotals.outletId} nulls first`),
  ])
  return held.map((permit) => ({ ...permit, totals: totals.filter(({ permitId }) => permitId === permit.id) }))
}

export type Permit = Awaited<ReturnType<typeof listPermits>>[number]

/** Treatment facilities (污染治理设施), water before air. */
export const listFacilities = (db: Db, enterpriseId: number) =>
  db
    .select({
      code: treatmentFacilities.code,
      name: treatmentFacilities.name,
      medium: treatmentFacilities.medium,
      process: treatmentFacilities.process,
      capacity: treatmentFacilities.capacity,
      capacityUnit: treatmentFacilities.capacityUnit,
      outletId: treatmentFacilities.outletId,
    })
    .from(treatmentFacilities)
    .where(eq(treatmentFacilities.enterpriseId, enterpriseId))
    .orderBy(asc(treatmentFacilities.medium), asc(treatmentFacilities.code))

export type Facility = Awaited<ReturnType<typeof listFacilities>>[number]

/** The years in which it stood on the key polluter list (重点排污单位名录), newest first, with the kinds. */
export const listListings = (db: Db, enterpriseId: number) =>
  db
    .select({
      year: keyPolluters.year,
      publishedOn: keyPolluterLists.publishedOn,
      kinds: sql<
        ('water' | 'groundwater' | 'air' | 'noise' | 'soil' | 'risk')[]
      >`array_agg(${keyPolluters.kind}::text order by ${keyPolluters.kind})`,
    })
    .from(keyPolluters)
    .innerJoin(keyPolluterLists, eq(keyPolluterLists.year, keyPolluters.year))
    .where(eq(keyPolluters.enterpriseId, enterpriseId))
    .groupBy(keyPolluters.year, keyPolluterLists.publishedOn)
    .orderBy(desc(keyPolluters.year))

export type Listing = Awaited<ReturnType<typeof listListings>>[number]

/** Names of the enterprises that hold one of these codes: for "did you mean". */
export const listByCodes = (db: Db, creditCodes: string[]) =>
  db
    .select({ creditCode: enterprises.creditCode, name: enterprises.name, nameEn: enterprises.nameEn })
    .from(enterprises)
    .where(inArray(enterprises.creditCode, creditCodes))
    .orderBy(asc(enterprises.namePinyin))
    .limit(5)
