import { createHash } from 'node:crypto'
import type { Db } from '#db/client.ts'
import type { FileFormat } from '#domain/open-data/input.ts'
import { eachRow, type Search } from '#domain/open-data/queries/read.ts'
import { cellsOf, headOf } from '#domain/open-data/rules/cells.ts'
import { type Column, valueAt } from '#domain/open-data/rules/column.ts'
import type { OpenList } from '#domain/open-data/rules/list.ts'
import type { CsvLines } from '#platform/sheet/csv-sql.ts'
import { xlsxStream } from '#platform/sheet/stream.ts'
import { type Cell, csvCell, sheetName } from '#platform/sheet/write.ts'
import type { Locale } from '#src/i18n/locale.ts'

export interface FileOptions {
  format: FileFormat
  /** Of the head; the names of the API without it. */
  lang?: Locale | undefined
  /** Without the last line. */
  isBare?: boolean
}

/**
 * Everything that fits as a file, made as it is read. Each form proves that it is whole: the last line of a text tells how many
 * rows there are and the SHA-256 of all bytes before that line; a workbook that was cut off does not open, and its last sheet
 * tells the rows and the SHA-256 of the same table as CSV.
 */
export function fileOf(
  db: Db,
  list: OpenList,
  search: Search,
  now: Date,
  options: FileOptions,
): AsyncGenerator<string | Uint8Array> {
  const parts = { csv: csvFile, json: jsonFile, geojson: geoJsonFile, xlsx: workbook }
  return parts[options.format](db, list, search, now, options)
}

const lineOf = (cells: readonly Cell[]) => `${cells.map(csvCell).join(',')}\r\n`

async function* csvFile(db: Db, list: OpenList, search: Search, now: Date, { lang, isBare }: FileOptions) {
  const csv = csvOf(list.columns, list.csv ? list.csv(db, search) : eachRow(db, list, search, now), lang)
  yield* csv.parts()
  const { rows, sha256 } = csv.end()
  if (!isBare) yield endLine(rows, sha256, list.columns.length)
}

/** A table as CSV without its last line, and what that line tells when all of it has gone by. */
export function csvOf(columns: readonly Column[], batches: AsyncIterable<object[] | CsvLines>, lang?: Locale) {
  const hash = createHash('sha256')
  const said = (part: string | Buffer) => {
    hash.update(part)
    return part
  }
  let rows = 0
  return {
    async *parts(): AsyncGenerator<string | Buffer> {
      yield said(`\ufeff${lineOf(headOf(columns, lang))}`)
      for await (const batch of batches) {
        const lines = Array.isArray(batch) ? batch.map((row) => lineOf(cellsOf(columns, row))).join('') : batch.lines
        rows += Array.isArray(batch) ? batch.length : batch.rows
        yield said(lines)
      }
    },
    end: () => ({ rows, sha256: hash.digest('hex') }),
  }
}

/** As many cells as the table has columns: programs that count them are not put off. */
const endLine = (rows: number, sha256: string, columns: number) =>
  `#end rows=${rows} sha256=${sha256}${','.repeat(columns - 1)}\r\n`

async function* jsonFile(db: Db, list: OpenList, search: Search, now: Date, _options: FileOptions) {
  const head = `{"list":"${list.name}","madeAt":"${now.toISOString()}","data":[`
  yield* sealed(head, eachRow(db, list, search, now), JSON.stringify)
}

async function* geoJsonFile(db: Db, list: OpenList, search: Search, now: Date, _options: FileOptions) {
  const { longitude, latitude } = list.places ?? { longitude: '', latitude: '' }
  const head = `{"type":"FeatureCollection","name":"${list.name}","madeAt":"${now.toISOString()}","features":[`
  yield* sealed(head, eachRow(db, list, search, now), (row) => {
    const place = [valueAt(row, longitude), valueAt(row, latitude)]
    const geometry = place.includes(null) ? null : { type: 'Point', coordinates: place }
    return JSON.stringify({
      type: 'Feature',
      id: list.key.map((path) => valueAt(row, path)).join('/'),
      geometry,
      properties: row,
    })
  })
}

/** A text of one object whose last two lines are the number of rows and the hash of what stands before the last line. */
async function* sealed(head: string, batches: AsyncIterable<object[]>, textOf: (row: object) => string) {
  const hash = createHash('sha256')
  const said = (part: string) => {
    hash.update(part)
    return part
  }
  yield said(head)
  let count = 0
  for await (const rows of batches) {
    yield said((count > 0 ? ',\n' : '\n') + rows.map(textOf).join(',\n'))
    count += rows.length
  }
  yield said(`\n],"total":${count}\n`)
  yield `,"sha256":"${hash.digest('hex')}"}\n`
}

async function* workbook(db: Db, list: OpenList, search: Search, now: Date, { lang }: FileOptions) {
  const head = headOf(list.columns, lang)
  const hash = createHash('sha256').update(`\ufeff${lineOf(head)}`)
  let rows = 0
  async function* tables() {
    for await (const batch of eachRow(db, list, search, now)) {
      const cells = batch.map((row) => cellsOf(list.columns, row))
      for (const each of cells) hash.update(lineOf(each))
      rows += batch.length
      yield cells
    }
  }
  const name = sheetName(list.title[lang ?? 'en'])
  yield* xlsxStream(name, head, tables(), () => ({
    name: 'end',
    rows: [
      ['rows', rows],
      ['sha256 of the table as CSV', hash.digest('hex')],
      ['made at', now.toISOString()],
    ],
  }))
}
