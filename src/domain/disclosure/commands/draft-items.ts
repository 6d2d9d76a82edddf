import { desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureItems, disclosureRows } from '#db/schema/disclosure.ts'
import {
  enterpriseContacts,
  enterprises,
  outlets,
  permits,
  permittedTotals,
  treatmentFacilities,
} from '#db/schema/enterprise.ts'
import { sectors } from '#db/schema/sector.ts'
import type { GroupName } from '#domain/disclosure/rules/items/groups.ts'
import { type CheckedItem, type FormItem, itemKey } from '#domain/disclosure/rules/items/item.ts'
import { splitPrivate } from '#domain/disclosure/rules/items/typed.ts'

/** Puts items into a draft, in this order. */
export async function insertItems(tx: Db, disclosureId: number, items: readonly FormItem[]): Promise<void> {
  const values = items.map(({ group, item, typed }) => ({ disclosureId, groupName: group, item, typed: { ...typed } }))
  if (values.length > 0) await tx.insert(disclosureItems).values(values)
}

/**
 * What the register knows of the enterprise, as the groups of its form: name, codes, place, outlets, facilities, permit. What
 * `over` has of an item stands over it, field by field.
 */
export async function startingItems(
  tx: Db,
  { enterpriseId, disclosureId }: { enterpriseId: number; disclosureId: number },
  over: readonly FormItem[],
): Promise<FormItem[]> {
  const registered = [
    ...(await basicData(tx, enterpriseId)),
    ...(await outletItems(tx, disclosureId)),
    // What the firm wrote before about its facilities and permits is its own list: the register's is for who has none.
    ...without(over, 'facilities', await facilityItems(tx, enterpriseId)),
    ...without(over, 'permit', await permitItems(tx, enterpriseId)),
  ]
  const own = new Map(over.map((item) => [itemKey(item), item]))
  const known = new Set(registered.map(itemKey))
  return [
    ...registered.map((item) => ({ ...item, typed: { ...item.typed, ...own.get(itemKey(item))?.typed } })),
    ...over.filter((item) => !known.has(itemKey(item))),
  ].filter(({ typed }) => Object.keys(typed).length > 0)
}

const without = (over: readonly FormItem[], group: GroupName, items: FormItem[]) =>
  over.some((item) => item.group === group) ? [] : items

const typedOf = (values: Record<string, string | number | null | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([field, value]) =>
      value === null || value === undefined || value === '' ? [] : [[field, String(value)]],
    ),
  )

async function basicData(tx: Db, enterpriseId: number): Promise<FormItem[]> {
  const [found] = await tx
    .select({
      name: enterprises.name,
      orgCode: enterprises.creditCode,
      legalRepresentative: enterprises.legalRepresentative,
      startedOn: enterprises.startedOn,
      startedPrecision: enterprises.startedPrecision,
      address: enterprises.address,
      longitude: enterprises.longitudeDeg,
      latitude: enterprises.latitudeDeg,
      environmentalOfficer: enterpriseContacts.environmentalOfficer,
      officerContact: enterpriseContacts.phone,
      sector: sectors.nameZh,
    })
    .from(enterprises)
    .innerJoin(sectors, eq(sectors.code, enterprises.sectorCode))
    .leftJoin(enterpriseContacts, eq(enterpriseContacts.enterpriseId, enterprises.id))
    .where(eq(enterprises.id, enterpriseId))
  if (!found) return []
  const { startedPrecision, startedOn, ...rest } = found
  const started = startedOn?.slice(0, { year: 4, month: 7, day: 10 }[startedPrecision])
  return [{ group: 'basic', item: 1, typed: typedOf({ ...rest, startedOn: started }) }]
}

async function outletItems(tx: Db, disclosureId: number): Promise<FormItem[]> {
  const rows = await tx
    .selectDistinct({
      id: outlets.id,
      code: outlets.code,
      innerDiameter: outlets.innerDiameterM,
      height: outlets.heightM,
      gasTemperature: outlets.gasTemperatureC,
    })
    .from(disclosureRows)
    .innerJoin(outlets, eq(outlets.id, disclosureRows.outletId))
    .where(eq(disclosureRows.disclosureId, disclosureId))
    .orderBy(outlets.code)
  return rows.map(({ id, code: _, ...values }) => ({ group: 'outlets', item: id, typed: typedOf(values) }))
}

async function facilityItems(tx: Db, enterpriseId: number): Promise<FormItem[]> {
  const rows = await tx
    .select({
      code: treatmentFacilities.code,
      name: treatmentFacilities.name,
      process: treatmentFacilities.process,
      capacity: treatmentFacilities.capacity,
      capacityUnit: treatmentFacilities.capacityUnit,
    })
    .from(treatmentFacilities)
    .where(eq(treatmentFacilities.enterpriseId, enterpriseId))
    .orderBy(treatmentFacilities.code)
  return rows.map((row, i) => ({ group: 'facilities', item: i + 1, typed: typedOf(row) }))
}

async function permitItems(tx: Db, enterpriseId: number): Promise<FormItem[]> {
  const [permit] = await tx
    .select({ id: permits.id, permitNo: permits.permitNo, expiresOn: permits.expiresOn })
    .from(permits)
    .where(eq(permits.enterpriseId, enterpriseId))
    .orderBy(desc(permits.issuedOn))
    .limit(1)
  if (!permit) return []
  const totals = await tx
    .select({
      factor: permittedTotals.factorCode,
      tonnes: sql<number>`sum(${permittedTotals.tonnesPerYear})::float8`,
    })
    .from(permittedTotals)
    .where(eq(permittedTotals.permitId, permit.id))
    .groupBy(permittedTotals.factorCode)
    .orderBy(permittedTotals.factorCode)
  return [
    {
      group: 'permit',
      item: 1,
      typed: { held: 'yes', ...typedOf({ permitNo: permit.permitNo, expiresOn: permit.expiresOn }) },
    },
    ...totals.map((row, i): FormItem => ({ group: 'permittedTotals', item: i + 1, typed: typedOf(row) })),
  ]
}

/** The typed answers become values; what is private goes into a column of its own that no public query reads. */
export async function publishItems(tx: Db, disclosureId: number, items: readonly CheckedItem[]): Promise<void> {
  const values = items
    .filter(({ answers }) => Object.keys(answers).length > 0)
    .map((item) => {
      const { open, closed } = splitPrivate(item)
      return { group: item.group, item: item.item, answers: open, private: closed }
    })
  await tx.execute(sql`
    with v as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
        as v ("group" text, item int, answers jsonb, private jsonb)
    ), typed as (
      update disclosure_items i set typed = '{}', answers = v.answers, private_answers = v.private from v
      where i.disclosure_id = ${disclosureId} and i.group_name = v."group" and i.item = v.item
      returning i.group_name, i.item
    )
    insert into disclosure_items (disclosure_id, group_name, item, answers, private_answers)
    select ${disclosureId}, v."group", v.item, v.answers, v.private from v
    where not exists (select from typed t where t.group_name = v."group" and t.item = v.item)`)
  // What was typed where it was not asked (an explanation of a "no" that became a "yes") is not part of what is signed.
  await tx.execute(sql`
    delete from disclosure_items i
    where i.disclosure_id = ${disclosureId} and i.answers = '{}' and i.private_answers = '{}'`)
}
