import type { APIContext } from 'astro'
import { z } from 'zod'
import { disclosureId } from '#domain/disclosure/input.ts'
import { getAnswerNames } from '#domain/disclosure/queries/answer-names.ts'
import { listPublishedItems } from '#domain/disclosure/queries/items.ts'
import { getDisclosure } from '#domain/disclosure/queries/public.ts'
import { fingerprint } from '#domain/disclosure/rules/fingerprint.ts'
import { problem } from '#platform/http/api.ts'
import { formTable, valueTable } from '#src/components/disclosure/export-tables.ts'

const search = z.object({
  lang: z.enum(['zh', 'en'], { error: 'zh or en' }).default('zh'),
  table: z.enum(['values', 'form'], { error: 'values or form' }).default('values'),
})

/** What `/disclosures/12.csv`, `.xlsx` and `.json` are made from, or the refusal. */
export async function disclosureExport({ params, url, locals: { db }, cache }: APIContext) {
  const id = disclosureId.safeParse(params.id).data
  const disclosure = id === undefined ? undefined : await getDisclosure(db, id)
  if (!disclosure) return problem(404, 'There is no such published disclosure')
  const asked = search.safeParse(Object.fromEntries(url.searchParams))
  if (!asked.success) {
    return problem(
      400,
      'A parameter is not as documented',
      asked.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
    )
  }
  cache.set({
    maxAge: 300,
    swr: 3600,
    tags: ['disclosures', `disclosure:${disclosure.id}`, `enterprise:${disclosure.creditCode}`],
  })
  const { lang: locale, table } = asked.data
  const items = await listPublishedItems(db, disclosure.id)
  return {
    locale,
    table,
    disclosure,
    fingerprint: fingerprint({ ...disclosure, items }),
    values: valueTable(locale, disclosure.rows),
    form: formTable(locale, items, disclosure.rows, await getAnswerNames(db, items)),
  }
}

/** Headers of a file with a name that says what it is: disclosure-12-2026-v2.csv. */
export const downloadHeaders = (
  { id, year, version }: { id: number; year: number; version: number },
  ending: string,
  mediaType: string,
): Record<string, string> => ({
  'content-type': mediaType,
  'content-disposition': `attachment; filename="disclosure-${id}-${year}-v${version}.${ending}"`,
  'access-control-allow-origin': '*',
})
