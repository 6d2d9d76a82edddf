import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { savedSearches } from '#db/schema/saved-search.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { countNewCases } from '#domain/violation/queries/new-cases.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** The account's own saved searches in the order saved, each with the cases published since it was last opened. */
export async function listSavedSearches(db: Db, viewer: Viewer) {
  const { userId } = demandAccount(viewer, 'search.manage_own')
  const rows = await db
    .select({
      id: savedSearches.id,
      name: savedSearches.name,
      state: savedSearches.state,
      createdAt: savedSearches.createdAt,
      seenAt: savedSearches.seenAt,
    })
    .from(savedSearches)
    .where(eq(savedSearches.userId, userId))
    .orderBy(asc(savedSearches.id))
  return Promise.all(
    rows.map(async (row) => {
      const { values: filter } = parseSearch(boardSearch.zh, new URLSearchParams(row.state))
      return { ...row, filter, fresh: await countNewCases(db, filter, row.seenAt) }
    }),
  )
}
export type SavedSearch = Awaited<ReturnType<typeof listSavedSearches>>[number]
