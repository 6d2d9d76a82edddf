import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import { type Column, valueAt } from '#domain/open-data/rules/column.ts'

/** Rows of a group: what is held in memory before it is written. */
const groupRows = 20_000

const types = {
  text: 'STRING',
  url: 'STRING',
  day: 'STRING',
  texts: 'STRING',
  records: 'STRING',
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  instant: 'TIMESTAMP',
} as const satisfies Record<Column['type'], string>

/** A table as Parquet, written group by group into a file of this machine. */
export class ParquetFile {
  readonly #columns: readonly Column[]
  readonly #writer: ParquetWriter
  #data: unknown[][] = []

  constructor(path: string, columns: readonly Column[]) {
    this.#columns = columns
    this.#clear()
    this.#writer = new ParquetWriter({
      writer: fileWriter(path),
      schema: schemaFromColumnData({ columnData: this.#source() }),
    })
  }

  add(rows: readonly object[]): void {
    this.#columns.forEach((column, i) => {
      for (const row of rows) this.#data[i]?.push(cell(column, valueAt(row, column.path)))
    })
    if ((this.#data[0]?.length ?? 0) >= groupRows) this.#flush()
  }

  finish(): void {
    if ((this.#data[0]?.length ?? 0) > 0) this.#flush()
    this.#writer.finish()
  }

  #flush(): void {
    this.#writer.write({ columnData: this.#source(), rowGroupSize: groupRows * 2 })
    this.#clear()
  }

  #clear(): void {
    this.#data = this.#columns.map(() => [])
  }

  #source() {
    return this.#columns.map(({ path, type, nullable }, i) => ({
      name: path,
      data: this.#data[i] as unknown[],
      type: types[type],
      nullable,
    }))
  }
}

function cell({ type }: Column, value: unknown): unknown {
  if (value === null) return null
  if (type === 'instant') return value instanceof Date ? value : new Date(String(value))
  if (type === 'texts') return (value as unknown[]).join('; ')
  return type === 'records' ? JSON.stringify(value) : value
}
