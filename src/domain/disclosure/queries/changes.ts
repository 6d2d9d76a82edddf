import type { Db } from '#db/client.ts'
import { listPublishedItems } from '#domain/disclosure/queries/items.ts'
import { listVersions, type PublicDisclosure } from '#domain/disclosure/queries/public.ts'
import { listPublishedRows, type PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { type ChangedRow, changesBetween } from '#domain/disclosure/rules/difference.ts'
import { type ChangedItem, itemChanges } from '#domain/disclosure/rules/items/difference.ts'

export type Version = Awaited<ReturnType<typeof listVersions>>[number]

export interface Changes {
  versions: Version[]
  /** What is compared, the earlier first; undefined where there is nothing to compare with. */
  pair: { before: Version; after: Version } | undefined
  rows: ChangedRow<PublishedRow>[]
  items: ChangedItem[]
}

/**
 * What one public version says otherwise than another of the same enterprise and year, whichever is the later.
 * @param against the other one's version number; without it the version before
 * @returns undefined when there is no such other version
 */
export async function getChanges(
  db: Db,
  disclosure: Pick<PublicDisclosure, 'id' | 'enterpriseId' | 'year' | 'version' | 'rows'>,
  against?: number,
): Promise<Changes | undefined> {
  const versions = await listVersions(db, disclosure.enterpriseId, disclosure.year)
  const own = versions.find(({ id }) => id === disclosure.id)
  const other =
    against === undefined
      ? versions.filter(({ version }) => version < disclosure.version).at(-1)
      : versions.find(({ version }) => version === against && version !== disclosure.version)
  if (!own || (!other && against !== undefined)) return undefined
  if (!other) return { versions, pair: undefined, rows: [], items: [] }
  const [before, after] = other.version < own.version ? [other, own] : [own, other]
  const rowsOf = ({ id }: Version) => (id === disclosure.id ? disclosure.rows : listPublishedRows(db, id))
  const [oldRows, newRows, oldItems, newItems] = await Promise.all([
    rowsOf(before),
    rowsOf(after),
    listPublishedItems(db, before.id),
    listPublishedItems(db, after.id),
  ])
  return {
    versions,
    pair: { before, after },
    rows: changesBetween(oldRows, newRows),
    items: itemChanges(oldItems, newItems),
  }
}
