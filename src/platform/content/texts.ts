import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const folder = fileURLToPath(new URL('../../../content/', import.meta.url))

/** A text of the library as plain words, for processes that do not come out of the site's build. */
export interface LibraryText {
  slug: string
  titleZh: string
  titleEn: string
  summaryZh: string
  summaryEn: string
  /** The day from which it holds, or on which it was issued. */
  day: string | null
  plainZh: string
  plainEn: string
}

/** The texts of a shelf (content/library); their shape is checked by platform/content/documents.ts. */
export function readLibraryTexts(shelf: 'regulations' | 'guides'): LibraryText[] {
  const path = `${folder}library/${shelf}/`
  return readdirSync(path)
    .filter((name) => name.endsWith('.zh.md'))
    .map((name) => {
      const slug = name.slice(0, -'.zh.md'.length)
      const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(path + name, 'utf8')) ?? []
      const facts = parse(head) as Record<string, string>
      return {
        slug,
        titleZh: facts.titleZh ?? '',
        titleEn: facts.titleEn ?? '',
        summaryZh: facts.summaryZh ?? '',
        summaryEn: facts.summaryEn ?? '',
        day: facts.inForceFrom ?? facts.issuedOn ?? null,
        plainZh: plain(body),
        plainEn: plain(readFileSync(`${path}${slug}.en.md`, 'utf8')),
      }
    })
}

export interface GlossaryText {
  id: string
  zh: string
  en: string
  textZh: string
  textEn: string
}

export const readGlossary = (): GlossaryText[] =>
  (parse(readFileSync(`${folder}glossary.yaml`, 'utf8')) as { terms: GlossaryText[] }[]).flatMap(({ terms }) => terms)

/** Without the marks of Markdown and without the addresses of its links. */
const plain = (text: string): string =>
  text
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/[#>*_`|[\]]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
