import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices } from '#db/schema/device.ts'
import { enterprises, outlets, permits } from '#db/schema/enterprise.ts'
import { inspections } from '#db/schema/inspection.ts'
import { campaigns } from '#db/schema/plan.ts'
import { violationCases } from '#db/schema/violation.ts'
import { type CampaignSearch, campaignLimits } from '#domain/plan/input/campaign.ts'
import { type CampaignStanding, caseDaysAfter, categoryOf, type PermitState } from '#domain/plan/rules/campaign.ts'

const columns = {
  id: campaigns.id,
  batch: campaigns.batch,
  titleZh: campaigns.titleZh,
  titleEn: campaigns.titleEn,
  sectorCodes: campaigns.sectorCodes,
  question: campaigns.question,
  fromOn: campaigns.fromOn,
  toOn: campaigns.toOn,
  basisZh: campaigns.basisZh,
  basisEn: campaigns.basisEn,
  openedAt: campaigns.openedAt,
}
export type Campaign = Awaited<ReturnType<typeof allCampaigns>>[number]
const allCampaigns = (db: Db) => db.select(columns).from(campaigns).orderBy(desc(campaigns.fromOn), desc(campaigns.id))

export const getCampaign = async (db: Db, id: number): Promise<Campaign | undefined> =>
  (await db.select(columns).from(campaigns).where(eq(campaigns.id, id)))[0]

export interface CampaignCounts {
  firms: number
  withoutPermit: number
  checked: number
  found: number
  punished: number
}

/** Every campaign, the newest first, with how far it is. */
export async function listCampaigns(db: Db, today: string): Promise<(Campaign & CampaignCounts)[]> {
  const all = await allCampaigns(db)
  return Promise.all(all.map(async (campaign) => ({ ...campaign, ...(await countCampaign(db, campaign, today)) })))
}

export async function countCampaign(db: Db, campaign: Campaign, today: string): Promise<CampaignCounts> {
  const [counts] = await db.execute<Record<keyof CampaignCounts, number>>(sql`
    select count(*)::int as firms, (count(*) filter (where permit <> 'held'))::int as "withoutPermit",
      (count(*) filter (where checked > 0))::int as checked, (count(*) filter (where found > 0))::int as found,
      (count(*) filter (where cases > 0))::int as punished
    from (${firmsOf(campaign, today)}) as firm`)
  return counts as CampaignCounts
}

export interface CampaignFirm {
  creditCode: string
  name: string
  nameEn: string | null
  regionCode: string
  sectorCode: string
  permit: PermitState
  permitNo: string | null
  permitExpiresOn: string | null
  /** Inspections of the campaign that are finished, and those that found something. */
  checked: number
  found: number
  /** Of the newest one. */
  inspectionNo: string | null
  /** Published cases decided since the campaign began. */
  cases: number
  caseId: number | null
  standing: CampaignStanding
}

/** Firms of a campaign: who has no permit first, then by county and name. `limit` null: all of them. */
export async function listCampaignFirms(
  db: Db,
  campaign: Campaign,
  { region, standing, permit }: Omit<CampaignSearch, 'page'>,
  today: string,
  page: number | null = null,
): Promise<{ rows: CampaignFirm[]; total: number }> {
  const where = and(
    region ? sql`"regionCode" = ${region}` : undefined,
    permit ? sql`permit = ${permit}` : undefined,
    standing ? sql`standing = ${standing}` : undefined,
  )
  const paging =
    page === null ? sql`` : sql`limit ${campaignLimits.pageSize} offset ${(page - 1) * campaignLimits.pageSize}`
  const rows = await db.execute<CampaignFirm & { all: number } & Record<string, unknown>>(sql`
    select firm.*, count(*) over ()::int as all from (${firmsOf(campaign, today)}) as firm where ${where ?? sql`true`}
    order by array_position(array['none', 'expired', 'held'], permit), "regionCode", pinyin, "creditCode" ${paging}`)
  return { rows: rows.map(({ all: _, ...row }) => row), total: rows[0]?.all ?? 0 }
}

/**
 * The register's firms of the sectors (closed ones left out) with permit (rules/campaign.ts, on today or the campaign's last day),
 * inspections and cases. A test ties the SQL to the rules.
 */
function firmsOf({ id, sectorCodes, question, fromOn, toOn }: Campaign, today: string): SQL {
  const day = sql`${today < toOn ? today : toOn}::date`
  const category = categoryOf[question]
  const hasDevice = sql`exists (select from ${devices} join ${outlets} on ${outlets.id} = ${devices.outletId}
    where ${outlets.enterpriseId} = ${enterprises.id} and ${devices.state} not in ('planned', 'removed'))`
  return sql`
    select *, case when cases > 0 then 'punished' when found > 0 then 'found' when checked > 0 then 'clear' else 'unchecked' end as standing
    from (
      select ${enterprises.creditCode} as "creditCode", ${enterprises.name} as name, ${enterprises.nameEn} as "nameEn",
        ${enterprises.namePinyin} as pinyin, ${enterprises.regionCode} as "regionCode", ${enterprises.sectorCode} as "sectorCode",
        case when p.issued_on <= ${day} and ${day} <= p.expires_on then 'held' when p.expires_on < ${day} then 'expired' else 'none' end as permit,
        p.permit_no as "permitNo", p.expires_on::text as "permitExpiresOn",
        coalesce(i.checked, 0)::int as checked, coalesce(i.found, 0)::int as found, i.no as "inspectionNo",
        coalesce(c.cases, 0)::int as cases, c.id as "caseId"
      from ${enterprises}
      left join lateral (
        select ${permits.permitNo}, ${permits.issuedOn}, ${permits.expiresOn} from ${permits}
        where ${permits.enterpriseId} = ${enterprises.id} and ${permits.issuedOn} <= ${day} order by ${permits.expiresOn} desc limit 1
      ) as p on true
      left join lateral (
        select count(*) as checked, count(*) filter (where ${inspections.result} = 'problems') as found,
          (array_agg(${inspections.no} order by ${inspections.finishedAt} desc))[1] as no
        from ${inspections} where ${inspections.campaignId} = ${id} and ${inspections.enterpriseId} = ${enterprises.id}
          and ${inspections.state} = 'finished'
      ) as i on true
      left join lateral (
        select count(*) as cases, max(${violationCases.id}) as id from ${violationCases}
        where ${violationCases.enterpriseId} = ${enterprises.id} and ${violationCases.state} = 'published'
          ${category ? sql`and ${violationCases.category} = ${category}` : sql``}
          and ${violationCases.decidedOn} between ${fromOn}::date and ${toOn}::date + ${caseDaysAfter}::int
      ) as c on true
      where ${enterprises.sectorCode} = any(${`{${sectorCodes.join(',')}}`}::text[]) and ${enterprises.operatingState} <> 'closed'
        ${question === 'without_device' ? sql`and not ${hasDevice}` : sql``}
    ) as register`
}
