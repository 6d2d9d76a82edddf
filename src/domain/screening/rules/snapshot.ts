import { canonicalJson } from '#platform/canonical-json.ts'

/** A line as it was reported: its key is the firm's credit code and batch, or the problem's number; cells by the annex's columns. */
export interface SnapshotRow {
  key: string
  cells: Record<string, string | number | boolean | null>
}

export interface SnapshotContent {
  ledger: 'screening' | 'rectification'
  regionCode: string
  month: string
  takenAt: string
  rows: SnapshotRow[]
}

/** The bytes that are kept, given out and hashed: canonical JSON, so that anybody can make them again. */
export const snapshotBytes = (content: SnapshotContent): Buffer => Buffer.from(canonicalJson(content))

export const readSnapshot = (bytes: Uint8Array): SnapshotContent =>
  JSON.parse(new TextDecoder().decode(bytes)) as SnapshotContent

const ofCases = ['enforcement', 'requirement', 'execution', 'problem']

/**
 * A reported ledger as the public may read it: of firms with a record that has left the board since, every cell that may quote it says
 * so instead. What was reported, and its hash, stay with the portal.
 * @param keys of the lines of such firms
 */
export function withholdCells(rows: readonly SnapshotRow[], keys: ReadonlySet<string>, words: string): SnapshotRow[] {
  return rows.map((row) =>
    keys.has(row.key)
      ? {
          ...row,
          cells: Object.fromEntries(
            Object.entries(row.cells).map(([name, cell]) => [name, cell && ofCases.includes(name) ? words : cell]),
          ),
        }
      : row,
  )
}

export interface SnapshotChange {
  key: string
  /** Columns whose cells are others now; empty for a line that is new or gone. */
  columns: string[]
}

/** What a month's ledger says that the one before did not: new lines, lines that are gone, lines with other cells. */
export function snapshotDifference(before: readonly SnapshotRow[], after: readonly SnapshotRow[]) {
  const was = new Map(before.map((row) => [row.key, row.cells]))
  const is = new Set(after.map(({ key }) => key))
  const changed = after.flatMap(({ key, cells }): SnapshotChange[] => {
    const old = was.get(key)
    if (!old) return []
    const names = [...new Set([...Object.keys(old), ...Object.keys(cells)])]
    const columns = names.filter((name) => name !== 'serialNo' && (old[name] ?? null) !== (cells[name] ?? null))
    return columns.length > 0 ? [{ key, columns }] : []
  })
  return {
    added: after.filter(({ key }) => !was.has(key)).map(({ key }) => key),
    gone: before.filter(({ key }) => !is.has(key)).map(({ key }) => key),
    changed,
    /** Problems that were open and are rectified now. */
    closed: changed.filter(
      ({ key, columns }) => columns.includes('rectified') && cellsOf(after, key).rectified === '是',
    ).length,
  }
}

const cellsOf = (rows: readonly SnapshotRow[], key: string) => rows.find((row) => row.key === key)?.cells ?? {}

/** `2026-10` of the month before the one in which the day lies. */
export function monthBefore(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}
