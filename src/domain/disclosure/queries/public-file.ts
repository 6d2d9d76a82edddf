import { and, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureItems, disclosures } from '#db/schema/disclosure.ts'
import { disclosureFiles } from '#db/schema/disclosure-file.ts'
import { fieldSpec } from '#domain/disclosure/rules/items/groups.ts'

/** A file that a public answer of a public version names; undefined for every other, also of the same enterprise. */
export async function getPublicFile(db: Db, disclosureId: number, fileId: string) {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(fileId)) return undefined
  const [file] = await db
    .select({ sha256: disclosureFiles.sha256, name: disclosureFiles.name, mediaType: disclosureFiles.mediaType })
    .from(disclosureFiles)
    .innerJoin(disclosures, eq(disclosures.enterpriseId, disclosureFiles.enterpriseId))
    .where(and(eq(disclosureFiles.id, fileId), eq(disclosures.id, disclosureId), ne(disclosures.state, 'draft')))
  if (!file) return undefined
  const items = await db
    .select({ group: disclosureItems.groupName, answers: disclosureItems.answers })
    .from(disclosureItems)
    .where(
      and(eq(disclosureItems.disclosureId, disclosureId), sql`${disclosureItems.answers}::text like ${`%${fileId}%`}`),
    )
  const isNamed = items.some(({ group, answers }) =>
    Object.entries(answers).some(
      ([field, value]) =>
        fieldSpec(group as never, field)?.kind === 'files' && Array.isArray(value) && value.includes(fileId),
    ),
  )
  return isNamed ? file : undefined
}
