import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows, disclosures } from '#db/schema/disclosure.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { type EnterpriseFilter, type EnterpriseSort, registerLimits } from '#domain/enterprise/input.ts'
import { allOf, filingStateSql, filterConditions, filterShape } from '#domain/enterprise/queries/filter.ts'
import { after, orderOf, type Place } from '#domain/enterprise/queries/order.ts'
import { preparedOnce } from '#platform/prepared.ts'

export type EnterpriseRow = Awaited<ReturnType<typeof listEnterprises>>[number]

interface ListOptions {
  sort: EnterpriseSort
  /** From 1. */
  page?: number
  /** Read on from here instead of counting pages. */
  place?: Place | undefined
  limit?: number
}

/**
 * One page of the register. `worst` is the row of its newest published disclosure that stands highest against its limit:
 * null when nothing was measured.
 * @param today the city's day, `YYYY-MM-DD`
 */
export async function listEnterprises(db: Db, filter: EnterpriseFilter, options: ListOptions, today: string) {
  const { sort, page = 1, place, limit = registerLimits.pageSize } = options
  const offset = place ? 0 : (page - 1) * limit
  const { shape, key, values } = filterShape(filter, today)
  if (!key || place) return listQuery(db, filter, { sort, place, limit, offset }, today)
  const slots = { sort, limit: sql.placeholder('limit'), offset: sql.placeholder('offset') }
  return preparedOnce(db, `list ${sort} ${key}`, () => listQuery(db, shape, slots, today)).execute({
    ...values,
    limit,
    offset,
  })
}

type Slot = number | ReturnType<typeof sql.placeholder>

function listQuery(
  db: Db,
  filter: EnterpriseFilter,
  { sort, place, limit, offset }: { sort: EnterpriseSort; place?: Place | undefined; limit: Slot; offset: Slot },
  today: string,
) {
  // The page's rows are found by their indexes first; only they are then looked up in full.
  const found = db
    .select({ id: enterprises.id })
    .from(enterprises)
    .where(and(allOf(filterConditions(filter, today)), place && after(sort, place)))
    .orderBy(...orderOf(sort))
    .limit(limit)
    .offset(offset)
    .as('found')
  const worst = worstRow(db)

  return db
    .select({
      id: enterprises.id,
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      namePinyin: enterprises.namePinyin,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      controlLevel: enterprises.controlLevel,
      operatingState: enterprises.operatingState,
      dischargesWater: enterprises.dischargesWater,
      dischargesAir: enterprises.dischargesAir,
      exceedanceCount: enterprises.exceedanceCount,
      violationCount: enterprises.violationCount,
      longitudeDeg: enterprises.longitudeDeg,
      latitudeDeg: enterprises.latitudeDeg,
      filing: filingStateSql(today),
      worst: {
        year: worst.year,
        outletCode: worst.outletCode,
        factorCode: worst.factorCode,
        max: worst.max,
        unit: worst.unit,
        limitMin: worst.limitMin,
        limitMax: worst.limitMax,
      },
    })
    .from(found)
    .innerJoin(enterprises, eq(enterprises.id, found.id))
    .leftJoin(
      obligations,
      and(eq(obligations.enterpriseId, enterprises.id), eq(obligations.year, Number(today.slice(0, 4)))),
    )
    .leftJoinLateral(worst, sql`true`)
    .orderBy(...orderOf(sort))
}

/** Of the newest published disclosure, the measured row whose highest value is the largest share of its limit. */
function worstRow(db: Db) {
  const newest = db
    .select({ id: disclosures.id, year: disclosures.year })
    .from(disclosures)
    .where(and(eq(disclosures.enterpriseId, enterprises.id), eq(disclosures.state, 'published')))
    .orderBy(desc(disclosures.year))
    .limit(1)
    .as('newest')
  return db
    .select({
      year: sql<number>`${newest.year}`.as('worst_year'),
      outletCode: sql<string>`${outlets.code}`.as('outlet_code'),
      factorCode: disclosureRows.factorCode,
      max: sql<number>`${disclosureRows.concentrationMax}::float8`.as('worst_max'),
      unit: disclosureRows.concentrationUnit,
      limitMin: sql<number | null>`${disclosureRows.limitMin}::float8`.as('limit_min'),
      limitMax: sql<number | null>`${disclosureRows.limitMax}::float8`.as('limit_max'),
    })
    .from(newest)
    .innerJoin(disclosureRows, eq(disclosureRows.disclosureId, newest.id))
    .innerJoin(outlets, eq(outlets.id, disclosureRows.outletId))
    .where(sql`${disclosureRows.concentrationMax} is not null and ${disclosureRows.limitMax} is not null`)
    .orderBy(desc(shareOfLimit), disclosureRows.position)
    .limit(1)
    .as('worst')
}

/** A range (pH) counts as 0 inside and as just over the limit outside; a limit of 0 as over when anything was found. */
const shareOfLimit = sql`case
  when ${disclosureRows.limitMin} is not null then
    case when ${disclosureRows.concentrationMax} > ${disclosureRows.limitMax}
      or ${disclosureRows.concentrationMin} < ${disclosureRows.limitMin} then 1.001 else 0 end
  when ${disclosureRows.limitMax} = 0 then case when ${disclosureRows.concentrationMax} > 0 then 2 else 0 end
  else ${disclosureRows.concentrationMax} / ${disclosureRows.limitMax} end`
