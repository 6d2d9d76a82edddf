/**
 * One page of a list that is short enough to be read whole: the rows after the one whose code is the cursor.
 * A cursor that names no row starts anew.
 */
export function pageOfShortList<Row>(
  rows: readonly Row[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  codeOf: (row: Row) => string,
): { page: Row[]; total: number; cursor: string | null } {
  const start = cursor === undefined ? 0 : rows.findIndex((row) => codeOf(row) === cursor) + 1
  const page = rows.slice(start, start + limit)
  const last = page.at(-1)
  return { page, total: rows.length, cursor: last && start + limit < rows.length ? codeOf(last) : null }
}
