export type Cell = string | number | boolean | Date | null

export interface SheetRow {
  /** Where the reader finds it in the file, from 1. */
  line: number
  cells: Cell[]
}

export interface Sheet {
  name: string
  rows: SheetRow[]
}

export interface Workbook {
  /** What the file turned out to be, for the report: `CSV, GB18030, ";"`. */
  format: string
  sheets: Sheet[]
}

export const sheetLimits = {
  fileBytes: 10 * 1024 * 1024,
  /** What an .xlsx may unpack to. */
  unpackedBytes: 80 * 1024 * 1024,
  entries: 500,
  rows: 20_000,
  columns: 200,
  cellCharacters: 5000,
}

export type Unreadable =
  | { kind: 'empty' }
  | { kind: 'too_large'; bytes: number; most: number }
  | { kind: 'unpacks_too_large'; most: number }
  | { kind: 'too_many_rows'; most: number }
  | { kind: 'old_excel' }
  | { kind: 'macros' }
  /** A text, a picture or anything else where only a workbook is taken. */
  | { kind: 'no_workbook' }
  | { kind: 'not_a_sheet' }
  | { kind: 'encoding' }
  | { kind: 'quotes'; line: number }

/** The file cannot be read as a table at all; `reason` says why. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly reason: Unreadable

  constructor(reason: Unreadable) {
    super(`unreadable file: ${reason.kind}`)
    this.reason = reason
  }
}

/** Why a file of so many bytes is not even opened; undefined when it may be. */
export function sizeFault(bytes: number): Unreadable | undefined {
  if (bytes === 0) return { kind: 'empty' }
  return bytes > sheetLimits.fileBytes ? { kind: 'too_large', bytes, most: sheetLimits.fileBytes } : undefined
}

/** A, B ... Z, AA: the column's letter as spreadsheets show it. */
export function columnLetter(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26)
}
