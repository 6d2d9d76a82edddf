import { eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterpriseContacts, enterprises, outletLimits, outlets } from '#db/schema/enterprise.ts'
import { factors } from '#db/schema/standard.ts'
import { enterpriseSearchText, namePinyin } from '#db/search-text.ts'
import { listRegistered, type PlannedChange, type Registered } from '#domain/enterprise/queries/import-plan.ts'
import { type RegisterReference, registerReference } from '#domain/enterprise/queries/reference.ts'
import { contactFields, type FieldChange } from '#domain/enterprise/rules/import/changes.ts'
import type { ImportValues } from '#domain/enterprise/rules/import/row-tools.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

type NewEnterprise = typeof enterprises.$inferInsert

/** Writes planned changes with their events. Inside the caller's transaction. */
export async function applyChanges(
  tx: Db,
  by: Viewer | 'system',
  changes: PlannedChange[],
  overrideReason: string | undefined,
  now: Date,
): Promise<void> {
  const reference = await registerReference(tx)
  const known = changes.filter(({ id }) => id !== undefined)
  const registered = await listRegistered(
    tx,
    known.map(({ creditCode }) => creditCode),
  )
  const factorNames = await listFactorNames(
    tx,
    known.map(({ id }) => id as number),
  )
  for (const change of changes) {
    const before = registered.get(change.creditCode)
    const id = before
      ? await updateEnterprise(tx, before, change, factorNames.get(before.id) ?? [], reference, now)
      : await createEnterprise(tx, change, reference, now)
    await writeContact(tx, id, before, change.values)
    await recordEvent(tx, {
      kind: before ? 'enterprise.changed' : 'enterprise.registered',
      subject: `enterprise:${change.creditCode}`,
      by,
      at: now,
      before: before ? valuesOf(change.fields, 'before') : undefined,
      after: valuesOf(change.fields, 'after'),
      reason: change.needsOverride ? overrideReason : undefined,
    })
  }
}

async function createEnterprise(tx: Db, { values }: PlannedChange, reference: RegisterReference, now: Date) {
  const complete = columnsOf(values) as NewEnterprise
  const [created] = await tx
    .insert(enterprises)
    .values({ ...complete, ...searchable(complete, [], reference), createdAt: now, updatedAt: now })
    .returning({ id: enterprises.id })
  return (created as { id: number }).id
}

async function updateEnterprise(
  tx: Db,
  before: Registered,
  { fields, values }: PlannedChange,
  factorNames: string[],
  reference: RegisterReference,
  now: Date,
): Promise<number> {
  const changed = Object.fromEntries(fields.map(({ field, after }) => [field, after]))
  const after = { ...before, ...columnsOf({ ...changed, creditCode: values.creditCode }) }
  await tx
    .update(enterprises)
    .set({
      ...columnsOf({ ...changed, creditCode: values.creditCode }),
      ...searchable(after, factorNames, reference),
      updatedAt: now,
    })
    .where(eq(enterprises.id, before.id))
  return before.id
}

/** The line's facts that stand in the register's own table. */
function columnsOf(values: ImportValues): Partial<NewEnterprise> {
  const { environmentalOfficer: _officer, phone: _phone, email: _email, ...columns } = values
  return columns
}

function searchable(
  enterprise: Omit<NewEnterprise, 'namePinyin' | 'searchText'>,
  factorNames: string[],
  reference: RegisterReference,
) {
  const names = (of: Map<string, { nameZh: string; nameEn: string }>, code: string) => {
    const found = of.get(code)
    return found ? [found.nameZh, found.nameEn] : []
  }
  return {
    namePinyin: namePinyin(enterprise.name),
    searchText: enterpriseSearchText({
      ...enterprise,
      regionNames: names(reference.region, enterprise.regionCode),
      sectorNames: names(reference.sector, enterprise.sectorCode),
      factorNames,
    }),
  }
}

async function writeContact(
  tx: Db,
  enterpriseId: number,
  before: Registered | undefined,
  values: ImportValues,
): Promise<void> {
  const { environmentalOfficer, phone, email } = values
  if (environmentalOfficer === undefined && phone === undefined && email === undefined) return
  const contact = {
    environmentalOfficer: environmentalOfficer ?? before?.environmentalOfficer,
    phone: phone ?? before?.phone,
    email: email === undefined ? before?.email : email,
  }
  if (!contact.environmentalOfficer || !contact.phone) return
  const whole = { ...contact, environmentalOfficer: contact.environmentalOfficer, phone: contact.phone }
  await tx
    .insert(enterpriseContacts)
    .values({ enterpriseId, ...whole })
    .onConflictDoUpdate({ target: enterpriseContacts.enterpriseId, set: whole })
}

/** For the event: contacts are said to have changed, not from what to what; events are kept for ever. */
function valuesOf(fields: FieldChange[], side: 'before' | 'after'): Record<string, unknown> {
  const isContact = (field: string) => (contactFields as readonly string[]).includes(field)
  return Object.fromEntries(
    fields.map((change) => [change.field, isContact(change.field) ? '(contact)' : change[side]]),
  )
}

/** Names and aliases of the factors at the outlets of enterprises: part of what they are found by. */
async function listFactorNames(tx: Db, enterpriseIds: number[]): Promise<Map<number, string[]>> {
  if (enterpriseIds.length === 0) return new Map()
  const found = await tx
    .selectDistinct({
      enterpriseId: outlets.enterpriseId,
      nameZh: factors.nameZh,
      nameEn: factors.nameEn,
      aliases: factors.aliases,
    })
    .from(outlets)
    .innerJoin(outletLimits, eq(outletLimits.outletId, outlets.id))
    .innerJoin(factors, eq(factors.code, outletLimits.factorCode))
    .where(inArray(outlets.enterpriseId, enterpriseIds))
  const byEnterprise = Map.groupBy(found, ({ enterpriseId }) => enterpriseId)
  return new Map(
    [...byEnterprise].map(([id, list]) => [
      id,
      list.flatMap(({ nameZh, nameEn, aliases }) => [nameZh, nameEn, ...aliases]),
    ]),
  )
}
