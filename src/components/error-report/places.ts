import { parseFieldName } from '#domain/disclosure/input.ts'

/** Of a row a reader is offered what stands in the table; of a very large record only the rows as wholes. */
const offeredOfRow: readonly string[] = ['mean', 'max', 'exceeded', 'total', 'origin']
const mostPlaces = 400

/** The places of a record that a report can name, in its order. */
export function placesToReport(fields: readonly string[]): string[] {
  const offered = fields.filter((field) => {
    if (!field.includes('.')) return true
    const parsed = parseFieldName(field)
    return parsed?.factorCode != null && offeredOfRow.includes(parsed.field)
  })
  return offered.length <= mostPlaces ? offered : offered.filter((field) => !field.includes('.'))
}
