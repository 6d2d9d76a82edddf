import { and, eq, type SQL } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { problems } from '#db/schema/rectification.ts'
import { screeningRows } from '#db/schema/screening.ts'
import { eachScreeningLine } from '#domain/screening/queries/annex-rows.ts'
import { eachProblemLine } from '#domain/screening/queries/problem-rows.ts'
import { annexes, annexFoot, annexHead, bureauOf, type LedgerKind, printedHead } from '#domain/screening/rules/annex.ts'
import { annexOneCells } from '#domain/screening/rules/annex-one.ts'
import { annexThreeCells } from '#domain/screening/rules/annex-three.ts'
import type { AnnexSheet } from '#platform/sheet/annex-stream.ts'
import type { Cell } from '#platform/sheet/write.ts'
import { formatDate } from '#src/i18n/format.ts'

type Cells = Record<string, Cell>
type County = { code: string; nameZh: string }

/** A ledger as it stands, one sheet for each county, read while it is written. `where` narrows the screening ledger alone. */
export const annexSheets = (
  db: Db,
  ledger: LedgerKind,
  counties: readonly County[],
  today: string,
  where?: SQL,
): AnnexSheet[] =>
  counties.map((county) =>
    annexSheet(ledger, county, formatDate('zh', today), cellBatches(db, ledger, county.code, where)),
  )

/** A sheet in the layout of the annex for lines that come from anywhere: the ledger as it stands, or as it was reported. */
export const annexSheet = (
  ledger: LedgerKind,
  { nameZh }: Pick<County, 'nameZh'>,
  date: string,
  batches: AsyncIterable<Cells[]>,
): AnnexSheet => ({
  name: nameZh,
  widths: annexes[ledger].columns.map(({ width }) => width),
  head: annexHead(ledger, bureauOf(nameZh), date),
  printed: printedHead,
  lines: inColumns(ledger, batches),
  foot: annexFoot(ledger),
})

async function* inColumns(ledger: LedgerKind, batches: AsyncIterable<Cells[]>): AsyncGenerator<Cell[][]> {
  for await (const lines of batches)
    yield lines.map((cells) => annexes[ledger].columns.map(({ key }) => cells[key] ?? null))
}

/** The lines of one county, numbered from 1. */
export async function* cellBatches(
  db: Db,
  ledger: LedgerKind,
  regionCode: string,
  where?: SQL,
): AsyncGenerator<Cells[]> {
  let serial = 0
  if (ledger === 'screening')
    for await (const lines of eachScreeningLine(db, and(where, eq(screeningRows.regionCode, regionCode))))
      yield lines.map((line) => annexOneCells(line, ++serial))
  else
    for await (const lines of eachProblemLine(db, eq(problems.regionCode, regionCode)))
      yield lines.map((line) => annexThreeCells(line, ++serial))
}

/** The same as text with commas: one head, all counties below each other. */
export async function* annexTable(
  sheets: readonly AnnexSheet[],
  ledger: LedgerKind,
): AsyncGenerator<readonly Cell[][]> {
  yield [annexes[ledger].columns.map(({ label }) => label)]
  for (const { lines } of sheets) for await (const rows of lines) yield rows as Cell[][]
}
