import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { searchTerms } from '#db/search-text.ts'
import type { controlLevels, installGroups, outletKinds } from '#db/vocabulary.ts'
import { deviceLimits } from '#domain/device/input/fields.ts'
import type { InstallSearch } from '#domain/device/input/search.ts'
import { groupsOf } from '#domain/device/rules/obligation.ts'
import { hasReached, type InstallStage, isPlanLate, stageOf } from '#domain/device/rules/stage.ts'
import type { DeviceState } from '#domain/device/rules/steps.ts'
import { groupsOn } from '#domain/device/rules/terms.ts'
import { type OnlineState, onlineStateOf } from '#domain/monitoring/rules/live/state.ts'
import { cityDate } from '#platform/clock.ts'
import { remembered } from '#platform/remember.ts'

interface Row {
  outlet_id: number
  outlet_code: string
  outlet_name: string
  outlet_kind: (typeof outletKinds)[number]
  credit_code: string
  enterprise_name: string
  enterprise_name_en: string | null
  region_code: string
  sector_code: string
  industry_code: string | null
  control_level: (typeof controlLevels)[number]
  search_text: string
  is_key: boolean
  factor_codes: string[]
  plan_group: (typeof installGroups)[number] | null
  plan_due_on: string | null
  device_id: number | null
  mn: string | null
  device_state: DeviceState | null
  last_frame_at: string | null
  has_fault: boolean
  vendors: { kind: string; name: string }[] | null
}

/** Every outlet that may have to install, is on the plan, or has a device, by name of its firm. */
async function readRows(db: Db, today: string): Promise<Row[]> {
  const rules = groupsOn(today)
  const sectors = rules.flatMap(({ sectorCodes }) => sectorCodes ?? [])
  const prefixes = rules.flatMap(({ industryPrefixes }) => industryPrefixes ?? []).map((prefix) => `${prefix}%`)
  return (await db.execute(sql`
    with keys as (select enterprise_id from key_polluters where year = (select max(year) from key_polluter_lists))
    select o.id as outlet_id, o.code as outlet_code, o.name as outlet_name, o.kind as outlet_kind, e.credit_code,
      e.name as enterprise_name, e.name_en as enterprise_name_en, e.region_code, e.sector_code, e.industry_code,
      e.control_level, e.search_text, e.id in (select enterprise_id from keys) as is_key,
      array(select distinct l.factor_code from outlet_limits l where l.outlet_id = o.id and l.valid_from <= ${today}::date
        and (l.valid_to is null or l.valid_to > ${today}::date)) as factor_codes,
      p."group" as plan_group, p.due_on::text as plan_due_on, d.id as device_id, d.mn, d.state as device_state,
      a.last_frame_at, f.id is not null as has_fault,
      case when d.id is not null then (select json_agg(json_build_object('kind', v.kind, 'name', n.name) order by v.kind, n.name)
        from outlet_vendors v join vendors n on n.id = v.vendor_id
        where v.outlet_id = o.id and (v.to_on is null or v.to_on >= ${today}::date)) end as vendors
    from outlets o join enterprises e on e.id = o.enterprise_id
    left join device_plans p on p.outlet_id = o.id
    left join devices d on d.outlet_id = o.id and d.state <> 'removed'
    left join device_activity a on a.device_id = d.id
    left join device_faults f on f.device_id = d.id and f.repaired_at is null
    where o.kind <> 'fugitive' and (d.id is not null or p.outlet_id is not null
      or (e.operating_state <> 'closed' and (o.in_service_to is null or o.in_service_to > ${today}::date)
        and (e.sector_code = any(${sql.param(sectors)}::text[]) or e.industry_code like any(${sql.param(prefixes)}::text[])
          or e.id in (select enterprise_id from keys))))
    order by e.name_pinyin, e.id, o.kind, o.code`)) as unknown as Row[]
}

let kept: { today: string; read: (db: Db) => Promise<Installation[]> } | undefined

/** The same as a reader needs it, kept for some seconds: a page needs the counts of all. */
function listInstallations(db: Db, now: Date): Promise<Installation[]> {
  const today = cityDate(now)
  if (kept?.today !== today)
    kept = {
      today,
      read: remembered(async (of) => (await readRows(of, today)).flatMap((row) => read(row, today)), 5000),
    }
  return kept.read(db)
}

export interface Installation {
  outletId: number
  outletCode: string
  outletName: string
  outletKind: Row['outlet_kind']
  creditCode: string
  enterpriseName: string
  enterpriseNameEn: string | null
  regionCode: string
  sectorCode: string
  isNational: boolean
  searchText: string
  /** Why it must install; empty where it need not by the three groups. */
  groups: (typeof installGroups)[number][]
  plan: { group: (typeof installGroups)[number]; dueOn: string } | null
  stage: InstallStage
  isLate: boolean
  deviceId: number | null
  mn: string | null
  deviceState: DeviceState | null
  lastFrameAt: Date | null
  hasFault: boolean
  vendors: { kind: string; name: string }[]
}

