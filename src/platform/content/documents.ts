import { parse } from 'yaml'
import { z } from 'zod'
import { renderMarkdown } from '#platform/content/markdown.ts'

/**
 * The library's texts, edited as files in content/library. `<slug>.zh.md` begins with the facts (front matter) of both
 * languages, `<slug>.en.md` holds the English text alone.
 */
const files = import.meta.glob<string>('../../../content/library/**/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const day = z.iso.date()
const facts = z.strictObject({
  titleZh: z.string(),
  titleEn: z.string(),
  summaryZh: z.string(),
  summaryEn: z.string(),
  order: z.int(),
  group: z.enum(['city', 'law', 'disclosure', 'enforcement', 'monitoring', 'public']).optional(),
  authorityZh: z.string().optional(),
  authorityEn: z.string().optional(),
  issuedOn: day.optional(),
  inForceFrom: day.optional(),
  /** The first day on which it is no longer in force. */
  inForceTo: day.optional(),
  /** text: read in the rule itself; public: in a public secondary source; memory: not yet checked. */
  confidence: z.enum(['text', 'public', 'memory']).optional(),
  /** The Chinese text is the document itself; the English page gives a summary and then that text. */
  original: z.literal('zh').optional(),
})

export type Shelf = 'regulations' | 'guides' | 'pages'
export type LibraryDocument = z.infer<typeof facts> & {
  slug: string
  /** Rendered, with ids at the headings. */
  htmlZh: string
  htmlEn: string
}

const shelves: Record<Shelf, LibraryDocument[]> = {
  regulations: readShelf('regulations'),
  guides: readShelf('guides'),
  pages: readShelf('pages'),
}

/** The documents of a shelf in their order. */
export function listDocuments(shelf: Shelf): readonly LibraryDocument[] {
  return shelves[shelf]
}

export function getDocument(shelf: Shelf, slug: string): LibraryDocument | undefined {
  return shelves[shelf].find((document) => document.slug === slug)
}

function readShelf(shelf: Shelf): LibraryDocument[] {
  const folder = `../../../content/library/${shelf}/`
  return Object.keys(files)
    .filter((path) => path.startsWith(folder) && path.endsWith('.zh.md'))
    .map((path) => readDocument(path, path.slice(folder.length, -'.zh.md'.length)))
    .sort((a, b) => a.order - b.order || a.slug.localeCompare(b.slug))
}

function readDocument(path: string, slug: string): LibraryDocument {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(files[path] ?? '') ?? []
  const english = files[path.replace(/\.zh\.md$/, '.en.md')]
  if (head === undefined || body === undefined) throw new Error(`${path}: no front matter between two lines of ---`)
  if (english === undefined) throw new Error(`${path}: has no English twin`)
  const parsed = facts.safeParse(parse(head))
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
  return { ...parsed.data, slug, htmlZh: renderMarkdown(body, 'zh'), htmlEn: renderMarkdown(english, 'en') }
}
