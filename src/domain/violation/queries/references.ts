import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseReferences } from '#db/schema/casework.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { outlets } from '#db/schema/enterprise.ts'

/** What a case rests on besides its evidence: outlets, published disclosures of the firm, values that were measured. */
export interface CaseReferences {
  outlets: { code: string; name: string; kind: (typeof outlets.$inferSelect)['kind'] }[]
  disclosures: { id: number; year: number; version: number }[]
  readings: string[]
}

/** In the order in which the officers gave them. Of a disclosure the version that was named, also when there is a newer one. */
export async function listReferences(db: Db, caseId: number): Promise<CaseReferences> {
  const rows = await db
    .select({
      code: outlets.code,
      name: outlets.name,
      kind: outlets.kind,
      disclosureId: disclosures.id,
      year: disclosures.year,
      version: disclosures.version,
      words: caseReferences.words,
    })
    .from(caseReferences)
    .leftJoin(outlets, eq(outlets.id, caseReferences.outletId))
    .leftJoin(disclosures, eq(disclosures.id, caseReferences.disclosureId))
    .where(eq(caseReferences.caseId, caseId))
    .orderBy(asc(caseReferences.position))
  return {
    outlets: rows.flatMap(({ code, name, kind }) => (code && name && kind ? [{ code, name, kind }] : [])),
    disclosures: rows.flatMap(({ disclosureId: id, year, version }) =>
      id && year && version ? [{ id, year, version }] : [],
    ),
    readings: rows.flatMap(({ words }) => words ?? []),
  }
}
