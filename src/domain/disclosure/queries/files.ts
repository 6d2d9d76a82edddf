import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureFiles } from '#db/schema/disclosure-file.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { fieldSpec } from '#domain/disclosure/rules/items/groups.ts'
import type { FormItem } from '#domain/disclosure/rules/items/item.ts'

/** A file that an enterprise has handed in, as a list shows it. */
export interface FirmFile {
  id: string
  name: string
  mediaType: string
  bytes: number
  uploadedAt: Date
}

const columns = {
  id: disclosureFiles.id,
  name: disclosureFiles.name,
  mediaType: disclosureFiles.mediaType,
  bytes: disclosureFiles.bytes,
  uploadedAt: disclosureFiles.uploadedAt,
}

const isId = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/** The files of an enterprise that these ids name; an id of another enterprise's file names none. */
export async function listFirmFiles(db: Db, enterpriseId: number, ids: readonly string[]): Promise<FirmFile[]> {
  const known = [...new Set(ids)].filter(isId)
  if (known.length === 0) return []
  return db
    .select(columns)
    .from(disclosureFiles)
    .where(and(eq(disclosureFiles.enterpriseId, enterpriseId), inArray(disclosureFiles.id, known)))
}

/** What the file fields of a draft name. */
export const namedFiles = (items: readonly FormItem[]): string[] =>
  items.flatMap(({ group, typed }) =>
    Object.entries(typed).flatMap(([field, value]) =>
      fieldSpec(group, field)?.kind === 'files' ? value.split(/\s+/).filter(Boolean) : [],
    ),
  )

/** One file with what decides who may have it. Undefined when there is none. */
export async function getFirmFile(db: Db, id: string) {
  if (!isId(id)) return undefined
  const [found] = await db
    .select({
      ...columns,
      sha256: disclosureFiles.sha256,
      enterpriseId: disclosureFiles.enterpriseId,
      regionCode: enterprises.regionCode,
    })
    .from(disclosureFiles)
    .innerJoin(enterprises, eq(enterprises.id, disclosureFiles.enterpriseId))
    .where(eq(disclosureFiles.id, id))
  return found
}
