import { config } from '#platform/config.ts'
import { localePath } from '#src/i18n/locale.ts'

/** An address of the site, in Chinese, and when what it shows last changed. */
export interface SitemapEntry {
  path: string
  changedAt?: Date | undefined
}

/** Each address in both languages, each naming the other. */
export function urlSet(entries: readonly SitemapEntry[]): string {
  const urls = entries.flatMap(({ path, changedAt }) => {
    const zh = at(path)
    const en = at(localePath('en', path))
    const links = `<xhtml:link rel="alternate" hreflang="zh-CN" href="${zh}"/><xhtml:link rel="alternate" hreflang="en" href="${en}"/>`
    return [zh, en].map((loc) => `<url><loc>${loc}</loc>${lastmod(changedAt)}${links}</url>\n`)
  })
  return `${declaration}<urlset xmlns="${schema}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('')}</urlset>\n`
}

export const sitemapIndex = (parts: readonly SitemapEntry[]): string =>
  `${declaration}<sitemapindex xmlns="${schema}">\n${parts
    .map(({ path, changedAt }) => `<sitemap><loc>${at(path)}</loc>${lastmod(changedAt)}</sitemap>\n`)
    .join('')}</sitemapindex>\n`

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const lastmod = (changedAt: Date | undefined) => (changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '')
const at = (path: string) => new URL(path, config().SITE_URL).href.replaceAll('&', '&amp;')
