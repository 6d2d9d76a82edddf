import type { APIRoute } from 'astro'
import { csvText } from '#platform/sheet/write.ts'
import { disclosureExport, downloadHeaders } from '#src/components/disclosure/export.ts'
import { withCount } from '#src/components/disclosure/export-tables.ts'

/** The values of the page; `?table=form` the rest of the form. */
export const GET: APIRoute = async (context) => {
  const found = await disclosureExport(context)
  if (found instanceof Response) return found
  const { locale, table, disclosure } = found
  return new Response(csvText(withCount(locale, found[table])), {
    headers: downloadHeaders(disclosure, 'csv', 'text/csv; charset=utf-8'),
  })
}
