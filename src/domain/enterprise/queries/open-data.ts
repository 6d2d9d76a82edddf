import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import type { EnterpriseApiSearch, EnterpriseFilter } from '#domain/enterprise/input.ts'
import { allOf, filterConditions, filterShape } from '#domain/enterprise/queries/filter.ts'
import { type EnterpriseRow, listEnterprises } from '#domain/enterprise/queries/list.ts'
import { cursorOf, type Place } from '#domain/enterprise/queries/order.ts'
import type { WholeRecord } from '#domain/enterprise/queries/whole-record.ts'
import { preparedOnce } from '#platform/prepared.ts'

/** One enterprise of a list as open data. Every number has its unit beside it. */
export interface OpenEnterprise {
  creditCode: string
  name: string
  nameEn: string | null
  regionCode: string
  sectorCode: string
  controlLevel: string
  operatingState: string
  media: ('water' | 'air')[]
  longitudeDeg: number
  latitudeDeg: number
  /** Exceedances reported in the newest published disclosure. */
  exceedanceCount: number
  /** Cases on the exposure board. */
  violationCount: number
  filingState: string
  /** The highest value of the newest disclosure in relation to its limit. */
  worst: NonNullable<EnterpriseRow['worst']> | null
}

/** A page of the register as open data, with the cursor of the next one; `total` counts all that match, where it is asked for. */
export async function listOpenEnterprises(
  db: Db,
  search: EnterpriseApiSearch,
  place: Place | undefined,
  today: string,
  isCounted = true,
): Promise<{ rows: OpenEnterprise[]; total: number | null; cursor: string | null }> {
  const { sort, limit } = search
  const { shape, key, values } = filterShape(search, today)
  const total = (filter: EnterpriseFilter) =>
    db
      .select({ total: sql<number>`count(*)::int` })
      .from(enterprises)
      .where(allOf(filterConditions(filter, today)))
  const [rows, [counted]] = await Promise.all([
    listEnterprises(db, search, { sort, place, limit }, today),
    !isCounted ? [] : key ? preparedOnce(db, `total ${key}`, () => total(shape)).execute(values) : total(search),
  ])
  const last = rows.at(-1)
  return {
    rows: rows.map(openEnterprise),
    total: isCounted ? (counted?.total ?? 0) : null,
    cursor: last && rows.length === limit ? cursorOf(sort, last) : null,
  }
}

function openEnterprise(row: EnterpriseRow): OpenEnterprise {
  const { id: _id, namePinyin: _pinyin, dischargesWater, dischargesAir, filing, ...facts } = row
  return { ...facts, filingState: filing, media: mediaOf({ dischargesWater, dischargesAir }) }
}

/** The whole public record as open data: what the enterprise's page shows. */
export function openRecord(record: WholeRecord) {
  const { enterprise, permits, outlets, facilities, listings, filings, versions, emissions, cases } = record
  const { id: _id, dischargesWater, dischargesAir, ...facts } = enterprise
  const outletCodes = new Map(outlets.map(({ id, code }) => [id, code]))
  const codeOf = (outletId: number | null) => (outletId === null ? null : (outletCodes.get(outletId) ?? null))
  return {
    ...facts,
    media: mediaOf({ dischargesWater, dischargesAir }),
    permits: permits.map(({ id: _permit, totals, ...permit }) => ({
      ...permit,
      permittedTotals: totals.map(({ permitId: _of, outletId, ...total }) => ({
        ...total,
        outletCode: codeOf(outletId),
      })),
    })),
    outlets: outlets.map(({ enterpriseId: _owner, limits, ...outlet }) => ({
      ...outlet,
      limits: limits.map(({ outletId: _outlet, ...limit }) => limit),
    })),
    facilities: facilities.map(({ outletId, ...facility }) => ({ ...facility, outletCode: codeOf(outletId) })),
    listings,
    filings,
    disclosures: versions,
    emissions: emissions.map(({ position: _position, outletId: _outlet, ...row }) => row),
    violations: cases,
  }
}

const mediaOf = ({ dischargesWater, dischargesAir }: { dischargesWater: boolean; dischargesAir: boolean }) => [
  ...(dischargesWater ? (['water'] as const) : []),
  ...(dischargesAir ? (['air'] as const) : []),
]
