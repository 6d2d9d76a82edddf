import type { Db } from '#db/client.ts'
import { disclosureFiles } from '#db/schema/disclosure-file.ts'
import { DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { fieldSpec } from '#domain/disclosure/rules/items/groups.ts'
import { parseItemField } from '#domain/disclosure/rules/items/item.ts'
import { fieldLengths } from '#domain/disclosure/rules/items/spec.ts'
import type { TypedFields } from '#domain/disclosure/rules/merge.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** A stored file and the field that is to name it. */
export interface FileAttachment {
  field: string
  sha256: string
  size: number
  name: string
  mediaType: string
}

export interface FileChanges {
  enterpriseId: number
  attach?: readonly FileAttachment[] | undefined
  detach?: readonly { field: string; id: string }[] | undefined
}

type Added = { id: string; field: string; name: string; sha256: string }

/** How many files one field can name: an id is 36 characters long. */
export const mostFiles = Math.floor((fieldLengths.files + 1) / 37)

/** The fields whose files change, with what leaves each. @throws DisclosureRefusal wrong_field for a field that takes no files */
export function filesOf({ attach = [], detach = [] }: FileChanges): Map<string, string[]> {
  const fields = new Map<string, string[]>(attach.map(({ field }) => [field, []]))
  for (const { field, id } of detach) fields.set(field, [...(fields.get(field) ?? []), id])
  const wrong = [...fields.keys()].filter((name) => {
    const parsed = parseItemField(name)
    return !parsed || fieldSpec(parsed.group, parsed.field)?.kind !== 'files'
  })
  if (wrong.length > 0)
    throw new DisclosureRefusal(
      'rule_broken',
      'wrong_field',
      wrong.map((field) => ({ field, message: 'wrong_field' })),
    )
  return fields
}

/** Writes the rows that name the stored bytes. */
export async function insertFiles(
  tx: Db,
  { enterpriseId, attach = [] }: FileChanges,
  viewer: Viewer,
  now: Date,
): Promise<Added[]> {
  if (attach.length === 0) return []
  const uploadedBy = viewer.role === 'visitor' ? null : viewer.userId
  const rows = await tx
    .insert(disclosureFiles)
    .values(
      attach.map(({ field: _, size, ...file }) => ({
        ...file,
        enterpriseId,
        bytes: size,
        uploadedBy,
        uploadedAt: now,
      })),
    )
    .returning({ id: disclosureFiles.id })
  return attach.map(({ field, name, sha256 }, i) => ({ id: rows[i]?.id as string, field, name, sha256 }))
}

/**
 * The file fields as they are to stand: what they named, without what leaves, with what came. Two people who attach at once
 * both keep their files. @throws DisclosureRefusal wrong_field when a field would name more files than it can
 */
export function withFiles(
  saved: TypedFields,
  leaving: ReadonlyMap<string, readonly string[]>,
  added: readonly Added[],
): TypedFields {
  const changes: Record<string, string> = {}
  for (const [field, gone] of leaving) {
    const before = (saved[field] ?? '').split(/\s+/).filter(Boolean)
    const ids = [
      ...before.filter((id) => !gone.includes(id)),
      ...added.flatMap((file) => (file.field === field ? [file.id] : [])),
    ]
    if (ids.length > mostFiles) {
      const given = { given: ids.length, most: mostFiles }
      throw new DisclosureRefusal('rule_broken', 'wrong_field', [{ field, message: 'too_many_files', given }])
    }
    if (ids.join(' ') !== (saved[field] ?? '')) changes[field] = ids.join(' ')
  }
  return changes
}
