import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { events } from '#db/schema/event.ts'
import {
  type OutletKind,
  outletFields,
  outletKey,
  type RowContext,
  rowKey,
  type Typed,
} from '#domain/disclosure/rules/form.ts'
import { mergeTyped, type TypedFields } from '#domain/disclosure/rules/merge.ts'
import { facilityCarriesM3PerYear, stackCarriesM3PerYear } from '#domain/disclosure/rules/plausibility-bounds.ts'
import { getOtherSources } from '#domain/monitoring/queries/other-sources.ts'

export interface Draft {
  id: number
  year: number
  version: number
  /** Goes up with each save; the form sends the one it was loaded with. */
  revision: number
  supersedesId: number | null
  correctionReason: string | null
  createdAt: Date
  updatedAt: Date
}

export interface DraftRow {
  context: RowContext
  outletCode: string
  outletName: string
  destination: string | null
  factorNameZh: string
  factorNameEn: string
  limitBasis: string | null
  typed: Typed
}

/** The one draft that a year can have. For the enterprise's own desk only. */
export async function getDraft(db: Db, enterpriseId: number, year: number): Promise<Draft | undefined> {
  const [draft] = await db
    .select(draftColumns)
    .from(disclosures)
    .where(and(eq(disclosures.enterpriseId, enterpriseId), eq(disclosures.year, year), eq(disclosures.state, 'draft')))
  return draft
}

export const draftColumns = {
  id: disclosures.id,
  year: disclosures.year,
  version: disclosures.version,
  revision: disclosures.revision,
  supersedesId: disclosures.supersedesId,
  correctionReason: disclosures.correctionReason,
  createdAt: disclosures.createdAt,
  updatedAt: disclosures.updatedAt,
}

/** The draft's rows in the form's order, each with all that its checks need. */
export async function listDraftRows(db: Db, draft: Pick<Draft, 'id'>): Promise<DraftRow[]> {
  const rows = (await db.execute(sql`
    select o.id as "outletId", o.code as "outletCode", o.name as "outletName", o.kind as "outletKind", o.destination,
      o.inner_diameter_m::float8 as "innerDiameterM", facility.capacity::float8 as capacity, facility.unit as "capacityUnit",
      f.code as "factorCode", f.name_zh as "factorNameZh", f.name_en as "factorNameEn", f.amount_unit is not null as "hasTotal",
      r.concentration_unit as unit, r.limit_min::float8 as "limitMin", r.limit_max::float8 as "limitMax",
      r.limit_averaging as averaging, r.limit_basis as "limitBasis", r.permitted_tonnes::float8 as "permittedTonnes", r.typed,
      before.mean::float8 as "meanBefore", before.total::float8 as "totalBefore",
      d.year - 1 as "reportedYear", whole.tonnes::float8 as "permittedEnterpriseTonnes"
    from disclosure_rows r
    join disclosures d on d.id = r.disclosure_id
    join outlets o on o.id = r.outlet_id
    join factors f on f.code = r.factor_code
    left join lateral (
      select sum(capacity) as capacity, min(capacity_unit) as unit from treatment_facilities t
      where t.outlet_id = o.id and t.enterprise_id = o.enterprise_id and t.medium = 'water'
      having count(distinct t.capacity_unit) = 1
    ) facility on true
    left join lateral (
      select p.concentration_mean as mean, p.total_tonnes as total
      from disclosures e join disclosure_rows p on p.disclosure_id = e.id
      where e.enterprise_id = d.enterprise_id and e.year = d.year - 1 and e.state = 'published'
        and p.outlet_id = r.outlet_id and p.factor_code = r.factor_code
    ) before on true
    left join lateral (
      select t.tonnes_per_year as tonnes from permitted_totals t join permits p on p.id = t.permit_id
      where p.enterprise_id = d.enterprise_id and t.outlet_id is null and t.factor_code = r.factor_code
        and p.issued_on <= make_date(d.year - 1, 12, 31)
      order by p.expires_on > make_date(d.year - 1, 12, 31) desc, p.issued_on desc limit 1
    ) whole on true
    where r.disclosure_id = ${draft.id}
    order by r.position, o.code, f.code
  `)) as unknown as (Omit<RowContext, 'carriesM3PerYear' | 'flow' | 'hours' | 'lastYear' | 'seen'> &
    Omit<DraftRow, 'context'> & {
      outletKind: OutletKind
      innerDiameterM: number | null
      capacity: number | null
      capacityUnit: string | null
      meanBefore: number | null
      totalBefore: number | null
      reportedYear: number
    })[]
  const outletIds = [...new Set(rows.map(({ outletId }) => outletId))]
  const sourcesOf = await getOtherSources(db, outletIds, rows[0]?.reportedYear ?? 0)
  return rows.map((row) => ({
    context: {
      outletId: row.outletId,
      outletKind: row.outletKind,
      factorCode: row.factorCode,
      unit: row.unit,
      hasTotal: row.hasTotal,
      limitMin: row.limitMin,
      limitMax: row.limitMax,
      averaging: row.averaging,
      permittedTonnes: row.permittedTonnes,
      permittedEnterpriseTonnes: row.permittedEnterpriseTonnes,
      carriesM3PerYear:
        stackCarriesM3PerYear(row.innerDiameterM) ?? facilityCarriesM3PerYear(row.capacity, row.capacityUnit),
      // As the form's own groups say (checkForm).
      flow: null,
      hours: null,
      lastYear:
        row.meanBefore === null && row.totalBefore === null
          ? null
          : { mean: row.meanBefore, totalTonnes: row.totalBefore },
      seen: sourcesOf(row.outletId, row.factorCode, row.unit),
    },
    outletCode: row.outletCode,
    outletName: row.outletName,
    destination: row.destination,
    factorNameZh: row.factorNameZh,
    factorNameEn: row.factorNameEn,
    limitBasis: row.limitBasis,
    typed: row.typed,
  }))
}

