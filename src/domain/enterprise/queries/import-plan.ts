import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterpriseContacts, enterprises } from '#db/schema/enterprise.ts'
import { type FieldChange, registerChanges } from '#domain/enterprise/rules/import/changes.ts'
import type { ImportColumn, ImportField } from '#domain/enterprise/rules/import/columns.ts'
import { distanceKm } from '#domain/enterprise/rules/import/place.ts'
import type { ImportContext, ImportRow, ImportValues } from '#domain/enterprise/rules/import/row-tools.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import { importMessages } from '#src/i18n/messages/import.ts'

/** What an import would do to one enterprise. */
export interface PlannedChange {
  kind: 'create' | 'update'
  line: number
  /** Of the enterprise as it is in the register; undefined for a new one. */
  id: number | undefined
  creditCode: string
  name: string
  values: ImportValues
  fields: FieldChange[]
  needsOverride: boolean
}

export interface ImportPlan {
  changes: PlannedChange[]
  unchanged: number
  findings: Finding[]
}

/** Compares the lines with the register: what is new, what differs, what clashes. */
export async function planImport(
  db: Db,
  rows: ImportRow[],
  columns: ImportColumn[],
  context: ImportContext,
): Promise<ImportPlan> {
  const say = importMessages[context.locale]
  const codes = rows.map(({ values }) => values.creditCode).filter(Boolean)
  const [registered, namesakes, successors] = await Promise.all([
    listRegistered(db, codes),
    listNamesakes(db, rows),
    listFullCodes(db, codes),
  ])
  const plan: ImportPlan = { changes: [], unchanged: 0, findings: [] }
  const regions = new Map(context.regions.map((region) => [region.code, region]))

  for (const { line, values, needsOverride, wrong } of rows) {
    if (values.creditCode === '') continue
    const find = (severity: Finding['severity'], field: ImportField, message: string, given: string | null = null) => {
      const column = columns.find((candidate) => candidate.field === field)
      const [letter, header] = [column?.letter ?? null, column?.header ?? null]
      plan.findings.push({ severity, line, column: letter, header, given, message })
    }
    const before = registered.get(values.creditCode)
    const namesake = values.name === undefined ? undefined : namesakes.get(values.name)
    const fullCode = successors.get(values.creditCode)
    if (namesake) find('refuse', 'name', say.nameTaken(namesake), values.name)
    if (fullCode && !before) find('refuse', 'creditCode', say.hasFullCode(fullCode), values.creditCode)
    if (!before) {
      for (const field of missingFields(values, wrong)) find('refuse', field, say.missing(say.column(field)))
    }
    const hasContact = before?.phone !== undefined && before.phone !== null
    if (!hasContact && (values.phone === undefined) !== (values.environmentalOfficer === undefined)) {
      find('refuse', values.phone === undefined ? 'phone' : 'environmentalOfficer', say.halfContact)
    }
    const region = regions.get(values.regionCode ?? before?.regionCode ?? '')
    const { longitudeDeg, latitudeDeg } = values
    if (region && longitudeDeg !== undefined && latitudeDeg !== undefined) {
      const km = Math.round(distanceKm({ longitudeDeg, latitudeDeg }, region))
      if (km > farKm) find('warn', 'longitude', say.farAway(km, region.nameZh), `${longitudeDeg}, ${latitudeDeg}`)
    }
    const fields = registerChanges(before, values)
    if (before && fields.length === 0) plan.unchanged++
    else {
      const name = values.name ?? before?.name ?? ''
      const kind = before ? 'update' : 'create'
      plan.changes.push({
        kind,
        line,
        id: before?.id,
        creditCode: values.creditCode,
        name,
        values,
        fields,
        needsOverride,
      })
    }
  }
  return plan
}

/** No county of the country's prefectures is larger across. */
const farKm = 120

const required = ['name', 'legalRepresentative', 'address', 'region', 'sector', 'controlLevel'] as const

function missingFields(values: ImportValues, wrong: readonly ImportField[]): ImportField[] {
  const given = { ...values, region: values.regionCode, sector: values.sectorCode }
  const missing: ImportField[] = required.filter((field) => given[field] === undefined && !wrong.includes(field))
  const placeIsWrong = wrong.some((field) => ['longitude', 'latitude', 'coordinates'].includes(field))
  return values.longitudeDeg === undefined && !placeIsWrong ? [...missing, 'longitude', 'latitude'] : missing
}

export type Registered = NonNullable<ReturnType<Awaited<ReturnType<typeof listRegistered>>['get']>>

/** The enterprises as they stand, contacts included: for officers' eyes, and for the comparison. */
export async function listRegistered(db: Db, creditCodes: string[]) {
  const found =
    creditCodes.length === 0
      ? []
      : await db
          .select({
            id: enterprises.id,
            creditCode: enterprises.creditCode,
            name: enterprises.name,
            nameEn: enterprises.nameEn,
            shortNames: enterprises.shortNames,
            formerNames: enterprises.formerNames,
            legalRepresentative: enterprises.legalRepresentative,
            address: enterprises.address,
            longitudeDeg: enterprises.longitudeDeg,
            latitudeDeg: enterprises.latitudeDeg,
            regionCode: enterprises.regionCode,
            sectorCode: enterprises.sectorCode,
            industryCode: enterprises.industryCode,
            controlLevel: enterprises.controlLevel,
            operatingState: enterprises.operatingState,
            products: enterprises.products,
            startedOn: enterprises.startedOn,
            startedPrecision: enterprises.startedPrecision,
            environmentalOfficer: enterpriseContacts.environmentalOfficer,
            phone: enterpriseContacts.phone,
            email: enterpriseContacts.email,
          })
          .from(enterprises)
          .leftJoin(enterpriseContacts, eq(enterpriseContacts.enterpriseId, enterprises.id))
          .where(inArray(enterprises.creditCode, creditCodes))
  return new Map(found.map((enterprise) => [enterprise.creditCode, enterprise]))
}

/** Names of the file that the register has under a code that the file does not hold. */
async function listNamesakes(db: Db, rows: ImportRow[]): Promise<Map<string, string>> {
  const names = rows.flatMap(({ values }) => (values.name ? [values.name] : []))
  if (names.length === 0) return new Map()
  const codes = rows.map(({ values }) => values.creditCode)
  const found = await db
    .select({ name: enterprises.name, creditCode: enterprises.creditCode })
    .from(enterprises)
    .where(and(inArray(enterprises.name, names), notInArray(enterprises.creditCode, codes)))
  return new Map(found.map(({ name, creditCode }) => [name, creditCode]))
}

/** Organisation codes of the file whose holder is registered under its 18 characters (places 9 to 17 hold the old code). */
async function listFullCodes(db: Db, codes: string[]): Promise<Map<string, string>> {
  const old = codes.filter((code) => code.length === 9)
  if (old.length === 0) return new Map()
  const inner = sql<string>`substr(${enterprises.creditCode}, 9, 9)`
  const found = await db
    .select({ old: inner, creditCode: enterprises.creditCode })
    .from(enterprises)
    .where(and(sql`length(${enterprises.creditCode}) = 18`, inArray(inner, old)))
  return new Map(found.map(({ old: code, creditCode }) => [code, creditCode]))
}
