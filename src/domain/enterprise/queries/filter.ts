import { and, between, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import { enterprises, outletLimits, outlets } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import type { filingStates } from '#db/vocabulary.ts'
import type { EnterpriseFilter } from '#domain/enterprise/input.ts'
import { matchesSearch } from '#platform/search/text.ts'

type FilingState = (typeof filingStates)[number]
export type FilterName = keyof EnterpriseFilter

/** One condition for each filter that is set: a facet's counts leave out the facet's own. */
export type FilterConditions = Partial<Record<FilterName, SQL>>

/**
 * The filters as conditions on `enterprises`.
 * @param today the city's day, `YYYY-MM-DD`: its year's disclosure is the one whose filing state counts
 */
export function filterConditions(filter: EnterpriseFilter, today: string): FilterConditions {
  const { q, region, sector, control, medium, filing, exceeding, factor, bbox } = filter
  const conditions: Record<FilterName, SQL | undefined> = {
    q: q === undefined ? undefined : matchesSearch(enterprises.searchText, q),
    region: region.length > 0 ? inArray(enterprises.regionCode, region) : undefined,
    sector: sector.length > 0 ? inArray(enterprises.sectorCode, sector) : undefined,
    control: control.length > 0 ? inArray(enterprises.controlLevel, control) : undefined,
    medium: medium && eq(medium === 'water' ? enterprises.dischargesWater : enterprises.dischargesAir, true),
    filing: filing.length > 0 ? inFilingState(filing, today) : undefined,
    exceeding: exceeding && gt(enterprises.exceedanceCount, 0),
    factor: factor.length > 0 ? hasLimitFor(factor, today) : undefined,
    bbox:
      bbox &&
      and(
        between(enterprises.longitudeDeg, bbox.west, bbox.east),
        between(enterprises.latitudeDeg, bbox.south, bbox.north),
      ),
  }
  return Object.fromEntries(Object.entries(conditions).filter(([, condition]) => condition))
}

/**
 * The filter with placeholders for its codes, their values, and a key that says the rest: two filters with the same key make
 * the same SQL. Without a key where a filter is set that is not known here to be a closed choice (words, factors, bounds).
 */
export function filterShape(filter: EnterpriseFilter, today: string) {
  const { region, sector, control, medium, filing, exceeding } = filter
  const keyed = { region: region.length, sector: sector.length, control, medium, filing, exceeding }
  const isKeyed = Object.keys(filterConditions(filter, today)).every((name) => name in keyed)
  const slots = (name: string, codes: string[]) =>
    codes.map((_, place) => sql.placeholder(`${name}${place}`)) as never[]
  const named = (name: string, codes: string[]) => codes.map((code, place) => [`${name}${place}`, code])
  return {
    key: isKeyed ? JSON.stringify([today, keyed]) : undefined,
    shape: { ...filter, region: slots('region', region), sector: slots('sector', sector) },
    values: Object.fromEntries([...named('region', region), ...named('sector', sector)]) as Record<string, string>,
  }
}

/** All conditions together, those of `except` left out. */
export function allOf(conditions: FilterConditions, except: FilterName[] = []): SQL | undefined {
  return and(
    ...Object.entries(conditions).flatMap(([name, condition]) =>
      except.includes(name as FilterName) ? [] : [condition],
    ),
  )
}

/**
 * The state of an obligation of the year on `today`, as disclosure/rules/deadline.ts has it (a test ties them); null columns
 * (no obligation) are `not_required`. On time is published on or before the due day, city time, up to 24:00.
 */
export const filingStateSql = (today: string) => sql<FilingState>`case
  when ${obligations.dueOn} is null then 'not_required'
  when ${obligations.publishedAt} is null and ${obligations.dueOn} < ${today}::date
    then case when ${obligations.refusedOn} is null then 'overdue' else 'refused' end
  when ${obligations.publishedAt} is null and ${obligations.dueOn} <= ${today}::date + 30 then 'due'
  when ${obligations.publishedAt} is null then 'not_yet_due'
  when ${obligations.publishedAt} <= ${endOfDay(obligations.dueOn)} then 'published'
  else 'published_late' end`

/** 24:00 of the day, Chinese time. */
const endOfDay = (day: typeof obligations.dueOn) => sql`((${day} + 1)::timestamp at time zone 'Asia/Shanghai')`

function inFilingState(states: FilingState[], today: string): SQL {
  const year = Number(today.slice(0, 4))
  const ofYear = sql`select ${obligations.enterpriseId} from ${obligations} where ${obligations.year} = ${year}`
  const obliged = states.filter((state) => state !== 'not_required')
  const isObliged = sql`${enterprises.id} in (${ofYear} and ${inArray(filingStateSql(today), obliged)})`
  if (obliged.length === states.length) return isObliged
  const isFree = sql`not exists (${ofYear} and ${obligations.enterpriseId} = ${enterprises.id})`
  return obliged.length === 0 ? isFree : sql`(${isObliged} or ${isFree})`
}

function hasLimitFor(factorCodes: string[], today: string): SQL {
  return sql`${enterprises.id} in (
    select ${outlets.enterpriseId} from ${outletLimits} join ${outlets} on ${outlets.id} = ${outletLimits.outletId}
    where ${inArray(outletLimits.factorCode, factorCodes)} and ${outletLimits.validFrom} <= ${today}::date
      and (${outletLimits.validTo} is null or ${outletLimits.validTo} > ${today}::date))`
}
