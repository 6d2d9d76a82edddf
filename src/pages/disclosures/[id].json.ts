import type { APIRoute } from 'astro'
import { disclosureExport, downloadHeaders } from '#src/components/disclosure/export.ts'
import type { ExportTable } from '#src/components/disclosure/export-tables.ts'

/** The same two tables as in the workbook, with their heads as keys; /api/v1 has the record by its stable names. */
export const GET: APIRoute = async (context) => {
  const found = await disclosureExport(context)
  if (found instanceof Response) return found
  const { disclosure, fingerprint, values, form } = found
  const { id, year, version, creditCode, enterpriseName, publishedAt } = disclosure
  const body = {
    id,
    year,
    version,
    creditCode,
    enterpriseName,
    publishedAt,
    fingerprint,
    values: keyed(values),
    form: keyed(form),
  }
  return new Response(JSON.stringify(body), { headers: downloadHeaders(disclosure, 'json', 'application/json') })
}

const keyed = ({ head, lines }: ExportTable) => ({
  count: lines.length,
  rows: lines.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? null]))),
})