/** The form's fields as saved, by field name; blank ones too, so that it also says which fields there are. */
export function savedFields(
  rows: readonly { context: Pick<RowContext, 'outletId' | 'factorCode'>; typed: Typed }[],
  fieldNames: readonly (keyof Typed)[],
): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const { context, typed } of rows) {
    for (const name of outletFields) fields[`${outletKey(context.outletId)}.${name}`] ??= typed[name] ?? ''
    for (const name of fieldNames) fields[`${rowKey(context)}.${name}`] = typed[name] ?? ''
  }
  return fields
}

/** One save of a draft: what it changed, from what, by whom. */
export interface Save {
  before: TypedFields
  after: TypedFields
  name: string | null
  at: Date
}

/**
 * The saves after `revision`, latest first: the common ground of two people who edit at once. The events of the draft are its
 * log; there is one for each revision.
 */
export async function listSavesSince(db: Db, draft: Pick<Draft, 'id' | 'revision'>, revision: number): Promise<Save[]> {
  if (revision >= draft.revision) return []
  return db
    .select({
      before: sql<TypedFields>`${events.before}->'fields'`,
      after: sql<TypedFields>`${events.after}->'fields'`,
      name: users.name,
      at: events.at,
    })
    .from(events)
    .leftJoin(users, eq(users.id, events.actorId))
    .where(
      and(
        eq(events.subject, `disclosure:${draft.id}`),
        eq(events.kind, 'draft.saved'),
        sql`(${events.after}->>'revision')::int > ${revision}`,
      ),
    )
    .orderBy(desc(events.id))
    .limit(draft.revision - revision)
}

/** What others saved after `revision`, as it was before. */
export const fieldsBefore = async (db: Db, draft: Pick<Draft, 'id' | 'revision'>, revision: number) =>
  before(await listSavesSince(db, draft, revision))

/** The fields that these saves changed, as they were before all of them: the earliest has the last word. */
const before = (saves: readonly Save[]): TypedFields => Object.assign({}, ...saves.map((save) => save.before))

/** Who saved the draft last, and when; undefined while nobody has. */
export async function getLastSave(db: Db, draft: Pick<Draft, 'id'>): Promise<{ name: string; at: Date } | undefined> {
  const [last] = await db
    .select({ name: users.name, at: events.at })
    .from(events)
    .innerJoin(users, eq(users.id, events.actorId))
    .where(and(eq(events.subject, `disclosure:${draft.id}`), eq(events.kind, 'draft.saved')))
    .orderBy(desc(events.id))
    .limit(1)
  return last
}

/** What a form loaded at `revision` would change now, where another person was quicker, and what was saved since. */
export async function mergeWithSaved(
  db: Db,
  draft: Pick<Draft, 'id' | 'revision'>,
  saved: TypedFields,
  form: { revision: number; fields: TypedFields },
) {
  const since = await listSavesSince(db, draft, form.revision)
  return { ...mergeTyped(before(since), saved, form.fields), since }
}
