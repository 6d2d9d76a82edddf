import type { APIRoute } from 'astro'
import { xlsxBytes } from '#platform/sheet/write.ts'
import { disclosureExport, downloadHeaders } from '#src/components/disclosure/export.ts'
import { withCount } from '#src/components/disclosure/export-tables.ts'
import { disclosureExportMessages } from '#src/i18n/messages/disclosure-export.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook of two sheets: the values, the rest of the form. */
export const GET: APIRoute = async (context) => {
  const found = await disclosureExport(context)
  if (found instanceof Response) return found
  const { locale, disclosure, values, form } = found
  const say = disclosureExportMessages[locale]
  const bytes = await xlsxBytes([
    { name: say.values, rows: withCount(locale, values) },
    { name: say.form, rows: withCount(locale, form) },
  ])
  return new Response(bytes, { headers: downloadHeaders(disclosure, 'xlsx', mediaType) })
}
