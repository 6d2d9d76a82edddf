import type { APIRoute } from 'astro'
import { disclosureYear } from '#domain/disclosure/input.ts'
import { getMarkedSheet } from '#domain/disclosure/queries/sheet-check.ts'
import { uploadKinds } from '#platform/storage/refused.ts'
import { fileHeaders } from '#platform/storage/serve.ts'
import { sheetFormMessages } from '#src/i18n/messages/sheet-form.ts'

/** The uploaded workbook with what is wrong in it marked. */
export const GET: APIRoute = async ({ params, url, locals, rewrite }) => {
  const { db, viewer } = locals
  const locale = url.searchParams.get('lang') === 'en' ? 'en' : 'zh'
  const year = disclosureYear.safeParse(params.year).data
  const enterpriseId = viewer.role === 'visitor' ? null : viewer.enterpriseId
  if (year === undefined || enterpriseId === null) return rewrite('/404')
  const marked = await getMarkedSheet(db, enterpriseId, year, params.id ?? '')
  if (!marked) return rewrite('/404')
  const name = sheetFormMessages[locale].markedName(marked.fileName.replace(/\.xlsx$/i, ''))
  return new Response(new Uint8Array(marked.content), { headers: fileHeaders(name, uploadKinds.xlsx.mediaType) })
}
