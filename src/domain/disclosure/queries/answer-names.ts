import { inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureFiles } from '#db/schema/disclosure-file.ts'
import { factors } from '#db/schema/standard.ts'
import { fieldSpec } from '#domain/disclosure/rules/items/groups.ts'
import type { PublishedItem } from '#domain/disclosure/rules/items/item.ts'

/** What answers name by code or identifier. */
export interface AnswerNames {
  factors: ReadonlyMap<string, { nameZh: string; nameEn: string }>
  files: ReadonlyMap<string, { name: string; mediaType: string; bytes: number }>
}

/** The factors and files that these items name. */
export async function getAnswerNames(db: Db, items: readonly PublishedItem[]): Promise<AnswerNames> {
  const codes = answersOf(items, ['factor', 'factors'])
  const ids = answersOf(items, ['files']).filter((id) => uuid.test(id))
  const [named, files] = await Promise.all([
    codes.length > 0
      ? db
          .select({ code: factors.code, nameZh: factors.nameZh, nameEn: factors.nameEn })
          .from(factors)
          .where(inArray(factors.code, codes))
      : [],
    ids.length > 0
      ? db
          .select({
            id: disclosureFiles.id,
            name: disclosureFiles.name,
            mediaType: disclosureFiles.mediaType,
            bytes: disclosureFiles.bytes,
          })
          .from(disclosureFiles)
          .where(inArray(disclosureFiles.id, ids))
      : [],
  ])
  return {
    factors: new Map(named.map(({ code, ...names }) => [code, names])),
    files: new Map(files.map(({ id, ...file }) => [id, file])),
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function answersOf(items: readonly PublishedItem[], kinds: readonly string[]): string[] {
  const found = items.flatMap(({ group, answers }) =>
    Object.entries(answers).flatMap(([field, value]) =>
      kinds.includes(fieldSpec(group, field)?.kind ?? '') ? (Array.isArray(value) ? value : [String(value)]) : [],
    ),
  )
  return [...new Set(found)]
}