function read(row: Row, today: string): Installation[] {
  const asked = groupsOf(
    {
      sectorCode: row.sector_code,
      industryCode: row.industry_code,
      isKeyPolluter: row.is_key,
      factorCodes: row.factor_codes,
    },
    today,
  )
  const plan = row.plan_group && row.plan_due_on ? { group: row.plan_group, dueOn: row.plan_due_on } : null
  if (asked.length === 0 && !plan && row.device_id === null) return []
  const stage = stageOf(plan, row.device_state)
  return [
    {
      outletId: row.outlet_id,
      outletCode: row.outlet_code,
      outletName: row.outlet_name,
      outletKind: row.outlet_kind,
      creditCode: row.credit_code,
      enterpriseName: row.enterprise_name,
      enterpriseNameEn: row.enterprise_name_en,
      regionCode: row.region_code,
      sectorCode: row.sector_code,
      isNational: row.control_level === 'national',
      searchText: row.search_text,
      groups: plan?.group === 'other' ? [...asked, 'other'] : asked,
      plan,
      stage,
      isLate: isPlanLate(plan, stage, today),
      deviceId: row.device_id,
      mn: row.mn,
      deviceState: row.device_state,
      lastFrameAt: row.last_frame_at === null ? null : new Date(row.last_frame_at),
      hasFault: row.has_fault,
      vendors: row.vendors ?? [],
    },
  ]
}

export type InstallationNow = Installation & { state: OnlineState | null }
const withState = (row: Installation, now: Date): InstallationNow => ({
  ...row,
  state:
    row.deviceState === null
      ? null
      : onlineStateOf({ deviceState: row.deviceState, lastFrameAt: row.lastFrameAt }, now),
})

export interface InstallCount {
  /** By the three groups or on the county's plan. */
  obliged: number
  planned: number
  installed: number
  connected: number
  accepted: number
  signedOff: number
  /** Not even planned. */
  missing: number
  late: number
}

/** How far the installation has come, in all and by county: each step counts those that went further, too. */
export async function countInstallations(db: Db, now: Date) {
  const none = (): InstallCount => ({
    obliged: 0,
    planned: 0,
    installed: 0,
    connected: 0,
    accepted: 0,
    signedOff: 0,
    missing: 0,
    late: 0,
  })
  const total = none()
  const byRegion = new Map<string, InstallCount>()
  for (const row of await listInstallations(db, now)) {
    const region = byRegion.get(row.regionCode) ?? none()
    byRegion.set(row.regionCode, region)
    for (const count of [region, total]) {
      count.obliged++
      if (hasReached(row.stage, 'planned')) count.planned++
      if (hasReached(row.stage, 'installed')) count.installed++
      if (hasReached(row.stage, 'connected')) count.connected++
      if (hasReached(row.stage, 'accepted')) count.accepted++
      if (hasReached(row.stage, 'signed_off')) count.signedOff++
      if (row.stage === 'missing') count.missing++
      if (row.isLate) count.late++
    }
  }
  return { total, byRegion }
}

/** Rows that fit the filters, with the counts beside them; a filter's own choice does not narrow its counts. */
export async function searchInstallations(
  db: Db,
  search: Omit<InstallSearch, 'page'> & { page?: number | undefined },
  now: Date,
) {
  const words = searchTerms(search.q ?? '')
  const chosen = {
    stage: search.stage,
    region: search.region,
    group: search.group,
    state: search.state,
    late: search.late,
  }
  type Filter = keyof typeof chosen
  const filters = Object.keys(chosen) as Filter[]
  const counts = Object.fromEntries(filters.map((name) => [name, new Map<string, number>()])) as Record<
    Filter,
    Map<string, number>
  >
  const found: InstallationNow[] = []
  for (const one of await listInstallations(db, now)) {
    const isWord = (word: string) =>
      one.searchText.includes(word) || one.outletCode.toLowerCase() === word || one.mn?.toLowerCase().includes(word)
    if (!words.every(isWord)) continue
    const row = withState(one, now)
    const keys: Record<Filter, readonly string[]> = {
      stage: [row.stage],
      region: [row.regionCode],
      group: row.groups,
      state: row.state === null ? [] : [row.state],
      late: row.isLate ? ['yes'] : [],
    }
    const missed = filters.filter((name) => chosen[name] !== undefined && !keys[name].includes(chosen[name] as string))
    if (missed.length === 0) found.push(row)
    for (const name of filters)
      if (missed.every((other) => other === name))
        for (const key of keys[name]) counts[name].set(key, (counts[name].get(key) ?? 0) + 1)
  }
  const { page } = search
  const start = ((page ?? 1) - 1) * deviceLimits.pageSize
  return {
    rows: page === undefined ? found : found.slice(start, start + deviceLimits.pageSize),
    found: found.length,
    counts,
  }
}
