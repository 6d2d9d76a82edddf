import { findLedgerHeader } from '#domain/violation/rules/import/columns.ts'
import { type ShownLine, shownSheets } from '#platform/sheet/shown.ts'

/** A ledger as far as its file tells. `others` are further sheets that hold one too: they are not read. */
export interface LedgerSheet {
  format: string
  header: NonNullable<ReturnType<typeof findLedgerHeader>> | undefined
  lines: ShownLine[]
  others: string[]
}

/** The ledger in a CSV or XLSX, from the first sheet in sight that has its header. @throws UnreadableFile with the reason */
export async function readLedgerSheet(bytes: Uint8Array): Promise<LedgerSheet> {
  const { format, sheets } = await shownSheets(bytes)
  const found = sheets.flatMap(({ name, lines }) => {
    const header = findLedgerHeader(lines)
    return header ? [{ name, lines: lines.slice(header.dataFrom), header }] : []
  })
  return {
    format,
    header: found[0]?.header,
    lines: found[0]?.lines ?? [],
    others: found.slice(1).map(({ name }) => name),
  }
}
