import { inArray, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { listListed } from '#domain/listing/queries/list.ts'
import type { ListingKind } from '#domain/listing/rules/kinds.ts'
import type { ListFile, ListRow } from '#domain/listing/rules/read-file.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { listingMessages } from '#src/i18n/messages/listing.ts'
import { term } from '#src/i18n/terms.ts'

export interface PlannedFirm {
  id: number
  creditCode: string
  name: string
  nameEn: string | null
  regionCode: string
  sectorCode: string
  kinds: ListingKind[]
}

/** The lines of a list matched with the register, by credit code or else by the full name; several lines of a firm are one. */
export async function planList(
  db: Db,
  { rows, columns }: Pick<ListFile, 'rows' | 'columns'>,
  year: number,
  isSupplement: boolean,
  locale: Locale,
): Promise<{ firms: PlannedFirm[]; findings: Finding[] }> {
  const say = listingMessages[locale]
  const [byCode, byName] = await registered(db, rows)
  const listed = new Map(isSupplement ? (await listListed(db, year)).map((firm) => [firm.id, firm]) : [])
  const firms = new Map<number, PlannedFirm>()
  const findings: Finding[] = []
  for (const row of rows) {
    const find = (severity: Finding['severity'], field: 'creditCode' | 'name' | 'kinds', message: string) => {
      const column = columns.find((each) => each.field === field)
      const [letter, header] = [column?.letter ?? null, column?.header ?? null]
      const given = field === 'kinds' ? null : row[field] || null
      findings.push({ severity, line: row.line, column: letter, header, given, message })
    }
    const named = byName.get(row.name) ?? []
    const firm = row.creditCode ? byCode.get(row.creditCode) : named.length === 1 ? named[0] : undefined
    if (!firm) {
      if (row.creditCode) find('refuse', 'creditCode', say.unknownCode(named[0]?.creditCode))
      else find('refuse', 'name', named.length > 1 ? say.nameShared(named.length) : say.unknownName)
      continue
    }
    if (row.creditCode && row.name && firm.name !== row.name && !firm.formerNames.includes(row.name)) {
      find('refuse', 'name', say.otherName(firm.name))
    }
    const before = firms.get(firm.id)?.kinds ?? []
    const word = (kinds: ListingKind[]) => kinds.map((kind) => term(locale, 'listingKind', kind)).join('、')
    const again = row.kinds.filter((kind) => before.includes(kind))
    if (again.length > 0) find('warn', 'kinds', say.kindAgain(word(again)))
    const onList = row.kinds.filter((kind) => listed.get(firm.id)?.kinds.includes(kind))
    if (onList.length > 0) find('refuse', 'kinds', say.onListAlready(word(onList)))
    const { formerNames: _, ...found } = firm
    firms.set(firm.id, { ...found, kinds: [...new Set([...before, ...row.kinds])] })
  }
  return { firms: [...firms.values()], findings }
}

async function registered(db: Db, rows: ListRow[]) {
  const codes = rows.flatMap(({ creditCode }) => creditCode || [])
  const names = rows.flatMap(({ name }) => name || [])
  if (codes.length + names.length === 0) return [new Map<string, never>(), new Map<string, never[]>()] as const
  const found = await db
    .select({
      id: enterprises.id,
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      formerNames: enterprises.formerNames,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
    })
    .from(enterprises)
    .where(
      or(
        codes.length > 0 ? inArray(enterprises.creditCode, codes) : undefined,
        names.length > 0 ? inArray(enterprises.name, names) : undefined,
        names.length > 0 ? sql`${enterprises.formerNames} && ${sql.param(names)}::text[]` : undefined,
      ),
    )
  const byName = Map.groupBy(
    found.flatMap((firm) => [firm.name, ...firm.formerNames].map((name) => ({ name, firm }))),
    ({ name }) => name,
  )
  return [
    new Map(found.map((firm) => [firm.creditCode, firm])),
    new Map([...byName].map(([name, same]) => [name, [...new Set(same.map(({ firm }) => firm))]])),
  ] as const
}
