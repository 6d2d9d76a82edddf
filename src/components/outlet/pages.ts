/** Rows that one page holds at least before the next begins: an ordinary enterprise has it all on one page. */
const rowsPerPage = 60

/** Outlets, page by page; none is torn apart. */
export function outletPages<T>(outlets: readonly T[], rowsOf: (outlet: T) => readonly unknown[]): T[][] {
  const pages: T[][] = []
  let rows = rowsPerPage
  for (const outlet of outlets) {
    if (rows >= rowsPerPage) {
      pages.push([])
      rows = 0
    }
    pages.at(-1)?.push(outlet)
    rows += rowsOf(outlet).length
  }
  return pages
}
