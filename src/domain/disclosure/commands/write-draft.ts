import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { parseFieldName } from '#domain/disclosure/input.ts'
import { groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { parseItemField } from '#domain/disclosure/rules/items/item.ts'
import type { TypedFields } from '#domain/disclosure/rules/merge.ts'
import type { Account } from '#platform/permissions/viewer.ts'

export interface DraftWriting {
  enterpriseId: number
  year: number
  /** Written only while the draft still stands at this revision. */
  revision: number
  fields: TypedFields
  /** What the event keeps beside the fields. */
  also?: Record<string, unknown>
}

export interface DraftWritten {
  /** How many fields were something else before; with none, nothing is written and the revision stays. */
  changed: number
  /** Given names that are no field of this draft; then nothing is written. */
  unknown: string[]
}

/**
 * Writes fields into a draft, raises its revision and records the event, all in one statement: of the last hour before a
 * deadline this is nearly all that happens, and each journey to the database costs more than the writing (docs/decisions).
 *
 * The draft's row is taken first and only at the given revision. Whoever came second waits there and then finds another
 * revision, so what this statement read of rows and items is never older than what it writes over.
 * @returns undefined when there is no draft at this revision: saved by another, published, discarded
 */
export async function writeDraft(
  db: Db,
  by: Account,
  { enterpriseId, year, revision, fields, also = {} }: DraftWriting,
  now: Date,
): Promise<DraftWritten | undefined> {
  const [written] = await db.execute<DraftWritten & Record<string, unknown>>(sql`
    with draft as (
      select id, revision from disclosures
      where enterprise_id = ${enterpriseId} and year = ${year} and state = 'draft' and revision = ${revision} for update
    ), given as materialized (
      select draft.id as draft, g.* from draft, jsonb_to_recordset(${JSON.stringify(givenFields(fields))}::text::jsonb)
        as g (place int, name text, typed text, outlet int, factor text, grp text, item int, of_outlet bool, field text)
    ), compared as materialized (
      select g.*, case
        when g.outlet is not null then (
          select coalesce(r.typed ->> g.field, '') from disclosure_rows r
          where r.disclosure_id = g.draft and r.outlet_id = g.outlet and (g.factor is null or r.factor_code = g.factor)
          order by r.position limit 1)
        when g.grp is not null and (not g.of_outlet or exists (
          select from disclosure_rows r where r.disclosure_id = g.draft and r.outlet_id = g.item)) then coalesce((
          select i.typed ->> g.field from disclosure_items i
          where i.disclosure_id = g.draft and i.group_name = g.grp and i.item = g.item), '')
        end as before
      from given g
    ), changed as materialized (
      select *, to_jsonb(nullif(typed, '')) as value from compared
      where before <> typed and not exists (select from compared where before is null)
    ), row_patches as materialized (
      select c.draft, r.outlet_id, r.factor_code, jsonb_object_agg(c.field, c.value) as patch
      from changed c cross join lateral (
        select outlet_id, factor_code from disclosure_rows
        where disclosure_id = c.draft and outlet_id = c.outlet and (c.factor is null or factor_code = c.factor) offset 0
      ) r where c.outlet is not null group by 1, 2, 3
    ), rows as (
      update disclosure_rows r set typed = jsonb_strip_nulls(r.typed || p.patch) from row_patches p
      where r.disclosure_id = p.draft and r.outlet_id = p.outlet_id and r.factor_code = p.factor_code
    ), item_patches as materialized (
      select c.*, i.typed is not null as is_there, jsonb_strip_nulls(coalesce(i.typed, '{}') || c.patch) as typed
      from (select draft, grp, item, min(place) as place, jsonb_object_agg(field, value) as patch from changed where grp is not null group by 1, 2, 3) c
      left join lateral (
        select typed from disclosure_items where disclosure_id = c.draft and group_name = c.grp and item = c.item offset 0
      ) i on true
    ), items_kept as (
      update disclosure_items i set typed = p.typed from item_patches p
      where i.disclosure_id = p.draft and i.group_name = p.grp and i.item = p.item and p.typed <> '{}'
    ), items_gone as (
      delete from disclosure_items i using item_patches p
      where i.disclosure_id = p.draft and i.group_name = p.grp and i.item = p.item and p.typed = '{}'
    ), items_new as (
      insert into disclosure_items (disclosure_id, group_name, item, typed)
      select draft, grp, item, typed from item_patches where not is_there and typed <> '{}' order by place
    ), raised as (
      update disclosures x set revision = x.revision + 1, updated_at = ${now.toISOString()}::timestamptz from draft d
      where x.id = d.id and exists (select from changed)
    ), event as (
      insert into events (kind, subject, actor_id, actor_role, at, before, after)
      select 'draft.saved', 'disclosure:' || d.id, ${by.userId}, ${by.role}::account_role, ${now.toISOString()}::timestamptz,
        jsonb_build_object('fields', jsonb_object_agg(c.name, c.before)),
        ${JSON.stringify(also)}::text::jsonb
          || jsonb_build_object('revision', d.revision + 1, 'fields', jsonb_object_agg(c.name, c.typed))
      from draft d cross join changed c group by d.id, d.revision
    )
    select (select count(*)::int from changed) as changed,
      (select coalesce(array_agg(name), '{}') from compared where before is null) as unknown
    from draft`)
  return written && { changed: written.changed, unknown: written.unknown }
}

/**
 * The fields taken apart, as the statement wants them, and their places: new items come in the order in which they were given. What
 * is no field of any form comes back as unknown.
 */
const givenFields = (fields: TypedFields) =>
  Object.entries(fields).map(([name, typed], place) => {
    const row = parseFieldName(name)
    if (row) return { name, typed, outlet: row.outletId, factor: row.factorCode, field: row.field }
    const of = parseItemField(name)
    if (!of) return { name, typed }
    return {
      place,
      name,
      typed,
      grp: of.group,
      item: of.item,
      of_outlet: groupSpec(of.group).ofOutlets === true,
      field: of.field,
    }
  })
