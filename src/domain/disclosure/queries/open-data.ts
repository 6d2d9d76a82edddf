import { and, asc, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows, disclosures } from '#db/schema/disclosure.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { factors } from '#db/schema/standard.ts'
import type { DisclosureApiSearch, EmissionApiSearch, ObligationApiSearch } from '#domain/disclosure/input.ts'
import { inFilingState } from '#domain/disclosure/queries/filing-state.ts'
import { filingStateSql } from '#domain/enterprise/queries/filter.ts'
import { hasMultiple, judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { cityDate } from '#platform/clock.ts'

/** `/api/v1/disclosures`: one page of the versions in force, newest first, with the cursor of the next. */
export async function listDisclosures(
  db: Db,
  { year, region, creditCode, exceeding, limit, cursor }: DisclosureApiSearch,
) {
  const where = and(
    eq(disclosures.state, 'published'),
    year ? eq(disclosures.year, year) : undefined,
    region ? eq(enterprises.regionCode, region) : undefined,
    creditCode ? eq(enterprises.creditCode, creditCode) : undefined,
    exceeding
      ? sql`exists (select from disclosure_rows r where r.disclosure_id = ${disclosures.id} and r.exceedance_count > 0)`
      : undefined,
  )
  const [micros, id] = cursor?.split('.') ?? []
  const after = cursor
    ? sql`(${disclosures.publishedAt}, ${disclosures.id}) < ('epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond', ${id}::int)`
    : undefined
  const rows = await db
    .select({
      id: disclosures.id,
      year: disclosures.year,
      version: disclosures.version,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      publishedAt: disclosures.publishedAt,
      signedName: disclosures.signedName,
      correctionReason: disclosures.correctionReason,
      dueOn: obligations.dueOn,
      exceedanceCount: sql<number>`(select coalesce(sum(r.exceedance_count), 0)::int from disclosure_rows r where r.disclosure_id = ${disclosures.id})`,
      micros: sql<string>`(extract(epoch from ${disclosures.publishedAt}) * 1000000)::bigint::text`,
    })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .leftJoin(
      obligations,
      and(eq(obligations.year, disclosures.year), eq(obligations.enterpriseId, disclosures.enterpriseId)),
    )
    .where(and(where, after))
    .orderBy(desc(disclosures.publishedAt), desc(disclosures.id))
    .limit(limit + 1)
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(where)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ micros: _, ...row }) => row),
    total: counted?.total ?? 0,
    cursor: rows.length > limit && last ? `${last.micros}.${last.id}` : null,
  }
}

/** Of a range (pH) no multiple is told, nor of what is within the limit. */
function multipleOf({
  max,
  limitMin,
  limitMax,
  unit,
}: Record<'max' | 'limitMin' | 'limitMax', number | null> & { unit: string }) {
  if (max === null || limitMin !== null || !hasMultiple(unit)) return null
  return judgeAgainstLimit({ value: max, limitMin, limitMax })?.multiple ?? null
}

/** `/api/v1/emissions`: one page of the rows of the versions in force, in the order of their key. */
export async function listOpenEmissions(db: Db, search: EmissionApiSearch, isCounted: boolean) {
  const { year, region, creditCode, factor, exceeding, limit, cursor } = search
  const where = and(
    eq(disclosures.state, 'published'),
    year ? eq(disclosures.year, year) : undefined,
    region ? eq(enterprises.regionCode, region) : undefined,
    creditCode ? eq(enterprises.creditCode, creditCode) : undefined,
    factor ? eq(disclosureRows.factorCode, factor) : undefined,
    exceeding ? gt(disclosureRows.exceedanceCount, 0) : undefined,
  )
  const [disclosureId, outletId, code] = cursor?.split('.') ?? []
  const place = sql`(${disclosureRows.disclosureId}, ${disclosureRows.outletId}, ${disclosureRows.factorCode})`
  const after = cursor ? sql`${place} > (${disclosureId}::int, ${outletId}::int, ${code})` : undefined
  const rows = await db
    .select({
      outletId: disclosureRows.outletId,
      disclosureId: disclosures.id,
      year: disclosures.year,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      outletCode: outlets.code,
      outletKind: outlets.kind,
      factorCode: disclosureRows.factorCode,
      factorZh: factors.nameZh,
      factorEn: factors.nameEn,
      state: disclosureRows.concentrationState,
      min: disclosureRows.concentrationMin,
      mean: disclosureRows.concentrationMean,
      max: disclosureRows.concentrationMax,
      unit: disclosureRows.concentrationUnit,
      limitMin: disclosureRows.limitMin,
      limitMax: disclosureRows.limitMax,
      limitBasis: disclosureRows.limitBasis,
      judgedCount: disclosureRows.judgedCount,
      exceedanceCount: disclosureRows.exceedanceCount,
      origin: disclosureRows.origin,
      totalTonnes: disclosureRows.totalTonnes,
      permittedTonnes: disclosureRows.permittedTonnes,
    })
    .from(disclosureRows)
    .innerJoin(disclosures, eq(disclosures.id, disclosureRows.disclosureId))
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .innerJoin(outlets, eq(outlets.id, disclosureRows.outletId))
    .innerJoin(factors, eq(factors.code, disclosureRows.factorCode))
    .where(and(where, after))
    .orderBy(asc(disclosureRows.disclosureId), asc(disclosureRows.outletId), asc(disclosureRows.factorCode))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ outletId: _, ...row }) => ({ ...row, exceedanceMultiple: multipleOf(row) })),
    total: isCounted ? await countEmissions(db, where) : null,
    cursor: rows.length > limit && last ? `${last.disclosureId}.${last.outletId}.${last.factorCode}` : null,
  }
}

async function countEmissions(db: Db, where: SQL | undefined): Promise<number> {
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(disclosureRows)
    .innerJoin(disclosures, eq(disclosures.id, disclosureRows.disclosureId))
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(where)
  return counted?.total ?? 0
}

/** `/api/v1/obligations`: one page of who had to disclose, the newest year first. */
export async function listObligations(db: Db, { year, region, state, limit, cursor }: ObligationApiSearch, now: Date) {
  const where = and(
    year ? eq(obligations.year, year) : undefined,
    region ? eq(enterprises.regionCode, region) : undefined,
    state ? inFilingState(state, now) : undefined,
  )
  const [ofYear, ofEnterprise] = cursor?.split('.') ?? []
  const after = cursor
    ? sql`(${obligations.year}, ${obligations.enterpriseId}) < (${ofYear}::int, ${ofEnterprise}::int)`
    : undefined
  const rows = await db
    .select({
      enterpriseId: obligations.enterpriseId,
      year: obligations.year,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      dueOn: obligations.dueOn,
      publishedAt: obligations.publishedAt,
      state: filingStateSql(cityDate(now)),
      disclosureId: disclosures.id,
    })
    .from(obligations)
    .innerJoin(enterprises, eq(enterprises.id, obligations.enterpriseId))
    .leftJoin(
      disclosures,
      and(
        eq(disclosures.enterpriseId, obligations.enterpriseId),
        eq(disclosures.year, obligations.year),
        eq(disclosures.state, 'published'),
      ),
    )
    .where(and(where, after))
    .orderBy(desc(obligations.year), desc(obligations.enterpriseId))
    .limit(limit + 1)
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(obligations)
    .innerJoin(enterprises, eq(enterprises.id, obligations.enterpriseId))
    .where(where)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ enterpriseId: _, ...row }) => row),
    total: counted?.total ?? 0,
    cursor: rows.length > limit && last ? `${last.year}.${last.enterpriseId}` : null,
  }
}
