import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureSheets } from '#db/schema/disclosure-file.ts'
import type { SheetFinding } from '#domain/disclosure/rules/sheet/finding.ts'

const isId = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const own = (enterpriseId: number, year: number, id: string) =>
  and(eq(disclosureSheets.id, id), eq(disclosureSheets.enterpriseId, enterpriseId), eq(disclosureSheets.year, year))

/** What was said of an uploaded workbook. For the enterprise's own desk only. */
export async function getSheetCheck(db: Db, enterpriseId: number, year: number, id: string) {
  if (!isId(id)) return undefined
  const [found] = await db
    .select({
      id: disclosureSheets.id,
      fileName: disclosureSheets.fileName,
      findings: disclosureSheets.findings,
      changed: disclosureSheets.changed,
      uploadedAt: disclosureSheets.uploadedAt,
    })
    .from(disclosureSheets)
    .where(own(enterpriseId, year, id))
  return found && { ...found, findings: found.findings as SheetFinding[] }
}

/** The copy of the workbook in which it is marked. */
export async function getMarkedSheet(db: Db, enterpriseId: number, year: number, id: string) {
  if (!isId(id)) return undefined
  const [found] = await db
    .select({ fileName: disclosureSheets.fileName, content: disclosureSheets.content })
    .from(disclosureSheets)
    .where(own(enterpriseId, year, id))
  return found
}
