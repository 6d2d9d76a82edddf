import { inject } from 'vitest'
import { unzip } from '#platform/sheet/zip.ts'
import { citationFormats } from '#src/components/board/citation.ts'

interface CaseOnBoard {
  id: number
  creditCode: string
  /** Words of its title that stand nowhere else. */
  words: string
}

/** Where a published case is found by its words: lists, search, feeds, copies, its firm's page, the API, its own page. */
export function outputsOf({ id, creditCode, words }: CaseOnBoard): string[] {
  const q = `?q=${encodeURIComponent(words)}`
  return [
    `/board/${id}`,
    `/en/board/${id}`,
    ...['/board', '/en/board', '/board.csv', '/board.json', '/board.xlsx', '/embed/board'].map((path) => path + q),
    ...['atom', 'json'].flatMap((kind) => [`/board/feed.${kind}`, `/board/feed.${kind}${q}`]),
    ...citationFormats.map((format) => `/board/${id}/cite.${format}`),
    `/enterprises/${creditCode}`,
    `/en/enterprises/${creditCode}`,
    `/api/v1/violations/${id}`,
    `/api/v1/violations${q}`,
  ]
}

/** Public pages that a case is counted on, or could be named on. */
export const otherOutputs = ({ creditCode }: CaseOnBoard): string[] => [
  '/',
  '/map',
  '/map/points?bbox=110,27,114,30&zoom=17',
  '/press',
  '/outlets',
  '/board/statistics',
  '/board/joint-punishment',
  '/sitemap.xml',
  `/api/v1/enterprises/${creditCode}`,
]

/** Everything that an address answers, a workbook's sheets included, without the words of the search that it says again. */
export async function read(path: string): Promise<{ status: number; text: string; type: string }> {
  const response = await fetch(inject('siteUrl') + path, { redirect: 'manual' })
  const type = response.headers.get('content-type') ?? ''
  const bytes = Buffer.from(await response.arrayBuffer())
  const text = type.includes('spreadsheetml') ? [...unzip(bytes).values()].map(String).join('\n') : bytes.toString()
  return { status: response.status, text, type }
}

/** Is the case's own page in the site map? */
export async function isInSiteMap(id: number): Promise<boolean> {
  const parts = [...(await read('/sitemap.xml')).text.matchAll(/<loc>[^<]*?(\/sitemap\/[^<]+)<\/loc>/g)]
  for (const [, part] of parts) if ((await read(part as string)).text.includes(`/board/${id}<`)) return true
  return false
}
