import type { APIRoute } from 'astro'
import { disclosureYear } from '#domain/disclosure/input.ts'
import { getSheetTemplate } from '#domain/disclosure/queries/sheet-template.ts'
import { uploadKinds } from '#platform/storage/refused.ts'
import { fileHeaders } from '#platform/storage/serve.ts'
import { localePath } from '#src/i18n/locale.ts'

/** The open draft as a workbook to be filled in off line, with `?lang=en` in both languages. Without a draft, where one is begun. */
export const GET: APIRoute = async ({ params, url, locals, redirect, rewrite }) => {
  const { db, viewer, now } = locals
  const locale = url.searchParams.get('lang') === 'en' ? 'en' : 'zh'
  const year = disclosureYear.safeParse(params.year).data
  const enterpriseId = viewer.role === 'visitor' ? null : viewer.enterpriseId
  if (year === undefined || enterpriseId === null) return rewrite('/404')
  const template = await getSheetTemplate(db, { enterpriseId, year, locale, now })
  if (!template) return redirect(localePath(locale, '/filing'), 303)
  return new Response(new Uint8Array(template.bytes), {
    headers: fileHeaders(template.fileName, uploadKinds.xlsx.mediaType),
  })
}
